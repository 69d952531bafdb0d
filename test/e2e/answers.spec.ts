/** `appint create` from an answers file, without a terminal. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg } from "./built-cli.js";

describe("appint create --answers", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await freshOrg();
    await org.done("users list --quiet");
  });
  afterAll(() => org[Symbol.asyncDispose]());
  const file = async (name: string, content: string | Buffer) => {
    await writeFile(join(org.folder, name), content);
    return name;
  };

  it("creates what the file says; flags win; what was said is saved, and read again", async () => {
    const attribute = ["email=user.email", 'tier="a, b"'];
    const answers = {
      kind: "saml",
      name: "Payroll",
      "acs-url": "http://localhost:3000/acs",
      audience: "urn:a",
      attribute,
    };
    await file("a.json", `\ufeff${JSON.stringify(answers)}`);

    const made = await org.done(
      "create --answers a.json --audience urn:flag --save-answers b.json --json=label,settings",
    );
    const again = await org.done("create --answers b.json --json=label,settings");

    expect(made.json()).toMatchObject({
      ...{
        label: "Payroll",
        settings: { signOn: { audience: "urn:flag", attributeStatements: [{}, { values: ['"a, b"'] }] } },
      },
    });
    expect(again.json()).toEqual(made.json());
    expect(JSON.parse(await readFile(join(org.folder, "b.json"), "utf8"))).toEqual({
      ...{
        kind: "saml",
        label: "Payroll",
        acsUrl: "http://localhost:3000/acs",
        audience: "urn:flag",
        attributes: attribute,
      },
    });
    expect((await stat(join(org.folder, "b.json"))).mode & 0o777).toBe(0o600);

    const over = await org.appint("create --answers a.json --save-answers b.json --json");
    expect([over.status, over.stdout, over.problem().code]).toEqual([4, "", "ANSWERS_FILE_EXISTS"]);
    expect((await org.done("apps list --json=slug")).json()).toEqual([{ slug: "payroll" }, { slug: "payroll-2" }]);
  });

  it("takes the saved answers back when nothing was created, so that the corrected command can save them", async () => {
    const words =
      "create oidc --name Retry --redirect-uri http://localhost:3000/cb --save-answers retry.json --json=slug";
    const failed = await org.appint(`${words} --org nowhere`);
    expect([failed.status === 0, failed.stdout]).toEqual([false, ""]);
    await expect(stat(join(org.folder, "retry.json"))).rejects.toThrow(/ENOENT/);
    expect((await org.done(words)).json()).toEqual({ slug: "retry" });
    expect(JSON.parse(await readFile(join(org.folder, "retry.json"), "utf8"))).toMatchObject({ label: "Retry" });
  });

  it.each<[string, string | Buffer, string, RegExp]>([
    ["that is cut off", '{"kind":"oidc"', "ANSWERS_INVALID", /^line 1, column 15: the text ends/],
    [
      "with a misspelt answer",
      '{"kind":"oidc",\n "nam":"x"}',
      "ANSWERS_INVALID",
      /^line 2, column 2: .*did you mean name\?$/,
    ],
    ["in UTF-16", Buffer.from('\ufeff{"kind":"oidc"}', "utf16le"), "ANSWERS_UNREADABLE", /UTF-16/],
    ["in Latin-1", Buffer.from('{"name":"Größe"}', "latin1"), "ANSWERS_UNREADABLE", /not UTF-8/],
    ["that is huge", Buffer.alloc(1_048_577, " "), "ANSWERS_UNREADABLE", /larger than/],
    ["that is empty", "", "ANSWERS_UNREADABLE", /it is empty/],
    ["that is deep", `{"name":${"[".repeat(50_000)}`, "ANSWERS_INVALID", /nested deeper than 32/],
    ["that lacks a value", '{"kind":"oidc","name":"Shop"}', "MISSING_VALUES", /nothing is asked/],
  ])("refuses a file %s in one message, and stores nothing", async (_, content, code, why) => {
    await file("bad.json", content);
    const { status, stdout, ...result } = await org.appint("create --answers bad.json --json");
    expect([status, stdout]).toEqual([2, ""]);
    expect(result.problem()).toMatchObject({ code, why: expect.stringMatching(why) });
  });
});
