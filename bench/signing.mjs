// Signatures a second inside what the IdP sends, against bare RSA-2048 signing in the same process, in turns.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { percent, row } from "./measure.mjs";

const CACHE = new URL("../node_modules/.cache/appint-bench/", import.meta.url);

export async function signing() {
  mkdirSync(CACHE, { recursive: true });
  const bundle = await rolldown({ input: fileURLToPath(new URL("signers.ts", import.meta.url)), platform: "node" });
  await bundle.write({ dir: fileURLToPath(CACHE), format: "esm" });
  await bundle.close();
  const { signers } = await import(new URL("signers.js", CACHE).href);
  const { bare, saml, both } = await signers();

  const rates = (ms) => ({ bare: rate(bare, ms), saml: rate(saml, ms), both: rate(both, ms) });
  rates(400); // warm
  const rounds = Array.from({ length: 7 }, () => rates(400));
  const share = (name, signatures) => middle(rounds.map((round) => (round[name] * signatures) / round.bare));
  const one = share("saml", 1);
  const two = share("both", 2);
  return [
    row("signatures in SAML responses, assertion signed, against bare RSA-2048", percent(one), "≥ 70 %", one >= 0.7),
    row(
      "signatures in SAML responses, response and assertion signed, against bare RSA-2048",
      percent(two),
      "≥ 70 %",
      two >= 0.7,
    ),
  ];
}

/** Calls a second of CPU: the machine's other work does not count. */
function rate(work, ms) {
  const begin = process.cpuUsage();
  const end = performance.now() + ms;
  let calls = 0;
  while (performance.now() < end) {
    work();
    calls++;
  }
  const { user, system } = process.cpuUsage(begin);
  return calls / ((user + system) / 1e6);
}

const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
