// What the suites share: medians, whole processes timed against each other, and a throw-away org.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const APPINT = fileURLToPath(new URL("../bin/appint.js", import.meta.url));

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs several commands in turn, `rounds` times. @returns the median wall time of each in ms */
export function interleaved(commands, { rounds = 15, env = process.env } = {}) {
  const times = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    commands.forEach((args, index) => {
      const begin = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
      if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
      times[index].push(performance.now() - begin);
    });
  }
  return times.map(median);
}

/** A free port on loopback. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** An org of its own: environment and a function that runs the command line. */
export async function freshOrg() {
  const folder = mkdtempSync(join(tmpdir(), "appint-bench-"));
  const origin = `http://127.0.0.1:${await freePort()}`;
  const env = { PATH: process.env.PATH, HOME: folder, APPINT_DB: join(folder, "bench.db"), APPINT_ORIGIN: origin };
  const appint = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [APPINT, ...args], { env, encoding: "utf8" });
    if (status !== 0) throw new Error(`appint ${args.join(" ")} ended with ${status}: ${stdout}${stderr}`);
    return stdout;
  };
  return { folder, origin, env, appint };
}

/** Starts a process and waits until a URL answers. @returns the child and the time to the first answer in ms */
export async function startUntil(args, url, env) {
  const begin = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: "ignore" });
  for (;;) {
    try {
      const answer = await fetch(url);
      await answer.arrayBuffer();
      if (answer.ok) return { child, ms: performance.now() - begin };
    } catch {
      if (child.exitCode !== null) throw new Error(`${args.join(" ")} ended with ${child.exitCode}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

export async function stop(child) {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

/** CPU time of another process so far, user and system, in ms. Linux only. */
export function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10; // in ticks of 1/100 s
}

export const ratio = (value) => `${value.toFixed(2)}×`;
export const percent = (value) => `${Math.round(value * 100)} %`;
export const row = (what, measured, bar, met) => ({ what, measured, bar, met });
