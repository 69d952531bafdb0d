/** Why a run of the smoke test cannot begin. */
import type { Kind } from "../integrations/kind.js";
import { Problem } from "../problem.js";
import type { App } from "../store/apps.js";

export const nobodyAssigned = ({ label, slug }: App) =>
  new Problem(
    "NOBODY_ASSIGNED",
    4,
    `Nobody is assigned to ${label}`,
    "the platform lets only assigned people sign in, so there is nobody to test with",
    `appint assign ${slug} --user ada@example.com`,
  );

/** An app that no protocol message signs anybody in to. */
export const withoutSsoToTest = (app: App, { term, withoutSso }: Pick<Kind, "term" | "withoutSso">) =>
  new Problem(
    "NO_SSO",
    4,
    `${app.label} is a ${term} integration: there is no single sign-on to test`,
    withoutSso?.why ?? "",
    typeof withoutSso?.instead === "function" ? withoutSso.instead(app) : (withoutSso?.instead ?? ""),
  );

/** With somebody there already, it could not be told whether the app that the test starts is the one that answers. */
export const appRunsAlready = (url: string) =>
  new Problem(
    "APP_RUNS_ALREADY",
    5,
    `${url} answers before the test has started the app`,
    "something listens there already, and the test would judge that in place of the app that --exec starts",
    "stop what listens there, or leave --exec and --wait-on out to test it as it is",
  );

/** The person interrupted the run: nothing that is seen after that counts. */
export const testCancelled = () =>
  new Problem(
    "CANCELLED",
    130,
    "Cancelled",
    "you interrupted the test",
    "the org is as it was; run the test again when you like",
  );

export const appInactive = ({ label, slug }: App) =>
  new Problem(
    "APP_INACTIVE",
    4,
    `${label} is inactive`,
    "nobody can sign in to an inactive app",
    `appint apps activate ${slug}`,
  );
