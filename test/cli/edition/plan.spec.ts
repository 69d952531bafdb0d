/** An app that is there, changed: what is not named stays, whatever the app is. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planned, planOf } from "../../../src/cli/edition/plan.js";
import { wantedByFlags } from "../../../src/cli/edition/wanted.js";
import { changesBetween } from "../../../src/cli/output/changes.js";
import { kinds } from "../../../src/integrations/registry.js";
import { documentOf } from "../../../src/integrations/values.js";
import type { Store } from "../../../src/store/store.js";
import { anApp } from "../../conformance/rows.js";
import { VALUES } from "../../integrations/values.js";

const every = await kinds();
const nothing = { given: {}, tests: {}, gone: [] };
const kindOf = (id: string) => every.find((kind) => kind.id === id) ?? expect.fail(`no kind ${id}`);

/** Every secret that is asked for is kept. */
const store = { read: { all: async () => [{ id: "ocs1", sealed: "v1.x" }] } } as unknown as Store;

const anyApp = fc
  .oneof(...Object.entries(VALUES).map(([id, values]) => fc.record({ id: fc.constant(id), values })))
  .map(({ id, values }) => {
    const kind = kindOf(id);
    const all: Record<string, unknown> = { ...values };
    for (const field of kind.fields) all[field.key] ??= field.default?.(all);
    const document = documentOf(kind, all);
    const app = anApp("00o1", { label: "Shop", signOnMode: kind.signOnMode, document });
    return { kind, all, app: JSON.parse(JSON.stringify(app)) as typeof app };
  })
  // Values that are made by chance may contradict each other; no app has such.
  .filter(({ kind, all }) => {
    try {
      kind.check(all);
      return true;
    } catch {
      return false;
    }
  });

describe("an edit", () => {
  it("that wants nothing leaves every app as it is", async () => {
    await fc.assert(
      fc.asyncProperty(anyApp, async ({ kind, app }) => {
        const plan = await planOf(store, kind, app, nothing);
        expect(JSON.parse(JSON.stringify(plan))).toMatchObject({
          label: "Shop",
          document: app.document,
          tests: app.tests,
        });
        expect(Object.values(plan.secrets).filter((secret) => secret !== null)).toEqual([]);
        expect(changesBetween(kind, app, planned(app, plan))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("of one setting tells of that one, with what it was", async () => {
    await fc.assert(
      fc.asyncProperty(anyApp, async ({ kind, app }) => {
        const plan = await planOf(store, kind, app, {
          ...nothing,
          given: { label: "Store" },
          tests: { userUrl: "http://localhost/me" },
        });
        expect(changesBetween(kind, app, planned(app, plan))).toEqual([
          "  - App integration name: Shop",
          "  + App integration name: Store",
          "  + Page that shows who is signed in: http://localhost/me",
        ]);
        expect(plan.tests).toEqual({ ...app.tests, userUrl: "http://localhost/me" });
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    [{ authMethod: "none" }, undefined],
    [{ authMethod: "none", pkce: false }, "PKCE"],
    [{ redirectUris: [] }, "Sign-in redirect URIs"],
  ])("is checked by what create checks: %j", async (given, refused) => {
    const kind = kindOf("oidc");
    const values: Record<string, unknown> = { redirectUris: ["http://localhost/cb"] };
    for (const field of kind.fields) values[field.key] ??= field.default?.(values);
    const app = anApp("00o1", { document: documentOf(kind, { ...values, pkce: true }) });
    const made = planOf(store, kind, app, { ...nothing, given });
    if (refused === undefined) await expect(made).resolves.toMatchObject({ label: app.label });
    else await expect(made).rejects.toThrow(refused);
  });

  it("names a secret without its value", () => {
    const saml = kindOf("saml");
    const token = { ...(saml.fields[0] as (typeof saml.fields)[number]), key: "token", term: "Token", secret: true };
    const kind = { ...saml, fields: [...saml.fields, token] };
    const app = anApp("00o1", { document: saml.newDocument() });
    expect(changesBetween(kind, app, app, { token: "very secret" })).toEqual(["  + Token: ••••••••"]);
    expect(changesBetween(kind, app, app, { token: null })).toEqual(["  - Token: ••••••••"]);
  });

  it.each([
    [{ acsUrl: "http://localhost/acs" }, [], "FOREIGN_FLAG"],
    [{ label: "" }, [], "FIELD_INVALID"],
    [{}, ["redirect-uri"], "CANNOT_UNSET"],
    [{}, ["frobnicate"], "CANNOT_UNSET"],
    [{ userUrl: "http://localhost/me" }, ["user-url"], "GIVEN_AND_UNSET"],
  ])("by flags is refused before anything is asked of the store: %j, without %j", async (flags, unset, code) => {
    await expect(wantedByFlags(kindOf("oidc"), "Shop", flags, unset)).rejects.toMatchObject({ code, status: 2 });
  });
});
