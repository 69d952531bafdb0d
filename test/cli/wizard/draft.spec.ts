/** The draft of an unfinished session: what it keeps, what it never keeps, and that whatever lies there is survived. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { ago, type Draft, draftFile, readDraft, removeDraft, writeDraft } from "../../../src/cli/wizard/draft.js";
import { begin, step } from "../../../src/cli/wizard/session.js";
import { defineField, type FieldValues } from "../../../src/integrations/field.js";
import type { Kind } from "../../../src/integrations/kind.js";
import { kinds } from "../../../src/integrations/registry.js";
import { testFields } from "../../../src/integrations/test-settings.js";

const NOW = new Date("2026-03-01T12:00:00.000Z");
const CANARY = "CANARY-d41d8cd9";
const password = defineField<string>({
  ...{ key: "password", path: "settings.password", term: "Password", flag: "--password <text>", help: "a secret" },
  ...{ secret: true, required: true, schema: z.string() },
});
const every: Kind[] = (await kinds()).map((kind) =>
  kind.id === "oidc" ? { ...kind, fields: [...kind.fields, password] } : kind,
);
const fields = [...every.flatMap((kind) => kind.fields), ...testFields];

const folder = mkdtempSync(join(tmpdir(), "appint-draft-"));
const file = draftFile(join(folder, "appint.db"), "acme");
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => removeDraft(file));

const session = (
  answers: FieldValues,
  more: { fills?: FieldValues; seen?: FieldValues; typed?: Record<string, string> } = {},
) => begin(every, testFields, { answers, ...more });
const kept = (
  answers: FieldValues,
  more: { fills?: FieldValues; seen?: FieldValues; typed?: Record<string, string> } = {},
) => {
  writeDraft(file, session(answers, more), NOW);
  return readDraft(file, fields, every);
};

describe("a draft", () => {
  it("gives back answers, empty ones too, what metadata filled and what was half typed", () => {
    const answers = {
      ...{ kind: "saml", metadata: "sp.xml", label: "Payroll", attributes: undefined, expectStatus: 200 },
    };
    const more = { fills: { acsUrl: "http://localhost/acs" }, typed: { audience: "urn:pay" } };
    expect(kept(answers, more)).toEqual({ answers, ...more, saved: NOW });
  });

  it("gives back what a running app showed, since it is not looked at again", () => {
    const seen = { label: "Shop", acsUrl: "http://localhost/seen" };
    const { fills } = kept({ kind: "saml" }, { seen, fills: { acsUrl: "http://localhost/acs" } }) as Draft;
    expect(fills).toEqual({ label: "Shop", acsUrl: "http://localhost/acs" });
  });

  it("is readable by its owner alone, whatever lay there before, and leaves nothing beside it", () => {
    writeFileSync(file, "x", { mode: 0o644 });
    chmodSync(file, 0o644);
    kept({ kind: "oidc" });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["appint.db.draft-acme.json"]);
  });

  it("holds no secret, neither answered nor half typed nor in an address", () => {
    const answers = { kind: "oidc", label: "Shop", password: CANARY, metadata: `https://me:${CANARY}@idp.example/sp` };
    let playing = session(answers, { typed: { password: CANARY, redirectUris: `http://me:${CANARY}@localhost` } });
    playing = step(step(playing, { type: "back", typed: "x" }), { type: "leave" });
    writeDraft(file, playing, NOW);
    expect(readFileSync(file, "utf8")).not.toContain(CANARY);
    expect(readDraft(file, fields, every)).toMatchObject({ answers: { kind: "oidc", label: "Shop" } });
  });

  it("is not written where nothing was said", () => {
    expect(writeDraft(file, session({}), NOW)).toBe(false);
    expect(existsSync(file)).toBe(false);
  });

  it("that cannot be written leaves no half file", () => {
    expect(() => writeDraft(join(folder, "no", "such", "folder.json"), session({ kind: "oidc" }), NOW)).toThrow(
      /ENOENT/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("that is not there is no draft", () => {
    expect(readDraft(file, fields, every)).toBeUndefined();
  });

  it.each([
    ["empty", ""],
    ["cut off", '{"version":1,"saved":"2026-03-01T12:00:00.000Z","answers":{"ki'],
    ["of another program", "[]"],
    ["of a later version", '{"version":2,"saved":"2026-03-01T12:00:00.000Z","answers":{},"fills":{},"typed":{}}'],
    ["without a time", '{"version":1,"answers":{},"fills":{},"typed":{}}'],
    ["without answers", '{"version":1,"saved":"2026-03-01T12:00:00.000Z"}'],
    ["with a list for answers", '{"version":1,"saved":"2026-03-01T12:00:00.000Z","answers":[],"fills":{},"typed":{}}'],
    ["far too large", `"${"x".repeat(1_048_577)}"`],
  ])("%s is damaged, not a crash", (_, text) => {
    writeFileSync(file, text);
    expect(readDraft(file, fields, every)).toBe("damaged");
  });

  it("loses what its fields would refuse, and what nobody knows", () => {
    const answers = { kind: "oidc", label: "", redirectUris: ["nonsense"], authMethod: "client_secret_post", other: 1 };
    writeFileSync(file, JSON.stringify({ version: 1, saved: NOW, answers, fills: { acsUrl: 5 }, typed: { label: 7 } }));
    expect(readDraft(file, fields, every)).toEqual({
      ...{ answers: { kind: "oidc", authMethod: "client_secret_post" }, fills: {}, typed: {}, saved: NOW },
    });
    writeFileSync(file, JSON.stringify({ version: 1, saved: NOW, answers: { kind: "swa" }, fills: {}, typed: {} }));
    expect(readDraft(file, fields, every)).toMatchObject({ answers: {} });
  });

  it("belongs to one org, whatever its name", () => {
    expect(draftFile("/x/appint.db", "../../etc/passwd")).toBe("/x/appint.db.draft-..%2F..%2Fetc%2Fpasswd.json");
  });

  it.each([
    [0, "a moment ago"],
    [59, "a moment ago"],
    [60, "1 minute ago"],
    [600, "10 minutes ago"],
    [3600, "1 hour ago"],
    [86_399, "23 hours ago"],
    [200_000, "2 days ago"],
    [-50, "a moment ago"],
  ])("%i s old is of %s", (seconds, told) => {
    expect(ago(NOW, new Date(NOW.getTime() + seconds * 1000))).toBe(told);
  });
});
