import { Problem } from "../problem.js";
import type { Org } from "../store/orgs.js";

/** The port of the org's origin belongs to somebody else. */
export const portTaken = (origin: string, cause?: unknown) =>
  new Problem(
    "PORT_TAKEN",
    5,
    `The port of ${origin} is in use`,
    "another program listens there, so the IdP of this org cannot",
    "end that program, or choose another port: appint serve --port <port>",
    { cause },
  );

/** An IdP of the same org and database answers at the origin already. */
export const idpAlreadyRunning = (origin: string, cause?: unknown) =>
  new Problem(
    "IDP_ALREADY_RUNNING",
    5,
    `The IdP of this org is running at ${origin} already`,
    "appint serve was started before and has not ended",
    "use the one that runs, or end it first",
    { cause },
  );

/** The origin of the org names something else than this machine's loopback. */
export const originNotLoopback = (origin: string) =>
  new Problem(
    "ORIGIN_NOT_LOOPBACK",
    2,
    `The IdP cannot listen at ${origin}`,
    "it signs in test users without a password, so it listens on loopback alone: 127.0.0.1, localhost or ::1",
    "choose a loopback origin for the org, http://127.0.0.1:7700",
  );

/** Listening failed for another reason. */
export const cannotListen = (origin: string, code: string, cause: unknown) =>
  new Problem(
    "CANNOT_LISTEN",
    5,
    `The IdP cannot listen at ${origin}`,
    `the system refuses with ${code}`,
    "choose another port: appint serve --port <port>",
    { cause },
  );

/** An org whose IdP answers is to be deleted. */
export const idpOfDeletedOrg = ({ slug, origin }: Org) =>
  new Problem(
    "ORG_IS_SERVED",
    4,
    `The identity provider of ${slug} is running at ${origin}`,
    "it would go on answering for an org that is gone; nothing was deleted",
    "end it with Ctrl-C where appint serve runs, and run the command again",
  );
