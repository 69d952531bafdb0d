// Runs many command lines of the built program in one process, each with streams of its own, and prints what each said
// as JSON. A start costs more than most commands: what is about their words and not about processes is run here.
import { readFileSync } from "node:fs";

const { launcher, commands, surroundings } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { main } = await import(new URL("../dist/main.js", launcher).href);
const results = [];
for (const words of commands) {
  const written = { stdout: "", stderr: "" };
  const stream = (name) => ({
    isTTY: surroundings.isTTY ?? false,
    columns: surroundings.columns,
    write: (text) => {
      written[name] += text;
    },
  });
  const host = {
    stdin: { isTTY: false },
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    env: { ...process.env, ...surroundings.env },
    cwd: () => process.cwd(),
    on: () => {},
    removeListener: () => {},
  };
  results.push({ words, status: await main(words, host), ...written });
}
process.stdout.write(JSON.stringify(results));
