// `npm run new -- <what> <name>`: the files of a new thing in the house's shape, with a test that says what is to be written.
// What there is to make is found by file: scripts/new/<what>.mjs exports `form` (how its name is written) and
// `make(name, { root })` → { files: path → text, edits: path → text, next: what is left to do }.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const makers = join(root, "scripts/new");
const things = readdirSync(makers)
  .filter((name) => name.endsWith(".mjs"))
  .map((name) => name.slice(0, -".mjs".length));

/** Ends with one message; nothing was written then. */
function stop(what, fix) {
  console.error(`✖ ${what}\n    fix     ${fix}`);
  process.exit(2);
}

const [what, ...words] = process.argv.slice(2);
if (!things.includes(what)) {
  stop(what ? `There is no "${what}" to make` : "What is to be made?", `npm run new -- ${things.join("|")} <name>`);
}
const { form, make } = await import(pathToFileURL(join(makers, `${what}.mjs`)).href);
// `apps rename` and `apps/rename` are the same.
const name = words.join("/");
const parts = name.split("/");
const isWhole = parts.length === form.split("/").length || (form.startsWith("[") && parts.length === 1);
if (name === "" || !isWhole) stop(`"${words.join(" ")}" is no name of a ${what}`, `npm run new -- ${what} ${form}`);
if (!parts.every((part) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(part))) {
  stop(`"${words.join(" ")}" is not in kebab case`, `npm run new -- ${what} ${form}, in small letters, digits and -`);
}

const made = make(name, { root, stop });
const present = Object.keys(made.files).filter((path) => existsSync(join(root, path)));
if (present.length > 0) stop(`${present.join(" and ")} is there already`, "choose another name");

const written = { ...made.files, ...made.edits };
for (const [path, text] of Object.entries(written)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
// Long names break lines elsewhere, and an import has its place in the order.
spawnSync(join(root, "node_modules/.bin/biome"), ["check", "--write", ...Object.keys(written)], { cwd: root });

for (const path of Object.keys(made.files)) console.log(`+ ${path}`);
for (const path of Object.keys(made.edits ?? {})) console.log(`~ ${path}`);
console.log(`\nThen:\n${made.next.map((line) => `  ${line}`).join("\n")}`);
