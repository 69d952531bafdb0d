import { readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { breachesOf } from "../../src/doctor/invariant.js";
import { inspect } from "../../src/store/inspect.js";
import { type FreshOrg, freshOrg, normalized } from "./built-cli.js";

const PASSPHRASE = "a passphrase of one line";

describe("an org as one file", () => {
  let org: FreshOrg;
  let secret: string;
  const file = (name: string) => join(org.folder, name);
  const text = (name: string) => readFileSync(file(name), "utf8");

  beforeAll(async () => {
    org = await freshOrg();
    const made = await org.done("create oidc --name Shop --redirect-uri http://localhost:3000/callback --json");
    secret = made.json<{ credentials: { clientSecret: string } }>().credentials.clientSecret;
    await org.done("create saml --name Payroll --acs-url http://localhost:3000/acs --audience urn:payroll --quiet");
    await org.done("assign payroll --user ada@example.com --quiet");
    writeFileSync(file("passphrase.txt"), `${PASSPHRASE}\n`);
  });
  afterAll(() => org[Symbol.asyncDispose]());

  const toldBy = async (words: string) => {
    const { status, stdout, stderr } = await org.appint(words);
    const shown = (seen: string) =>
      normalized(seen, { [org.folder]: "<folder>", [org.origin]: "<origin>" }).replace(/\d+ keys/, "<n> keys");
    return { status, stdout: shown(stdout), stderr: shown(stderr) };
  };

  it("with secrets takes everything along, and none of them is in it in clear", async () => {
    const seal = "orgs export --with-secrets --passphrase-file passphrase.txt";
    expect(await toldBy(`${seal} --output sealed.jsonl`)).toEqual({
      status: 0,
      stdout: `✔ default is in sealed.jsonl: 2 users, 1 admin, 1 group, 2 members, 2 apps, 1 assignment, 1 secret, <n> keys
  Next:  appint orgs import sealed.jsonl --db <file>
`,
      stderr: "",
    });
    expect((statSync(file("sealed.jsonl")).mode & 0o777).toString(8)).toBe("600");
    expect(await readdir(org.folder), "no draft is left").not.toContainEqual(expect.stringMatching(/^sealed\.jsonl\./));
    for (const canary of [secret, PASSPHRASE, "BEGIN PRIVATE", "scrypt$"])
      expect(text("sealed.jsonl")).not.toContain(canary);

    const imported = await org.done("orgs import sealed.jsonl --db new.db --passphrase-file passphrase.txt --json");
    expect(imported.json()).toMatchObject({ slug: "default", origin: org.origin, current: true, renewed: [] });
    expect(imported.stderr).toBe("");
    const again = await org.done(`${seal} --db new.db`);
    expect(again.stdout).toBe(text("sealed.jsonl"));
    const [here, there] = await Promise.all(
      ["", " --db new.db"].map(async (db) => (await org.done(`apps show shop --reveal --json${db}`)).json()),
    );
    expect(there).toEqual(here);
    expect(there).toMatchObject({ credentials: { clientSecret: secret } });
    const inspection = await inspect(file("new.db"));
    expect(await breachesOf({ ...inspection, unseal: await inspection.unsealer() })).toEqual([]);
    inspection.close();
  });

  it("without secrets says what is new where it is imported", async () => {
    await org.done("orgs export --output clear.jsonl --quiet");
    const { status, stdout, stderr } = await toldBy(
      "orgs import clear.jsonl --db clear.db --name Copied --origin http://127.0.0.1:7999",
    );

    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: `✔ Copied imported (copied): 2 users, 1 group, 2 apps   http://127.0.0.1:7999
  Next:  appint apps list
`,
      stderr: `The file has no secrets. The org's keys are new, and nobody has a password: people sign in by one click.
${["payroll has a new certificate", "shop has a new client secret"]
  .map((line) => `  ${line}; give it to the app: appint apps show ${line.split(" ")[0]} --reveal\n`)
  .sort(
    (a, b) => text("clear.jsonl").indexOf(`"${a.split(" ")[2]}"`) - text("clear.jsonl").indexOf(`"${b.split(" ")[2]}"`),
  )
  .join("")}`,
    });
    const shown = (await org.done("apps show shop --reveal --json=credentials --db clear.db")).json<{
      credentials: { clientSecret: string; clientId: string };
    }>();
    expect(shown.credentials.clientSecret).toMatch(/^[\w-]{64}$/);
    expect(shown.credentials.clientSecret).not.toBe(secret);
    expect(text("clear.jsonl")).toContain(`"client_id":"${shown.credentials.clientId}"`);
  });

  it("is described by its published schema, line by line, sealed or not", () => {
    const schema = JSON.parse(
      readFileSync(new URL("../../dist/schema/org-file.json", import.meta.url), "utf8"),
    ) as object;
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    const lines = [...text("clear.jsonl").trimEnd().split("\n"), ...text("sealed.jsonl").trimEnd().split("\n")];
    for (const line of lines.map((each) => JSON.parse(each) as Record<string, unknown>)) {
      expect([validate(line), line.type, validate.errors]).toEqual([true, line.type, null]);
      expect(validate({ ...line, surprise: 1 })).toBe(false);
      const { type: _, ...nameless } = line;
      expect(validate(nameless)).toBe(false);
    }
  });

  it("never takes the place of another file, or of a link, unless it is told to", async () => {
    writeFileSync(file("kept.jsonl"), "mine");
    symlinkSync("kept.jsonl", file("link.jsonl"));
    for (const name of ["kept.jsonl", "link.jsonl"])
      expect((await org.appint(`orgs export --output ${name} --json`)).problem()).toMatchObject({
        code: "FILE_EXISTS",
        status: 4,
      });
    expect([text("kept.jsonl"), await readlink(file("link.jsonl"))]).toEqual(["mine", "kept.jsonl"]);

    await org.done("orgs export --output link.jsonl --force --quiet");

    expect([text("kept.jsonl"), text("link.jsonl")]).toEqual(["mine", text("clear.jsonl")]);
    await expect(readlink(file("link.jsonl"))).rejects.toThrow("EINVAL");
    expect((await org.appint("orgs export --output nowhere/x.jsonl --json")).problem()).toMatchObject({
      code: "FILE_NOT_WRITABLE",
      status: 5,
      why: "the system refuses with ENOENT",
    });
  });
});
