/** Getting an SP's metadata: from a file, from standard input (`-`), or from a URL that the person names. */
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Problem } from "../problem.js";
import { readSpMetadata, type SpMetadata } from "../protocols/saml/metadata.js";
import type { Context } from "./context.js";

/** More is refused before it is read. */
const MOST_BYTES = 1_048_576;
const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 5;

/** @throws Problem METADATA_UNREADABLE, or one of `readSpMetadata` naming the source */
export async function loadSpMetadata(source: string, { cwd, clock, output }: Context): Promise<SpMetadata> {
  const text = await textOf(source.trim(), cwd);
  try {
    const sp = readSpMetadata(text, { now: clock() });
    for (const warning of sp.warnings) output.warn(warning);
    return sp;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(
      error.code,
      error.status,
      `${source === "-" ? "standard input" : source}: ${error.what}`,
      error.why,
      error.fix,
      { cause: error },
    );
  }
}

async function textOf(source: string, cwd: string): Promise<string> {
  if (source === "") throw unreadable('""', "it names no file and no address");
  if (source === "-") return await typed();
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(source)?.[1]?.toLowerCase();
  if (scheme === "http" || scheme === "https") return await fetched(source);
  if (scheme !== undefined)
    throw unreadable(source, `an address with ${scheme}:// is not fetched, only http and https`);
  return await read(resolve(cwd, source), source);
}

async function typed(): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) throw unreadable("of standard input", `it is larger than ${MOST_BYTES} bytes`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function read(file: string, shown: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES)
      throw unreadable(shown, `it has ${size} bytes; the metadata of one SP is far under ${MOST_BYTES}`);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : (error as Error).message;
    throw unreadable(shown, why, error);
  }
}

async function fetched(url: string): Promise<string> {
  let answer: Response;
  try {
    answer = await fetchOnOneHost(url);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const cause = (error as { cause?: NodeJS.ErrnoException }).cause;
    const why =
      (error as Error).name === "TimeoutError"
        ? `no answer within ${TIMEOUT_MS / 1000} s`
        : reasonOf(cause ?? (error as Error));
    throw unreadable(url, `it cannot be fetched: ${why}`, error);
  }
  if (!answer.ok) throw unreadable(url, `it answers ${answer.status} ${answer.statusText}`.trim());
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    if (bytes > MOST_BYTES) throw unreadable(url, `its answer is larger than ${MOST_BYTES} bytes`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Follows redirects within the host that was named, also from http to https; nobody else is asked for anything. */
async function fetchOnOneHost(named: string): Promise<Response> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = new URL(named);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const headers = { accept: "application/samlmetadata+xml, application/xml" };
    const answer = await fetch(url, { signal, headers, redirect: "manual" });
    const location = answer.headers.get("location");
    if (![301, 302, 303, 307, 308].includes(answer.status) || !location) return answer;
    await answer.body?.cancel();
    const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
    const stays = next?.hostname === url.hostname && /^https?:$/.test(next.protocol) && !isDowngrade(url, next);
    if (!next || !stays)
      throw unreadable(
        named,
        `it leads to ${next?.origin ?? location}, which you did not name: give that address if you trust it`,
      );
    url = next;
  }
  throw unreadable(named, `it still redirects after ${MOST_REDIRECTS} times`);
}

const isDowngrade = (from: URL, to: URL): boolean => from.protocol === "https:" && to.protocol === "http:";

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ECONNREFUSED") return "nothing listens there (ECONNREFUSED)";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `there is no such host (${code})`;
  return code ?? message;
}

const unreadable = (source: string, why: string, cause?: unknown) =>
  new Problem(
    "METADATA_UNREADABLE",
    2,
    `The metadata ${source} cannot be read`,
    why,
    "--metadata <file|url>, or type the values with --acs-url and --audience",
    { cause },
  );
