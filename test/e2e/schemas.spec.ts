import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { freePort, freshOrg } from "./built-cli.js";

const published = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../dist/schema/${name}`, import.meta.url), "utf8")) as object;
const validator = (name: string) => new Ajv2020({ strict: false, validateFormats: false }).compile(published(name));

describe("the published JSON Schemas", () => {
  it("describe the report of test-sso, whatever it says", async () => {
    await using org = await freshOrg();
    const nobody = `http://localhost:${await freePort()}`;
    await org.appint(`create oidc --name Shop --redirect-uri ${nobody}/callback`);
    await org.appint("assign shop --user ada@example.com");
    const validate = validator("test-sso-report.json");

    const { status, stdout } = await org.appint("test-sso shop --json");

    expect(status).toBe(5);
    expect([validate(JSON.parse(stdout)), validate.errors]).toEqual([true, null]);
    const { verdict: _, ...withoutVerdict } = JSON.parse(stdout) as Record<string, unknown>;
    expect(validate(withoutVerdict)).toBe(false);
    expect(validate({ ...JSON.parse(stdout), surprise: 1 })).toBe(false);
  });

  it("describe the values of each kind of integration", () => {
    const saml = validator("integration-saml.json");
    const oidc = validator("integration-oidc.json");
    const payroll = { label: "Payroll", acsUrl: "http://localhost:3000/acs", audience: "urn:payroll" };
    const shop = { label: "Shop", redirectUris: ["http://localhost:3000/callback"] };

    expect(saml(payroll)).toBe(true);
    expect(saml({ ...payroll, sign: "response" })).toBe(true);
    expect(saml({ ...payroll, sign: "neither" })).toBe(false);
    expect(saml({ ...payroll, label: "" })).toBe(false);
    expect(saml({ label: "Payroll" })).toBe(false);
    expect(saml({ ...payroll, redirectUris: [] })).toBe(false);
    expect(oidc(shop)).toBe(true);
    expect(oidc({ ...shop, redirectUris: [] })).toBe(false);
    expect(oidc({ ...shop, authMethod: "magic" })).toBe(false);
    expect(oidc({ ...shop, grantTypes: ["magic"] })).toBe(false);
  });

  it("describe the answers that create takes", () => {
    const answers = validator("answers.json");
    expect(answers({ kind: "saml", name: "Payroll", "acs-url": "http://localhost:3000/acs", metadata: "sp.xml" })).toBe(
      true,
    );
    expect(answers({ kind: "oidc", name: "Payroll", acsUrl: "http://localhost:3000/acs" })).toBe(false);
  });

  it("say of every member what it is, in the words of the wizard", () => {
    const { properties } = published("integration-saml.json") as {
      properties: Record<string, { title?: string; description?: string }>;
    };
    expect(properties.acsUrl).toMatchObject({ title: "Single sign-on URL (ACS)", type: "string" });
    for (const property of Object.values(properties))
      expect(property).toEqual(expect.objectContaining({ title: expect.any(String), description: expect.any(String) }));
  });
});
