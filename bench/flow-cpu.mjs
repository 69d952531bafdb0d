// What a further flow costs `test-sso`: CPU of its process, IdP and agent included, once a first flow has loaded all.
import { fileURLToPath } from "node:url";
import { loadBundled } from "./bundle.mjs";
import { freePort, freshOrg, median, row, startUntil, stop } from "./measure.mjs";

const FLOWS = 15;
const MOST_MS = 60;
const LOGIN = "ada@example.com";
const SAMPLE = fileURLToPath(new URL("../dist/samples/saml.js", import.meta.url));

export async function flowCpu() {
  const { env, appint } = await freshOrg();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const addresses = ["--acs-url", `${url}/saml/acs`, "--audience", `${url}/saml/metadata`];
  const pages = ["--start-url", `${url}/reports?q=1`, "--user-url", `${url}/me`];
  const { signOn } = JSON.parse(appint("create", "saml", "--name", "App", ...addresses, ...pages, "--json"));
  appint("assign", "app", "--user", LOGIN);
  const { flowWalker } = await loadBundled("flow-walker.ts");
  const walker = await flowWalker(env.APPINT_DB, "app", LOGIN);
  const { child } = await startUntil([SAMPLE], `${url}/health`, {
    ...env,
    PORT: String(port),
    SAML_METADATA_URL: signOn.metadataUrl,
  });
  try {
    const rows = [];
    for (const flow of ["idpInitiated", "spInitiated"]) {
      await walker[flow]();
      const times = [];
      for (let round = 0; round < FLOWS; round++) times.push(await cpuOf(walker[flow]));
      const ms = median(times);
      const name = flow === "idpInitiated" ? "IdP-initiated" : "SP-initiated";
      rows.push(
        row(
          `a further ${name} flow of \`test-sso\`, SAML: CPU`,
          `${ms.toFixed(0)} ms`,
          `≤ ${MOST_MS} ms`,
          ms <= MOST_MS,
        ),
      );
    }
    return rows;
  } finally {
    await stop(child);
    await walker.close();
  }
}

/** CPU of this process in ms while the work is done. */
async function cpuOf(work) {
  const begin = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}
