// Signing in at a running IdP over HTTP, as a browser and a relying party do it: page, session, code, tokens.
import { createHash, randomBytes } from "node:crypto";

export const REDIRECT = "http://localhost:3000/callback";

/** Signs in by one click on the sign-in page. @returns the cookies */
export async function signIn(origin) {
  const jar = new Map();
  const keep = (answer) => {
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return answer;
  };
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const page = await keep(await fetch(`${origin}/login/login.htm`)).text();
  const handle = /name="handle" value="([^"]+)"/.exec(page)[1];
  const user = /name="user" value="([^"]+)"/.exec(page)[1];
  const answer = keep(
    await fetch(`${origin}/login/login.htm`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: cookies() },
      body: new URLSearchParams({ handle, user }),
    }),
  );
  await answer.arrayBuffer();
  return cookies();
}

/** @returns an authorization code and its PKCE verifier */
export async function code(origin, cookie, client) {
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    client_id: client,
    redirect_uri: REDIRECT,
    response_type: "code",
    scope: "openid profile email",
    state: "s",
    nonce: "n",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const answer = await fetch(`${origin}/oauth2/v1/authorize?${query}`, { redirect: "manual", headers: { cookie } });
  await answer.arrayBuffer();
  const location = new URL(answer.headers.get("location"), origin);
  const value = location.searchParams.get("code");
  if (!value) throw new Error(`no code: ${location.href}`);
  return { code: value, verifier };
}

/** Redeems a code. @throws Error when the token endpoint refuses */
export async function token(origin, app, { code: value, verifier }) {
  const answer = await fetch(`${origin}/oauth2/v1/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${app.id}:${encodeURIComponent(app.credentials.clientSecret)}`).toString("base64")}`,
    },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: value,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
    }),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`the token endpoint answered ${answer.status}: ${JSON.stringify(body)}`);
}
