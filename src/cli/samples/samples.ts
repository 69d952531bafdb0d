/** The sample apps that can be scaffolded: a kind of integration has one when templates/samples has a folder of its name. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { kindIds } from "../../integrations/registry.js";

export interface Sample {
  /** The kind of integration that it shows; the folder's name. */
  kind: string;
  /** Of its package: also the folder that it goes to, and the app's name. */
  name: string;
  description: string;
  /** Where its source is. */
  folder: string;
  /** Names of its files; there are no folders in it. */
  files: string[];
}

/** @param dist the built program's folder; the package has `templates/` beside it */
export function samples(dist: URL): Sample[] {
  const root = fileURLToPath(new URL("../templates/samples/", dist));
  const folders = new Set(readdirSync(root));
  return kindIds()
    .filter((kind) => folders.has(kind))
    .map((kind) => sampleIn(join(root, kind), kind));
}

function sampleIn(folder: string, kind: string): Sample {
  const files = readdirSync(folder).sort();
  const { name, description } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Sample;
  return { kind, name, description, folder, files };
}
