import { Problem } from "../problem.js";
import type { App } from "../store/apps.js";
import type { Field } from "./field.js";

/** A value for a setting that the other settings leave no room for. */
export const meansNothingHere = ({ flag, term, meansOnlyWith }: Pick<Field, "flag" | "term" | "meansOnlyWith">) =>
  new Problem(
    "MEANS_NOTHING",
    2,
    `${term} means nothing beside these settings`,
    meansOnlyWith ?? "the other settings leave no room for it",
    `leave ${flag} out`,
  );

export const noClientSecret = ({ label, slug }: App) =>
  new Problem(
    "NO_CLIENT_SECRET",
    4,
    `${label} has no client secret`,
    "only an app that authenticates with a client secret has one, neither a public client nor one with a key of its own",
    `see how it authenticates: appint apps show ${slug}`,
  );

export const noSigningKey = ({ label }: App) =>
  new Problem(
    "NO_SIGNING_KEY",
    4,
    `${label} has no signing key of its own`,
    "only apps that get signed assertions have one; tokens are signed with the keys of the org",
    "appint keys list",
  );

/** An app that is to sign who it is, and no key that could verify it. */
export const keysMissing = () =>
  new Problem(
    "KEYS_MISSING",
    2,
    "Client authentication private_key_jwt goes with public keys, and there are none",
    "the IdP could verify no signature of the app",
    "--jwks <file|url>, or --generate-key, which makes a key and shows its private half once",
  );
