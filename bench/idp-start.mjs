// From the start of the process to the first answer, against an empty HTTP server.
import { APPINT, freePort, freshOrg, median, ratio, row, startUntil, stop } from "./measure.mjs";

const EMPTY = (port) => ["-e", `require("node:http").createServer((q, r) => r.end("ok")).listen(${port}, "127.0.0.1")`];

export async function idpStart() {
  const { env, origin, appint } = await freshOrg();
  const { signOn } = JSON.parse(
    appint("create", "saml", "--name", "P", "--acs-url", "http://localhost:3000/acs", "--audience", "x", "--json"),
  );
  const targets = {
    "first OIDC discovery": `${origin}/.well-known/openid-configuration`,
    "first SAML metadata": signOn.metadataUrl,
  };
  const times = { empty: [], ...Object.fromEntries(Object.keys(targets).map((name) => [name, []])) };
  for (let round = 0; round < 9; round++) {
    const port = await freePort();
    const empty = await startUntil(EMPTY(port), `http://127.0.0.1:${port}/`, env);
    await stop(empty.child);
    times.empty.push(empty.ms);
    for (const [name, url] of Object.entries(targets)) {
      const { child, ms } = await startUntil([APPINT, "serve"], url, env);
      await stop(child);
      times[name].push(ms);
    }
  }
  const base = median(times.empty);
  return Object.keys(targets).map((name) => {
    const value = median(times[name]) / base;
    return row(
      `IdP: spawn to ${name}, against an empty HTTP server (${base.toFixed(0)} ms)`,
      ratio(value),
      "≤ 2.5×",
      value <= 2.5,
    );
  });
}
