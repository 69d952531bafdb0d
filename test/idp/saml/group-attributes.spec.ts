/** Groups in the assertion, as an SP reads them that nobody here wrote; and people who are assigned through a group. */
import { SAML } from "@node-saml/node-saml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assign } from "../../../src/directory/assign.js";
import { addMembers, removeMembers } from "../../../src/directory/groups.js";
import type { GroupAttributeStatement } from "../../../src/integrations/saml/attribute-statements.js";
import { encodePost } from "../../../src/protocols/saml/bindings.js";
import { ATTRIBUTE_NAME_FORMAT } from "../../../src/protocols/saml/urns.js";
import type { Group } from "../../../src/store/groups.js";
import { acsUrl, audience, isResponse, postedBy, type SamlOrg, samlOrg, wordsOf } from "./saml-org.js";

let saml: SamlOrg;
let engineering: Group;
beforeAll(async () => {
  saml = await samlOrg();
  const { ada, bob } = saml.test;
  // Made in an order that is not that of their names.
  await saml.test.addGroup("Zoo & <Garden>", ada);
  engineering = await saml.test.addGroup("Engineering", ada, bob);
  await saml.test.addGroup("Engineering EU", ada);
  await saml.test.addGroup("Sales", bob);
  await saml.signIn();
});
afterAll(() => saml[Symbol.asyncDispose]());

const statement = (name: string, filterType: GroupAttributeStatement["filterType"], filterValue: string) =>
  ({ type: "GROUP", name, namespace: ATTRIBUTE_NAME_FORMAT.basic, filterType, filterValue }) as const;

/** The person's profile as the SP has it, after a click on the tile. */
async function profileAtSp(...attributeStatements: GroupAttributeStatement[]) {
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
  return { xml, profile };
}

describe("group attribute statements", () => {
  it("tell the SP the names of the person's groups, one value each, in order of name", async () => {
    const { xml, profile } = await profileAtSp(statement("groups", "REGEX", ".*"));
    expect(profile?.groups).toEqual(["Engineering", "Engineering EU", "Zoo & <Garden>"]);
    expect(xml.match(/<saml2:AttributeValue /g)).toHaveLength(3);
    expect(xml).toContain(`Name="groups" NameFormat="${ATTRIBUTE_NAME_FORMAT.basic}"`);
  });

  it("compare in the platform's four ways, and leave out an attribute that no group fits", async () => {
    const { profile } = await profileAtSp(
      statement("starts", "STARTS_WITH", "Engineering"),
      statement("equals", "EQUALS", "Engineering"),
      statement("contains", "CONTAINS", "&"),
      statement("regex", "REGEX", "(Zoo|Sales).*"),
      statement("part", "REGEX", "Zoo"),
      statement("none", "EQUALS", "Sales"),
    );
    expect(profile).toMatchObject({
      starts: ["Engineering", "Engineering EU"],
      equals: "Engineering",
      contains: "Zoo & <Garden>",
      regex: "Zoo & <Garden>",
    });
    expect(profile).not.toHaveProperty("part");
    expect(profile).not.toHaveProperty("none");
  });

  it("say what is so now: a membership that ends is not told any more", async () => {
    const filter = statement("groups", "STARTS_WITH", "Eng");
    await removeMembers(saml.test.store, engineering, [saml.test.ada], new Date());
    expect((await profileAtSp(filter)).profile?.groups).toBe("Engineering EU");
    await addMembers(saml.test.store, engineering, [saml.test.ada], new Date());
    expect((await profileAtSp(filter)).profile?.groups).toEqual(["Engineering", "Engineering EU"]);
  });
});

describe("a person who is assigned through a group", () => {
  it("is let in like anybody, until the membership ends, with the session still open", async () => {
    const { app } = await saml.addSamlApp();
    await assign(saml.test.store, app, { groups: [engineering] }, new Date());
    await saml.signIn(saml.test.bob.id);
    const tile = `/home/${app.name}/${app.id}/${app.linkId}`;

    expect(postedBy(await saml.browser.get(tile)).xml).toContain(">bob@example.com</saml2:NameID>");
    expect(wordsOf(await saml.browser.get("/app/UserHome"))).toContain(app.label);

    await removeMembers(saml.test.store, engineering, [saml.test.bob], new Date());
    const refused = await saml.browser.get(tile);
    expect([refused.status, isResponse(refused)]).toEqual([403, false]);
    expect(wordsOf(await saml.browser.get("/app/UserHome"))).not.toContain(app.label);
    expect((await saml.lastEvent()).reason).toBe("User not assigned");
  });
});
