// Signatures a second inside what the IdP sends, against bare RSA-2048 signing in the same process, in turns.
import { loadBundled } from "./bundle.mjs";
import { percent, row } from "./measure.mjs";

export async function signing() {
  const { signers } = await loadBundled("signers.ts");
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
