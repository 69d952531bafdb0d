/** Every command that takes a name finds it in its own org only: a walk over the commands' own arguments. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Argument, Positional } from "../../src/cli/arguments.js";
import { commandNames, loadCommand } from "../../src/cli/commands.js";
import { main } from "../../src/cli/main.js";
import { newId } from "../../src/crypto/ids.js";
import { newOidcDocument } from "../../src/integrations/oidc/document.js";
import { insertApp } from "../../src/store/apps.js";
import { addMember, insertGroup } from "../../src/store/groups.js";
import { openStore } from "../../src/store/open.js";
import { insertOrg, setCurrentOrg } from "../../src/store/orgs.js";
import { insertUser } from "../../src/store/users.js";
import { aGroup, anApp, anEvent, anOrg, aUser } from "../conformance/rows.js";

/** What a word or a flag of a command line can name. Orgs are not in it: they are the database's, not an org's. */
type Thing = "app" | "user" | "group";
const isThing = (word: string): word is Thing => ["app", "user", "group"].includes(word);

interface Place {
  command: string;
  /** The argument that is tried, as people know it. */
  argument: string;
  thing: Thing;
  line(name: string): string[];
}

/** A word for each positional that the command cannot do without; the tried one is the caller's. */
const OURS: Record<string, string> = { app: "ours", user: "own@example.com", group: "Own", login: "new@example.com" };

const flagOf = (argument: Argument) => /^--(\S+) <([\w-]+)>/.exec(argument.kind === "option" ? argument.flag : "");
const thingOf = (argument: Argument): string | undefined =>
  argument.kind === "positional" ? argument.name : flagOf(argument)?.[1];

const places: Place[] = [];
const unknown: string[] = [];
for (const command of commandNames()) {
  const definition = await loadCommand(command);
  const args = Object.values(typeof definition.args === "function" ? await definition.args([]) : definition.args);
  const positionals = args.filter((each): each is Positional<unknown> => each.kind === "positional");
  for (const argument of args) {
    const thing = thingOf(argument) ?? "";
    if (argument.kind === "positional" && argument.resolve && thing !== "org" && !isThing(thing))
      unknown.push(`${command} <${argument.name}>`);
    if (!isThing(thing) || (argument.kind === "positional" && !argument.resolve)) continue;
    places.push({
      command,
      argument: argument.kind === "positional" ? `<${argument.name}>` : argument.flag,
      thing,
      line: (name) => [
        ...command.split(" "),
        ...positionals
          .filter((each) => each === argument || each.required)
          .map((each) => (each === argument ? name : (OURS[each.name] ?? "new"))),
        ...(argument.kind === "option" ? [`--${thing}`, name] : []),
      ],
    });
  }
}

describe("a name of another org", () => {
  let folder: string;
  const theirs: Record<Thing, string[]> = { app: [], user: [], group: [] };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "appint-other-org-"));
    await using store = await openStore({ file: join(folder, "orgs.db"), secretKey: "" });
    const [ours, other] = [anOrg({ slug: "ours" }), anOrg({ slug: "other", origin: "http://127.0.0.1:7701" })];
    const document = newOidcDocument();
    const app = anApp(other.id, { slug: "shop", label: "The Shop", document });
    const user = aUser(other.id, { login: "grace@example.com" });
    const group = aGroup(other.id, { name: "Crew" });
    theirs.app = [app.id, app.slug, app.label];
    theirs.user = [user.id, user.login];
    theirs.group = [group.id, group.name];
    await store.write(async (tx) => {
      for (const org of [ours, other]) {
        await insertOrg(tx, org);
        await insertGroup(tx, aGroup(org.id, { name: "Everyone", type: "BUILT_IN" }));
      }
      await setCurrentOrg(tx, ours.id);
      await insertUser(tx, user, null);
      await insertApp(tx, app);
      await insertGroup(tx, group);
      await addMember(tx, group.id, user.id, new Date());
      await insertApp(tx, anApp(ours.id, { id: newId("0oa"), slug: "ours", document }));
      await insertUser(tx, aUser(ours.id, { login: "own@example.com" }), null);
      await insertGroup(tx, aGroup(ours.id, { name: "Own" }));
      await tx.record(anEvent(ours.id));
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function run(words: readonly string[]) {
    const written = { out: "", err: "" };
    const status = await main(words, {
      stdin: {},
      stdout: { write: (text: string) => (written.out += text) },
      stderr: { write: (text: string) => (written.err += text) },
      env: { HOME: folder, APPINT_DB: join(folder, "orgs.db") },
      cwd: () => folder,
      on: () => {},
      removeListener: () => {},
    });
    return { status, ...written };
  }

  it("can stand in no argument that this test does not know", () => {
    expect(unknown).toEqual([]);
    expect(places.length).toBeGreaterThan(10);
  });

  it.each(places)("is not found by appint $command $argument", async ({ thing, line }) => {
    for (const name of theirs[thing]) {
      const { status, out, err } = await run(line(name));
      expect({ status, out }, err).toEqual({ status: 3, out: "" });
      expect(err).toMatch(/✖ There is no (app|person|group) "/);
    }
  });

  it("is found with --org, so that it is the org and not the name that is missing", async () => {
    expect(await run(["apps", "show", "The Shop", "--org", "other"])).toMatchObject({ status: 0 });
    expect(await run(["users", "show", "grace@example.com", "--org", "other"])).toMatchObject({ status: 0 });
  });
});
