// The token endpoint over HTTP: CPU of the server for each signature that it sends, against a bare signature's CPU.
import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { APPINT, cpuMs, freshOrg, percent, row, startUntil, stop } from "./measure.mjs";
import { code, REDIRECT, signIn, token } from "./sign-in.mjs";

const FLOWS = 300;

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
