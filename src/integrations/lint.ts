/**
 * What a setting does that only shows later: nothing that is refused (that is the kind's `check`), and nothing that
 * `test-sso` sees by itself. One lint a file in lints/; found by its file.
 */
import type { App } from "../store/apps.js";
import { atPath, type FieldValues } from "./field.js";

export interface LintInput {
  app: App;
  /** Of the keys that sign now. */
  certificates: readonly { notAfter: Date }[];
  now: Date;
}

export interface LintFinding {
  /** The member of the app object that it is about; the field that fills it gives the setting its name and flag. */
  path: string;
  /** The value as it was seen. */
  seen: string;
  /** What will happen, as a sentence without a full stop. */
  why: string;
  /** What to set instead, as it is typed behind the field's flag; nothing for a switch, which is turned. */
  instead?: string | boolean;
  /** What to do where no setting of the app mends it. */
  advice?: string;
}

export interface Lint {
  /** `warning`: it breaks or weakens a sign-in. `note`: right here, wrong elsewhere or one day. */
  level: "warning" | "note";
  judge(input: LintInput): readonly LintFinding[];
}

export const defineLint = (lint: Lint): Lint => lint;

/** `settings.signOn` of a SAML app; nothing of another one. */
export const signOnOf = ({ document }: App): FieldValues =>
  (atPath(document, "settings.signOn") as FieldValues | undefined) ?? {};

/** `settings.oauthClient` of an OIDC app; nothing of another one. */
export const oauthClientOf = ({ document }: App): FieldValues =>
  (atPath(document, "settings.oauthClient") as FieldValues | undefined) ?? {};

/** Every address in the app's settings, with the member that holds it. */
export function addressesOf(app: App): { path: string; url: URL; text: string }[] {
  const found: { path: string; text: unknown }[] = [];
  const add = (path: string) => {
    const value = atPath(app.document, path);
    for (const text of Array.isArray(value) ? value : [value]) found.push({ path, text: urlIn(text) });
  };
  for (const path of ADDRESSES) add(path);
  return found.flatMap(({ path, text }) =>
    typeof text === "string" && URL.canParse(text) ? [{ path, text, url: new URL(text) }] : [],
  );
}

const urlIn = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? (value as { url?: unknown }).url : value;

/** Where browsers are sent, of all kinds; a test compares with the fields that are typed as addresses. */
const ADDRESSES = [
  "settings.signOn.ssoAcsUrl",
  "settings.signOn.acsEndpoints",
  "settings.signOn.slo.logoutUrl",
  "settings.signOn.participateSlo.logoutRequestUrl",
  "settings.signOn.loginUrl",
  "settings.signOn.redirectUrl",
  "settings.app.url",
  "settings.app.siteURL",
  "settings.app.wReplyURL",
  "settings.oauthClient.redirect_uris",
  "settings.oauthClient.post_logout_redirect_uris",
  "settings.oauthClient.initiate_login_uri",
  "settings.oauthClient.frontchannel_logout_uri",
  "settings.oauthClient.email_verification_callback_uri",
];

/** A host name that only this machine answers to. @see rfc8252 §7.3 */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127\./.test(hostname);
