/** What the endpoints really answer, over the options of an app, judged by xmlsec1, the OASIS schemas and an SP. */
import { type CacheProvider, SAML, type SamlConfig } from "@node-saml/node-saml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SamlSettings } from "../../../src/integrations/saml/settings.js";
import { encodePost } from "../../../src/protocols/saml/bindings.js";
import { ATTRIBUTE_NAME_FORMAT } from "../../../src/protocols/saml/urns.js";
import { Documents, missingTools } from "../../protocols/saml/external-tools.js";
import { acsUrl, audience, postedBy, postFrom, redirectPath, requestXml, type SamlOrg, samlOrg } from "./saml-org.js";

type Statement = SamlSettings["attributeStatements"][number];
const statement = (name: string, ...values: string[]): Statement => ({
  type: "EXPRESSION",
  name,
  namespace: ATTRIBUTE_NAME_FORMAT.unspecified,
  values,
});

const signed = {
  both: { responseSigned: true, assertionSigned: true },
  response: { responseSigned: true, assertionSigned: false },
  assertion: { responseSigned: false, assertionSigned: true },
} as const;
const statements: Record<string, Statement[]> = {
  none: [],
  one: [statement("email", "user.email")],
  several: [
    statement("email", "user.email"),
    statement("firstName", "user.firstName"),
    statement("teams", "user.teams"),
    statement("plan", '"gold <1> & more"'),
    statement("missing", "user.nothing"),
    statement("ödd <&\"'> name", "user.motto"),
    statement("both", "user.firstName", "user.lastName"),
  ],
};
const algorithms = {
  sha256: { signatureAlgorithm: "RSA_SHA256", digestAlgorithm: "SHA256" },
  sha1: { signatureAlgorithm: "RSA_SHA1", digestAlgorithm: "SHA1" },
} as const;
const ways = {
  tile: (saml: SamlOrg) => saml.browser.get(saml.tilePath),
  "sign-on-url": (saml: SamlOrg) => saml.browser.get(saml.ssoPath),
  redirect: (saml: SamlOrg) => saml.browser.get(redirectPath(saml.ssoPath)),
  post: async (saml: SamlOrg) => saml.browser.get((await postFrom(saml.browser, saml.ssoPath)).location),
  "no-passive": (saml: SamlOrg) =>
    saml.browser.get(redirectPath(saml.ssoPath, requestXml({ isPassive: true, forceAuthn: true }))),
};

const motto = "Žluťoučký 😀 <b>&amp; ]]> \"q\" 'a' \t \r\n \u0085 \u2028 кот";

interface Case {
  name: string;
  way: keyof typeof ways;
  signed: keyof typeof signed;
  statements: keyof typeof statements;
  algorithm: keyof typeof algorithms;
  xml: string;
}

const cases: Case[] = [];
let saml: SamlOrg;

beforeAll(async () => {
  saml = await samlOrg();
  const zoe = await saml.test.addUser("zoë@example.com", {
    firstName: "Zoë",
    lastName: "d'Arc & <Söhne>",
    profile: { teams: ["Engineering", "R&D", "日本"], motto },
  });
  const { insertAssignment } = await import("../../../src/store/assignments.js");
  await saml.test.change((tx) =>
    insertAssignment(tx, {
      id: "0ua1",
      app: saml.app.id,
      user: zoe.id,
      scope: "USER",
      username: zoe.login,
      profile: {},
      created: new Date(),
    }),
  );
  await saml.signIn(zoe.id);
  for (const [signing, what] of Object.entries(signed)) {
    for (const [attributes, attributeStatements] of Object.entries(statements)) {
      for (const [algorithm, how] of Object.entries(algorithms)) {
        await saml.edit({ ...what, ...how, attributeStatements });
        for (const [way, open] of Object.entries(ways)) {
          cases.push({
            name: [way, signing, attributes, algorithm].join("-"),
            way: way as Case["way"],
            signed: signing as Case["signed"],
            statements: attributes as Case["statements"],
            algorithm: algorithm as Case["algorithm"],
            xml: postedBy(await open(saml)).xml,
          });
        }
      }
    }
  }
});
afterAll(() => saml[Symbol.asyncDispose]());

