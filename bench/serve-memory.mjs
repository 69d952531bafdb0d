// What `serve` holds in memory after many sign-ins: each with a session of its own, a code and its tokens.
import { readFileSync } from "node:fs";
import { APPINT, freshOrg, median, row, startUntil, stop } from "./measure.mjs";
import { code, REDIRECT, signIn, token } from "./sign-in.mjs";

const SAMPLES = 20;
const AT_ONCE = 4;
const MOST_MB = 150;
/** The end against the middle: what grows with every sign-in would have grown by half. */
const FLAT = 1.1;

export async function serveMemory({ signIns }) {
  const { env, origin, appint } = await freshOrg();
  const app = JSON.parse(appint("create", "oidc", "--name", "Shop", "--redirect-uri", REDIRECT, "--json"));
  for (const login of ["ada@example.com", "admin@example.com"]) appint("assign", "shop", "--user", login);
  const { child } = await startUntil([APPINT, "serve"], `${origin}/.well-known/openid-configuration`, env);
  const samples = [];
  let broken = 0;
  try {
    for (let sample = 0; sample < SAMPLES; sample++) {
      let left = signIns / SAMPLES;
      const visitor = async () => {
        while (left-- > 0) {
          try {
            await token(origin, app, await code(origin, await signIn(origin), app.id));
          } catch (error) {
            // On a busy machine a kept connection can be closed while a request is on its way; more than that is a fault.
            if (error.cause?.code !== "ECONNRESET" || ++broken > signIns / 100) throw error;
            left++;
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, visitor));
      samples.push(residentMb(child.pid));
    }
  } finally {
    await stop(child);
  }
  const [middle, end] = [median(samples.slice(8, 12)), median(samples.slice(-4))];
  const growth = end / middle;
  return [
    row(
      `memory of \`serve\` after ${signIns.toLocaleString("en")} sign-ins, and against half of them`,
      `${end.toFixed(0)} MB, ${growth.toFixed(2)}×`,
      `≤ ${MOST_MB} MB, ≤ ${FLAT}×`,
      end <= MOST_MB && growth <= FLAT,
    ),
  ];
}

/** Linux only. */
const residentMb = (pid) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
