import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Experiment } from "../../src/diagnosis/cause.js";
import { causes, diagnose } from "../../src/diagnosis/diagnose.js";
import { APP, authnRequest, authorize, codeDelivery, oidcTrace, samlDelivery, samlTrace } from "./trace.js";

const refused = { response: { status: 403 } };
/** Two causes are suspected: the audience, and a cookie that stayed away. */
const doubtful = () =>
  samlTrace([
    authnRequest({ issuer: "other" }),
    samlDelivery({ ...refused, withheldCookies: [{ name: "sid", why: "lax-on-cross-site-post" }] }),
  ]);

describe("diagnose", () => {
  it("finds nothing in a healthy sign-in", async () => {
    expect(await diagnose(samlTrace([authnRequest(), samlDelivery()]), async () => true)).toBeUndefined();
    expect(await diagnose(oidcTrace([authorize(`${APP}/callback`), codeDelivery()]), async () => true)).toBeUndefined();
  });

  it("makes no experiment where the wire proves the cause", async () => {
    const trace = oidcTrace([authorize(`${APP}/other`, 400)]);
    const diagnosis = await diagnose(trace, () => Promise.reject(new Error("an experiment")));
    expect(diagnosis).toMatchObject({ rule: "redirect-uri-mismatch", proved: true, proof: expect.any(String) });
  });

  it.each([
    ["audience-mismatch", (experiment: Experiment) => experiment.overlay !== undefined],
    ["state-cookie-lost", (experiment: Experiment) => experiment.sendCookies !== undefined],
  ])("takes the cause whose experiment ends signed in: %s", async (rule, succeeds) => {
    const diagnosis = await diagnose(doubtful(), async (experiment) => succeeds(experiment));
    expect(diagnosis).toMatchObject({
      rule,
      proved: true,
      proof: expect.stringMatching(/^the same sign-in with .+ ends signed in$/),
    });
    expect(diagnosis?.cause).not.toMatch(/^possible/);
  });

  it("stops at the first experiment that succeeds", async () => {
    let made = 0;
    await diagnose(doubtful(), async () => Boolean(++made));
    expect(made).toBe(1);
  });

  it.each([
    ["fail", async () => false],
    ["are not made", undefined],
  ])("calls a cause possible when the experiments %s", async (_title, experimenter) => {
    const diagnosis = await diagnose(doubtful(), experimenter);
    expect(diagnosis).toMatchObject({ rule: "audience-mismatch", proved: false });
    expect(diagnosis?.cause).toMatch(/^possible: /);
    expect(diagnosis).not.toHaveProperty("proof");
  });

  it("knows every cause by its file's name", async () => {
    const files = await readdir(new URL("../../src/diagnosis/causes/", import.meta.url));
    const rules = (await causes()).map(({ rule }) => `${rule}.ts`);
    expect(rules).toEqual(files.sort());
    for (const { title } of await causes()) expect(title).toMatch(/^[A-Z].*[^.]$/);
  });

  it("has a spec for every cause", async () => {
    const specs = await readdir(new URL("causes/", import.meta.url));
    expect(specs.sort()).toEqual((await causes()).map(({ rule }) => `${rule}.spec.ts`));
  });
});
