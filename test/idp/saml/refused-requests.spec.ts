import { deflateRawSync, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { startIdp } from "../../../src/idp/server.js";
import { encodePost, encodeRedirect } from "../../../src/protocols/saml/bindings.js";
import { NAME_ID_FORMAT } from "../../../src/protocols/saml/urns.js";
import { Browser } from "../browser.js";
import { isResponse, postFields, postFrom, redirectPath, requestXml, samlOrg, wordsOf } from "./saml-org.js";

const dtd = `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${requestXml()}`;
const bomb = deflateRawSync(Buffer.alloc(50_000_000, 0x20)).toString("base64");

const requests: Record<string, { samlRequest: string; says: RegExp; only?: "post" | "redirect" }> = {
  empty: { samlRequest: "", says: /SAMLRequest is empty/ },
  "not base64": { samlRequest: "%%%", says: /is not base64/ },
  "base64 of noise": { samlRequest: Buffer.from("no xml, no deflate").toString("base64"), says: /cannot be inflated/ },
  "bare XML in a query": { samlRequest: encodePost(requestXml()), says: /cannot be inflated/, only: "redirect" },
  "zlib instead of raw DEFLATE": {
    samlRequest: deflateSync(requestXml()).toString("base64"),
    says: /zlib header/,
  },
  "not XML": { samlRequest: encodeRedirect("hello"), says: /is not well-formed XML/ },
  "cut off": { samlRequest: encodeRedirect(requestXml().slice(0, -30)), says: /is not well-formed XML/ },
  "with a DTD": { samlRequest: encodeRedirect(dtd), says: /document type declaration/ },
  "with a DTD, posted": { samlRequest: encodePost(dtd), says: /document type declaration/, only: "post" },
  "a LogoutRequest": {
    samlRequest: encodeRedirect(requestXml().replaceAll("AuthnRequest", "LogoutRequest")),
    says: /LogoutRequest&gt;.*not an AuthnRequest/,
  },
  "of SAML 1.1": { samlRequest: encodeRedirect(requestXml().replace('"2.0"', '"1.1"')), says: /Version 1\.1/ },
  "without ID": { samlRequest: encodeRedirect(requestXml().replace(/ ID="[^"]*"/, "")), says: /has no ID/ },
  "a bomb of 50 MB": { samlRequest: bomb, says: /more than 262144 bytes/, only: "post" },
};

const cases = Object.entries(requests).flatMap(([name, { only, ...rest }]) =>
  (only ? [only] : (["redirect", "post"] as const)).map((binding) => ({ name, binding, ...rest })),
);

describe("a SAMLRequest that cannot be read", () => {
  it("is refused in our words, logged, and never answered with a response", { timeout: 60_000 }, async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    for (const { name, binding, samlRequest, says } of cases) {
      const path =
        binding === "redirect"
          ? `${saml.ssoPath}?${new URLSearchParams({ SAMLRequest: samlRequest })}`
          : (await postFields(saml.browser, saml.ssoPath, { SAMLRequest: samlRequest })).location;
      const page = await saml.browser.get(path);

      const what = `${name} by ${binding}`;
      expect(page.status, what).toBe(400);
      expect(wordsOf(page), what).toMatch(says);
      expect(wordsOf(page), what).toContain("For the admin");
      expect(page.text, what).not.toMatch(/\bat .*\.(ts|js):\d|node_modules|root:x:|Error:/);
      expect(isResponse(page), what).toBe(false);
      const event = await saml.lastEvent();
      expect(event, what).toMatchObject({ result: "FAILURE", actor: saml.test.ada.id, targets: [saml.app.id] });
      expect(wordsOf(page), what).toContain(event.reason?.replaceAll("<", "&lt;").replaceAll(">", "&gt;") ?? "?");
    }
    expect(saml.test.defects).toEqual([]);
  });

  it("is refused before anybody has to sign in", async () => {
    await using saml = await samlOrg();

    expect((await saml.browser.get(`${saml.ssoPath}?SAMLRequest=%25`)).status).toBe(400);
    expect(await saml.lastEvent()).toMatchObject({
      result: "FAILURE",
      actor: "unknown",
      reason: "The SAMLRequest is not base64",
    });
  });

  it("is refused when a POST has none, also with the wrong field's name", async () => {
    await using saml = await samlOrg();
    const { location } = await postFields(saml.browser, saml.ssoPath, { samlrequest: "x" });
    const page = await saml.browser.get(location);

    expect(page.status).toBe(400);
    expect(wordsOf(page)).toContain("The POST carries no SAMLRequest");
    expect((await saml.lastEvent()).reason).toBe("The POST carries no SAMLRequest");
  });

  it("is not read beyond 256 KiB, nor when it is no form", async () => {
    await using saml = await samlOrg();
    const large = await postFields(saml.browser, saml.ssoPath, { SAMLRequest: "A".repeat(300_000) });
    expect(large.status).toBe(413);
    expect(large.text).toContain("larger than any that belongs here");

    const json = await fetch(saml.test.origin + saml.ssoPath, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(json.status).toBe(415);
    expect((await saml.lastEvent()).reason).toBe("The POST is not a form");
    expect(saml.test.defects).toEqual([]);
  });
});

describe("a NameIDPolicy", () => {
  it.each(["redirect", "post"] as const)("that asks for another format is refused (%s)", async (binding) => {
    await using saml = await samlOrg();
    await saml.signIn();
    const xml = requestXml({ nameIdFormat: NAME_ID_FORMAT.persistent });
    const path =
      binding === "redirect"
        ? redirectPath(saml.ssoPath, xml)
        : (await postFrom(saml.browser, saml.ssoPath, xml)).location;
    const page = await saml.browser.get(path);

    expect(page.status).toBe(400);
    expect(isResponse(page)).toBe(false);
    expect(wordsOf(page)).toContain(`Asked for ${NAME_ID_FORMAT.persistent} Set up ${NAME_ID_FORMAT.emailAddress}`);
    expect(wordsOf(page)).toContain(`appint apps edit payroll-1 --name-id-format ${NAME_ID_FORMAT.persistent}`);
    expect((await saml.lastEvent()).reason).toBe("NameIDPolicy does not match the Name ID format of the app");
  });

  it("cannot put a second command into the line that the admin is told to type", async () => {
    await using saml = await samlOrg();
    const page = await saml.browser.get(
      redirectPath(saml.ssoPath, requestXml({ nameIdFormat: "x; rm -rf ~ '$(id)'" })),
    );

    expect(wordsOf(page)).toContain("--name-id-format &#39;x; rm -rf ~ &#39;\\&#39;&#39;$(id)&#39;\\&#39;&#39;&#39;");
  });

  it.each([NAME_ID_FORMAT.unspecified, NAME_ID_FORMAT.emailAddress])("that asks for %s is answered", async (format) => {
    await using saml = await samlOrg();
    await saml.signIn();
    const page = await saml.browser.get(redirectPath(saml.ssoPath, requestXml({ nameIdFormat: format })));

    expect(isResponse(page)).toBe(true);
  });
});

describe("a request that is too old", () => {
  it("is gone after an hour, and is kept for as long as the sign-in page", async () => {
    await using saml = await samlOrg();
    const { location } = await postFrom(saml.browser, saml.ssoPath);
    const at = (minutes: number) =>
      startIdp({ ...saml.test, port: 0, clock: () => new Date(Date.now() + minutes * 60_000) });
    await using within = await at(59);
    await using beyond = await at(61);

    expect((await new Browser(within.origin).get(location)).status).toBe(302);
    const gone = await new Browser(beyond.origin).get(location);
    expect(gone.status).toBe(400);
    expect(wordsOf(gone)).toContain("more than an hour ago");
  });
});

describe("a person whose profile holds what XML cannot carry", () => {
  it.each(["tile", "request"])("gets a page that says so, and the log too (%s)", async (way) => {
    await using saml = await samlOrg({
      attributeStatements: [{ type: "EXPRESSION", name: "note", namespace: "urn:x", values: ["user.note"] }],
    });
    const eve = await saml.test.addUser("eve@example.com", { profile: { note: "bell \u0007" } });
    const { insertAssignment } = await import("../../../src/store/assignments.js");
    await saml.test.change((tx) =>
      insertAssignment(tx, {
        id: "0ua1",
        app: saml.app.id,
        user: eve.id,
        scope: "USER",
        username: eve.login,
        profile: {},
        created: new Date(),
      }),
    );
    await saml.signIn(eve.id);
    const page = await saml.browser.get(way === "tile" ? saml.tilePath : redirectPath(saml.ssoPath));

    expect(page.status).toBe(500);
    expect(wordsOf(page)).toContain("saml_response_failed");
    expect(isResponse(page)).toBe(false);
    expect(await saml.lastEvent()).toMatchObject({ result: "FAILURE", actor: eve.id });
    expect((await saml.lastEvent()).reason).toMatch(/XML/);
    expect(saml.test.defects).toEqual([]);
  });
});