const isStatus = ({ way }: Case) => way === "no-passive";
const isResponseSigned = (one: Case) => isStatus(one) || signed[one.signed].responseSigned;
const isAssertionSigned = (one: Case) => !isStatus(one) && signed[one.signed].assertionSigned;

const missing = missingTools();
const documents = new Documents();
afterAll(() => documents[Symbol.dispose]());

describe.skipIf(missing)(`xmlsec1 and the OASIS schemas${missing ? ` (${missing})` : ""}`, () => {
  it("find every signature right, and every message valid", () => {
    const fileOf = ({ name, xml }: Case) => documents.add(name, xml);
    const responses = cases.filter(isResponseSigned).map(fileOf);
    const assertions = cases.filter(isAssertionSigned).map(fileOf);

    expect(cases).toHaveLength(3 * 3 * 2 * 5);
    expect([responses.length, assertions.length]).toEqual([66, 48]);
    expect(documents.firstWrongSignature(responses, "Response", saml.certificatePem)).toBeUndefined();
    expect(documents.firstWrongSignature(assertions, "Assertion", saml.certificatePem)).toBeUndefined();
    expect(documents.schemaErrors(cases.map(fileOf), "protocol")).toEqual([]);
  });

  it("find a message wrong once a letter was changed", () => {
    const [one] = cases.filter((each) => isResponseSigned(each) && isAssertionSigned(each));
    const file = documents.add("changed", one?.xml.replace(">zoë@", ">eve@") ?? "");

    expect(documents.firstWrongSignature([file], "Response", saml.certificatePem)).toBe("changed");
    expect(documents.firstWrongSignature([file], "Assertion", saml.certificatePem)).toBe("changed");
  });
});

