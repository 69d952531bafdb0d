/** How an app's SCIM service is reached, as its settings say. */
import type { ScimAction } from "../integrations/scim/actions.js";

/** @see RFC 7617, RFC 6750, RFC 6749 §4.4 */
export type Credentials =
  | { mode: "basic"; username: string; password: string }
  | { mode: "header"; token: string }
  | { mode: "oauth2"; tokenUrl: string; clientId: string; clientSecret: string };

export interface Connection {
  /** Without a resource behind it: `https://app.example/scim/v2`. */
  baseUrl: string;
  /** The attribute by which a person is looked up: `userName`. */
  uniqueField: string;
  /** By the words of the setting: `push-users`, … */
  actions: readonly ScimAction[];
  credentials: Credentials;
}

export const basic = (name: string, secret: string): string =>
  `Basic ${Buffer.from(`${name}:${secret}`, "utf8").toString("base64")}`;
export const bearer = (token: string): string => `Bearer ${token}`;
