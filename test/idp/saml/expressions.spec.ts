/** Attribute statements with expressions, as an SP reads them that nobody here wrote. */
import { SAML } from "@node-saml/node-saml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodePost } from "../../../src/protocols/saml/bindings.js";
import { ATTRIBUTE_NAME_FORMAT } from "../../../src/protocols/saml/urns.js";
import { acsUrl, audience, postedBy, type SamlOrg, samlOrg } from "./saml-org.js";

let saml: SamlOrg;
beforeAll(async () => {
  saml = await samlOrg();
  await saml.test.addGroup("Engineering", saml.test.ada);
  await saml.signIn();
});
afterAll(() => saml[Symbol.asyncDispose]());

async function profileAtSp(expressions: Record<string, string>) {
  const attributeStatements = Object.entries(expressions).map(([name, expression]) => ({
    type: "EXPRESSION" as const,
    name,
    namespace: ATTRIBUTE_NAME_FORMAT.unspecified,
    values: [expression],
  }));
  await saml.edit({ attributeStatements });
  const { xml } = postedBy(await saml.browser.get(saml.tilePath));
  const sp = new SAML({
    callbackUrl: acsUrl,
    entryPoint: saml.test.origin + saml.ssoPath,
    issuer: audience,
    audience,
    idpIssuer: `http://www.okta.com/${saml.app.externalKey}`,
    idpCert: saml.certificatePem,
  });
  const { profile } = await sp.validatePostResponseAsync({ SAMLResponse: encodePost(xml) });
  return profile as Record<string, unknown>;
}

describe("expressions in attribute statements", () => {
  it("see the person, the person in the app, the app, the org, the session and the groups", async () => {
    expect(
      await profileAtSp({
        display: 'user.lastName + ", " + user.firstName',
        city: "String.toUpperCase(user.city)",
        name: "appuser.userName",
        app: "app.label",
        org: "org.subDomain",
        how: "session.amr",
        staff: 'isMemberOfGroupName("Engineering") ? "yes" : "no"',
        groups: "user.getGroups({'group.profile.name': 'Eng'}).![name]",
        id: 'user.getInternalProperty("id")',
      }),
    ).toMatchObject({
      display: "Lovelace, Ada",
      city: "LONDON",
      name: "ada@example.com",
      app: saml.app.label,
      org: "default",
      how: "pwd",
      staff: "yes",
      groups: "Engineering",
      id: saml.test.ada.id,
    });
  });

  it("leave an attribute out that has no value, send the others, and say so in the log", async () => {
    const profile = await profileAtSp({
      missing: "String.len(user.nickname)",
      unset: "user.nickname",
      city: "user.city",
    });

    expect(profile).toMatchObject({ city: "London" });
    expect(profile).not.toHaveProperty("missing");
    expect(profile).not.toHaveProperty("unset");
    expect((await saml.lastEvent()).debugData).toMatchObject({
      attributesLeftOut: "missing: String.len was given nothing (character 12)",
    });
  });

  it("say nothing in the log when nothing is left out", async () => {
    await profileAtSp({ city: "user.city" });
    expect((await saml.lastEvent()).debugData).not.toHaveProperty("attributesLeftOut");
  });
});