describe("a message", () => {
  it("is signed where the app says, and nowhere else", () => {
    for (const one of cases) {
      const signatures = one.xml.match(/<ds:Signature /g) ?? [];
      expect([one.name, signatures.length]).toEqual([
        one.name,
        Number(isResponseSigned(one)) + Number(isAssertionSigned(one)),
      ]);
    }
  });

  it("has ids of its own every time", () => {
    const ids = cases.flatMap(({ xml }) => [...xml.matchAll(/ ID="([^"]+)"/g)].map(([, id]) => id));

    expect(new Set(ids).size).toBe(ids.length);
  });

  it("names the request in every answer to one, and in no other", () => {
    for (const { name, way, xml } of cases) {
      const isAsked = way === "redirect" || way === "post" || way === "no-passive";
      expect([name, xml.includes('InResponseTo="_request1"')]).toEqual([name, isAsked]);
    }
  });
});

const requestCache = (id: string): CacheProvider => ({
  saveAsync: async (_key, value) => ({ value, createdAt: Date.now() }),
  getAsync: async (key) => (key === id ? new Date().toISOString() : null),
  removeAsync: async (key) => key,
});

const sp = (one: Case, changes: Partial<SamlConfig> = {}) =>
  new SAML({
    callbackUrl: acsUrl,
    entryPoint: saml.test.origin + saml.ssoPath,
    issuer: audience,
    audience,
    idpIssuer: `http://www.okta.com/${saml.app.externalKey}`,
    idpCert: saml.certificatePem,
    wantAssertionsSigned: signed[one.signed].assertionSigned,
    wantAuthnResponseSigned: signed[one.signed].responseSigned,
    validateInResponseTo: "ifPresent" as SamlConfig["validateInResponseTo"],
    cacheProvider: requestCache("_request1"),
    ...changes,
  });

const accept = async (one: Case, changes: Partial<SamlConfig> = {}) =>
  (await sp(one, changes).validatePostResponseAsync({ SAMLResponse: encodePost(one.xml) })).profile;

describe("an SP that nobody here wrote", () => {
  it("signs the person in by every one of them", async () => {
    for (const one of cases.filter((each) => !isStatus(each))) {
      const profile = await accept(one);
      expect([one.name, profile?.nameID]).toEqual([one.name, "zoë@example.com"]);
      expect([one.name, profile?.email]).toEqual([one.name, one.statements === "none" ? undefined : "zoë@example.com"]);
    }
  });

  it("sees attributes as the profile has them: a list as several values, nothing where there is nothing", async () => {
    for (const one of cases.filter((each) => !isStatus(each) && each.statements === "several")) {
      const profile = await accept(one);
      expect(profile, one.name).toMatchObject({
        firstName: "Zoë",
        teams: ["Engineering", "R&D", "日本"],
        plan: "gold <1> & more",
        both: ["Zoë", "d'Arc & <Söhne>"],
      });
      expect(profile).not.toHaveProperty("missing");
      // The SP parses what it verified a second time, by XML 1.1's line ends.
      const read = String(profile?.["ödd <&\"'> name"]).replaceAll(/\r\n|[\r\n\u0085\u2028]/g, "\n");
      expect(read).toBe(motto.replaceAll(/\r\n|[\r\u0085\u2028]/g, "\n"));
    }
  });

  it("reads NoPassive as nobody being signed in", async () => {
    const statuses = cases.filter(isStatus);
    expect(statuses).toHaveLength(18);
    for (const one of statuses) {
      const outcome = await sp(one, { wantAuthnResponseSigned: true }).validatePostResponseAsync({
        SAMLResponse: encodePost(one.xml),
      });
      expect([one.name, outcome]).toEqual([one.name, { profile: null, loggedOut: false }]);
    }
  });

  it("refuses them when it is not the audience", async () => {
    for (const one of cases.filter((each) => !isStatus(each) && each.algorithm === "sha256")) {
      await expect(accept(one, { audience: "urn:other" }), one.name).rejects.toThrow();
    }
  });

  it("refuses an answer to a request that it never sent", async () => {
    for (const one of cases.filter(({ way }) => way === "post" || way === "redirect")) {
      await expect(accept(one, { cacheProvider: requestCache("_other") }), one.name).rejects.toThrow();
    }
  });
});

describe("an SP that nobody here wrote, from its own request on", () => {
  it.each(["redirect", "post"] as const)("is answered what it asked, by %s", async (binding) => {
    const cache = new Map<string, string>();
    const config: Partial<SamlConfig> = {
      validateInResponseTo: "always" as SamlConfig["validateInResponseTo"],
      cacheProvider: {
        saveAsync: async (key, value) => {
          cache.set(key, value);
          return { value, createdAt: Date.now() };
        },
        getAsync: async (key) => cache.get(key) ?? null,
        removeAsync: async (key) => (key !== null && cache.delete(key) ? key : null),
      },
    };
    const [one] = cases;
    if (!one) throw new Error("no case");
    await saml.edit({ ...signed.both, ...algorithms.sha256 });
    const client = sp({ ...one, signed: "both" }, config);
    let path: string;
    if (binding === "redirect") {
      path = await client.getAuthorizeUrlAsync("/reports?q=1&r=ü", undefined, {});
    } else {
      const form = await client.getAuthorizeFormAsync("/reports?q=1&r=ü");
      const [, request = ""] = /name="SAMLRequest" value="([^"]+)"/.exec(form) ?? [];
      const fields = { SAMLRequest: request.replaceAll("&#x2B;", "+"), RelayState: "/reports?q=1&r=ü" };
      path = (await saml.browser.post(saml.ssoPath, fields)).location;
    }
    const { xml, relayState } = postedBy(await saml.browser.get(path));
    const { profile } = await client.validatePostResponseAsync({ SAMLResponse: encodePost(xml) });

    expect(profile?.nameID).toBe("zoë@example.com");
    expect(relayState).toBe("/reports?q=1&r=ü");
    // Answered once: the SP does not take it a second time.
    await expect(client.validatePostResponseAsync({ SAMLResponse: encodePost(xml) })).rejects.toThrow();
  });
});
