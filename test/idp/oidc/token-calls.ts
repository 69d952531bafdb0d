/** Bare calls of the token endpoint, for what a real relying party would never send. */
import { createHash, randomBytes } from "node:crypto";
import { Browser } from "../browser.js";
import { redirectUri, type TestOrg } from "../org.js";

export interface TokenAnswer {
  status: number;
  headers: Headers;
  body: Record<string, string>;
}

/** @param path of the org's server, `token`, or that of another one with its slash */
export async function post(
  test: TestOrg,
  path: string,
  fields: Record<string, string> | URLSearchParams,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const answer = await fetch(`${test.origin}${path.startsWith("/") ? path : `/oauth2/v1/${path}`}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : {} };
}

export const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64")}`,
});

/** A code of ada's, with the fields that redeem it. */
export async function freshCode(
  test: TestOrg,
  { app = test.app.id, scope = "openid", server = "/oauth2", browser = new Browser(test.origin) } = {},
): Promise<{ grant_type: string; code: string; redirect_uri: string; code_verifier: string }> {
  const code_verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    client_id: app,
    redirect_uri: redirectUri,
    response_type: "code",
    scope,
    state: "s",
    code_challenge: createHash("sha256").update(code_verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  let back = await browser.go(`${server}/v1/authorize?${query}`);
  if (!back.location) back = await browser.signIn(back, { user: test.ada.id });
  const code = new URL(back.location).searchParams.get("code");
  if (!code) throw new Error(`no code in ${back.location}`);
  return { grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier };
}

/** The claims of a JWT, whoever has signed it. */
export const decoded = (jwt = ""): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split(".", 2)[1] ?? "", "base64url").toString());
