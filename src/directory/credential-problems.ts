/** What the rules for keys and client secrets refuse, in words for people. */
import { Problem } from "../problem.js";
import type { App } from "../store/apps.js";
import type { SealedKey } from "../store/keys.js";
import type { Secret } from "../store/secrets.js";

export const nextKeyPresent = ({ label, slug }: App, { kid }: SealedKey) =>
  new Problem(
    "NEXT_KEY_PRESENT",
    4,
    `${label} has a next key already: ${kid}`,
    "its certificate may be with the other side by now; nothing was made",
    `let it sign: appint keys rotate ${slug} --activate`,
  );

export const keySignsAlready = ({ label, slug }: App, { kid }: SealedKey) =>
  new Problem(
    "KEY_SIGNS_ALREADY",
    4,
    `${label} signs with the key ${kid} already`,
    "there is nothing to change",
    `appint keys list ${slug}`,
  );

/** @param app whose keys were looked at; undefined for those of the org */
export const keyNotFound = (app: App | undefined, kid: string) =>
  new Problem(
    "KEY_NOT_FOUND",
    3,
    `There is no key "${kid}"`,
    app
      ? `no key of ${app.label} has this kid`
      : "no key of the org has this kid; those of an app are found with the app",
    `appint keys list${app ? ` ${app.slug}` : ""}`,
  );

export const keysChanged = () =>
  new Problem(
    "KEYS_CHANGED",
    4,
    "The keys were changed by somebody else at the same moment",
    "this rotation too would retire a key that has just begun to sign; nothing was changed",
    "look at them, then run the command again: appint keys list",
  );

/** @param present newest first */
export const twoSecrets = ({ label, slug }: App, present: readonly Secret[]) => {
  const [, older] = present;
  const inactive = present.findLast(({ status }) => status === "INACTIVE");
  return new Problem(
    "TWO_SECRETS",
    4,
    `${label} has two client secrets already`,
    "the platform keeps two at most, active or not; nothing was made",
    inactive
      ? `appint credentials delete ${slug} ${inactive.id}`
      : `appint credentials deactivate ${slug} ${older?.id}, then appint credentials delete ${slug} ${older?.id}`,
  );
};

export const secretStatusAlready = ({ slug }: App, { id, status }: Secret) =>
  new Problem(
    "SECRET_STATUS",
    4,
    `The client secret ${id} is ${status.toLowerCase()} already`,
    "there is nothing to change",
    `appint credentials list ${slug}`,
  );

export const lastActiveSecret = ({ label, slug }: App, { id }: Secret) =>
  new Problem(
    "LAST_ACTIVE_SECRET",
    4,
    `The client secret ${id} is the last active one of ${label}`,
    "without it the app could not get a token any more; nothing was changed",
    `make another one first: appint credentials rotate ${slug}`,
  );

export const secretActive = ({ slug }: App, { id }: Secret) =>
  new Problem(
    "SECRET_ACTIVE",
    4,
    `The client secret ${id} is active`,
    "an app may still use it; only an inactive one can be deleted",
    `appint credentials deactivate ${slug} ${id}`,
  );

export const secretNotFound = ({ label, slug }: App, typed: string, secrets: readonly Secret[]) =>
  new Problem(
    "SECRET_NOT_FOUND",
    3,
    `There is no client secret "${typed}"`,
    secrets.length > 0
      ? `${label} has ${secrets.map(({ id }) => id).join(" and ")}, also called newest and oldest`
      : `${label} has no client secret`,
    `appint credentials list ${slug}`,
  );
