// The token endpoint over HTTP: CPU of the server for each signature that it sends, against a bare signature's CPU.
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { APPINT, cpuMs, freshOrg, percent, row, startUntil, stop } from "./measure.mjs";

const FLOWS = 300;
const REDIRECT = "http://localhost:3000/callback";

export async function tokenEndpoint() {
  const { env, origin, appint } = await freshOrg();
  const app = JSON.parse(appint("create", "oidc", "--name", "Shop", "--redirect-uri", REDIRECT, "--json"));
  appint("assign", "shop", "--user", "ada@example.com");
  const { child } = await startUntil([APPINT, "serve"], `${origin}/.well-known/openid-configuration`, env);
  const cookie = await signIn(origin);
  const redeem = async (count) => {
    const codes = [];
    for (let index = 0; index < count; index++) codes.push(await code(origin, cookie, app.id));
    const before = cpuMs(child.pid);
    for (const each of codes) await token(origin, app, each);
    return (cpuMs(child.pid) - before) / count;
  };
  await redeem(50); // warm
  const perToken = await redeem(FLOWS);
  await stop(child);
  const share = bareMs() / (perToken / 2); // an ID token and an access token
  return [
    row(
      `token endpoint over HTTP: server CPU a signature (${(perToken / 2).toFixed(2)} ms), against bare RSA-2048`,
      percent(share),
      "≥ 35 %",
      share >= 0.35,
    ),
  ];
}

/** CPU of one bare signature in ms. */
function bareMs() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }));
  const bytes = Buffer.alloc(512, 7);
  const run = (count) => {
    const begin = process.cpuUsage();
    for (let index = 0; index < count; index++) sign("sha256", bytes, key);
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1000 / count;
  };
  run(200);
  return run(1000);
}

/** Signs in by one click on the sign-in page. @returns the cookies */
async function signIn(origin) {
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
  keep(
    await fetch(`${origin}/login/login.htm`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: cookies() },
      body: new URLSearchParams({ handle, user }),
    }),
  );
  return cookies();
}

async function code(origin, cookie, client) {
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
  const location = new URL(answer.headers.get("location"), origin);
  const value = location.searchParams.get("code");
  if (!value) throw new Error(`no code: ${location.href}`);
  return { code: value, verifier };
}

async function token(origin, app, { code: value, verifier }) {
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
