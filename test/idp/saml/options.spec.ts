/** Settings of the advanced part, as they arrive on the wire. */
import { describe, expect, it } from "vitest";
import { certificateBody } from "../../../src/crypto/certificate.js";
import type { SamlSettings } from "../../../src/integrations/saml/settings.js";
import { encodePost } from "../../../src/protocols/saml/bindings.js";
import { decodeResponse } from "../../../src/protocols/saml/read-response.js";
import { AUTHN_CONTEXT } from "../../../src/protocols/saml/urns.js";
import { isResponse, postedBy, redirectPath, requestXml, samlOrg, wordsOf } from "./saml-org.js";
import { nodeSaml, spSigner } from "./signing-sp.js";

const spKey = spSigner.key.export({ type: "pkcs8", format: "pem" }) as string;
const encrypted = (changes: Partial<SamlSettings["assertionEncryption"]> = {}): Partial<SamlSettings> => ({
  assertionEncryption: { enabled: true, x5c: [certificateBody(spSigner.certificatePem)], ...changes },
});

const answerOf = async (settings: Partial<SamlSettings>) => {
  const saml = await samlOrg(settings);
  await saml.signIn();
  const page = await saml.browser.get(redirectPath(saml.ssoPath, requestXml()));
  return { saml, page, [Symbol.asyncDispose]: () => saml[Symbol.asyncDispose]() };
};

describe("the assertion", () => {
  it.each([60, 3600])("ends the app's session after %i seconds, where the app limits it", async (seconds) => {
    await using answer = await answerOf({ samlAssertionLifetimeSeconds: seconds });
    const [assertion] = decodeResponse(postedBy(answer.page).xml).assertions;

    const { sessionNotOnOrAfter, issueInstant, notOnOrAfter } = assertion ?? {};
    expect((sessionNotOnOrAfter?.getTime() ?? 0) - (issueInstant?.getTime() ?? 0)).toBe(seconds * 1000);
    expect((notOnOrAfter?.getTime() ?? 0) - (issueInstant?.getTime() ?? 0)).toBe(300_000);
  });

  it.each([undefined, null])("says nothing of it otherwise", async (samlAssertionLifetimeSeconds) => {
    await using answer = await answerOf({ samlAssertionLifetimeSeconds });

    expect(postedBy(answer.page).xml).not.toContain("SessionNotOnOrAfter");
  });

  it("names the issuer and the authentication context that the app is set up for", async () => {
    await using answer = await answerOf({
      idpIssuer: "urn:acme:${org.externalKey}:payroll",
      authnContextClassRef: AUTHN_CONTEXT.kerberos,
    });
    const issuer = `urn:acme:${answer.saml.app.externalKey}:payroll`;
    const response = decodeResponse(postedBy(answer.page).xml);

    expect(response.issuer).toBe(issuer);
    expect(response.assertions[0]).toMatchObject({ issuer, authnContextClassRef: AUTHN_CONTEXT.kerberos });
    const { text } = await answer.saml.browser.get(`/app/${answer.saml.app.externalKey}/sso/saml/metadata`);
    expect(text).toContain(`entityID="${issuer}"`);
  });
});

describe("an app whose assertions are encrypted", () => {
  it.each(["AES256_CBC", undefined] as const)("is read by its SP alone, with %s", async (encryptionAlgorithm) => {
    await using answer = await answerOf(encrypted({ encryptionAlgorithm }));
    const { xml } = postedBy(answer.page);
    const read = (decryptionPvk: string | undefined) =>
      nodeSaml(answer.saml, { decryptionPvk }).validatePostResponseAsync({ SAMLResponse: encodePost(xml) });

    expect(xml).not.toContain("ada@example.com");
    expect(xml).toContain(encryptionAlgorithm === "AES256_CBC" ? "#aes256-cbc" : "#aes256-gcm");
    expect((await read(spKey)).profile?.nameID).toBe("ada@example.com");
    await expect(read(undefined)).rejects.toThrow();
  });

  it.each([[{ x5c: undefined }], [{ x5c: ["AAAA"] as [string] }]])(
    "ends on a page of the IdP where there is no certificate that can be used: %j",
    async (changes) => {
      await using answer = await answerOf(encrypted(changes));

      expect(answer.page.status).toBe(400);
      expect(isResponse(answer.page)).toBe(false);
      expect(wordsOf(answer.page)).toContain("certificate to encrypt the assertion for cannot be used");
      expect((await answer.saml.lastEvent()).result).toBe("FAILURE");
      expect(answer.saml.test.defects).toEqual([]);
    },
  );
});
