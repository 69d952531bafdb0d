/** Writes one sample app and says how to go on: down to a passed test, by typing nothing but those lines. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { slugOf } from "../../directory/slug.js";
import { typedLine } from "../typed-line.js";
import { folderNotNamed } from "./problems.js";
import { createWords, pageFlags, startFlags } from "./registration.js";
import type { Sample } from "./samples.js";
import { scaffold } from "./scaffold.js";

const USUAL_PORT = 3000;

/** @throws Problem FOLDER_NOT_NAMED, FOLDER_NOT_EMPTY, NOT_A_FOLDER, FOLDER_NOT_WRITABLE */
export async function writeSample(
  sample: Sample,
  { folder = sample.name, port = USUAL_PORT, cwd }: { folder?: string; port?: number; cwd: string },
): Promise<{ path: string; files: string[]; next: string[] }> {
  if (folder.trim() === "") throw folderNotNamed();
  const path = resolve(cwd, folder);
  const test = testLines(sample, port);
  const files: Record<string, string> = {};
  for (const name of sample.files) files[name] = await readFile(join(sample.folder, name), "utf8");
  if (port !== USUAL_PORT) files["package.json"] = startingAt(port, files["package.json"] ?? "");
  files["README.md"] = `${files["README.md"]}\n## Test its sign-in\n\n\`\`\`sh\n${test.join("\n")}\n\`\`\`\n`;
  await scaffold(path, files);
  const next = [...(path === cwd ? [] : [typedLine("cd", folder)]), "npm install", ...test];
  return { path, files: sample.files, next };
}

/** Create, assign, test. The person exists from the first use on. */
function testLines({ kind, name }: Sample, port: number): string[] {
  const url = `http://localhost:${port}`;
  const slug = slugOf(name);
  return [
    ["appint", ...createWords(kind, name, url), ...pageFlags(url)],
    ["appint", "assign", slug, "--user", "ada@example.com"],
    ["appint", "test-sso", slug, ...startFlags("npm start", url)],
  ].map((words) => typedLine(...words));
}

/** The package with its server at another port. */
function startingAt(port: number, text: string): string {
  const manifest = JSON.parse(text) as { scripts: { start: string } };
  manifest.scripts.start += ` ${port}`;
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
