/** Many kills by several workers; the same seed kills the same commands at the same moments. Prints a line for each fault. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { arena, type Kill, randomNumbers } from "./killing.js";

const { values } = parseArgs({
  options: { kills: { type: "string" }, seed: { type: "string" }, workers: { type: "string" } },
});
const kills = Number(values.kills ?? 10_000);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const workers = Number(values.workers ?? availableParallelism());
const repeat = `npm run soak -- --kills ${kills} --seed ${seed} --workers ${workers}`;
console.log(`${kills} kills, seed ${seed}, ${workers} workers; to repeat them: ${repeat}`);

await using made = await arena();
console.log(`${made.victims.length} command lines:`);
for (const { example, durationMs, firstTouchMs } of made.victims) {
  console.log(`  ${example}   ${durationMs.toFixed(0)} ms, the database after ${firstTouchMs.toFixed(0)} ms`);
}

const done: Kill[] = [];
let next = 0;
async function worker(): Promise<void> {
  while (next < kills) {
    const number = next++;
    const kill = await made.kill(randomNumbers(seed + number));
    done.push(kill);
    for (const fault of kill.faults) console.log(`✖ kill ${number}: ${kill.example}, ${kill.moment}: ${fault}`);
    if (done.length % 500 === 0) console.log(`${done.length} of ${kills} …`);
  }
}
await Promise.all(Array.from({ length: workers }, worker));

const count = (test: (kill: Kill) => boolean) => done.filter(test).length;
const faulty = count(({ faults }) => faults.length > 0);
console.log(
  `${count(({ killed }) => killed)} killed, ${count(({ killed }) => !killed)} faster than their kill; ` +
    `${count(({ left }) => left === "before")} left nothing, ${count(({ left }) => left === "after")} everything, ` +
    `${count(({ left }) => left === "between")} something between; ` +
    `${count(({ acknowledged, killed }) => acknowledged && killed)} killed after they had said that they were done`,
);
console.log(`${done.length - faulty} passed, ${faulty} failed`);
process.exitCode = faulty === 0 ? 0 : 1;
