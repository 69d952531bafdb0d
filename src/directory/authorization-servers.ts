/**
 * The authorization servers of an org: its own, whose issuer is the org itself, and the custom ones. `default` is the
 * custom server that every org of the platform is born with. It has no row: nothing about it can be changed yet, so
 * every org that there is has it, and a row of that id will take its place.
 */
import type { KeyPurpose } from "../store/keys.js";
import type { Org } from "../store/orgs.js";

export interface AuthorizationServer {
  /** As it stands in URLs, `default`; the org's own has no part in them and is called `org`. */
  readonly id: string;
  readonly type: "ORG" | "CUSTOM";
  /** Exactly what stands in tokens and discovery. */
  readonly issuer: string;
  /** Path below the org's origin where its endpoints begin: `/oauth2`, `/oauth2/default`. */
  readonly path: string;
  /** Whom its access tokens are made out to. */
  readonly audience: string;
  /** Which of the org's keys sign for it. A custom server publishes the key of its access tokens: APIs verify them. */
  readonly keys: { readonly idToken: KeyPurpose; readonly accessToken: KeyPurpose };
  /** Seconds that a refresh token lives unused. */
  readonly refreshTokenSeconds: number;
}

/** What an app uses that knows of no other. */
export const orgAuthorizationServer = ({ origin }: Pick<Org, "origin">): AuthorizationServer => ({
  id: "org",
  type: "ORG",
  issuer: origin,
  path: "/oauth2",
  audience: origin,
  keys: { idToken: "id-token", accessToken: "access-token" },
  refreshTokenSeconds: 90 * 24 * 3600,
});

const defaultServer = ({ origin }: Pick<Org, "origin">): AuthorizationServer => ({
  id: "default",
  type: "CUSTOM",
  issuer: `${origin}/oauth2/default`,
  path: "/oauth2/default",
  audience: "api://default",
  keys: { idToken: "server:default", accessToken: "server:default" },
  refreshTokenSeconds: 7 * 24 * 3600,
});

/** Every server of the org, its own first. */
export const authorizationServersOf = (org: Pick<Org, "origin">): AuthorizationServer[] => [
  orgAuthorizationServer(org),
  defaultServer(org),
];

/** The custom server whose id stands in a URL; undefined when the org has none of that id. */
export const customAuthorizationServer = (org: Pick<Org, "origin">, id: string): AuthorizationServer | undefined =>
  authorizationServersOf(org).find((server) => server.type === "CUSTOM" && server.id === id);

/** What an org has token keys for, wherever it lives: the purposes of all its servers, each once. */
export const TOKEN_PURPOSES: readonly KeyPurpose[] = [
  ...new Set(authorizationServersOf({ origin: "" }).flatMap(({ keys }) => [keys.idToken, keys.accessToken])),
];
