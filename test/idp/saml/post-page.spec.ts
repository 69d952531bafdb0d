import { describe, expect, it } from "vitest";
import { redirectPath, requestXml, samlOrg } from "./saml-org.js";

describe("the page that posts the response", () => {
  it("runs one script, its own, and loads nothing", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    const page = await saml.browser.get(saml.tilePath);
    const policy = page.headers.get("content-security-policy") ?? "";
    const [, nonce] = /script-src 'nonce-([^']+)'/.exec(policy) ?? [];

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain("unsafe");
    expect(page.text.match(/<script/g)).toHaveLength(1);
    expect(page.text).toContain(`<script nonce="${nonce}">`);
    expect(page.text).not.toMatch(/ on\w+=|(?:src|href)="https?:/);
  });

  it("has another nonce every time", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    const policies = [await saml.browser.get(saml.tilePath), await saml.browser.get(saml.tilePath)].map(({ headers }) =>
      headers.get("content-security-policy"),
    );

    expect(policies[0]).not.toBe(policies[1]);
  });

  it("escapes the app's label and the ACS, whatever an admin has typed", async () => {
    const acs = `http://localhost:3000/acs?"><script>alert(1)</script>`;
    await using saml = await samlOrg({ ssoAcsUrl: acs });
    await saml.edit({}, { label: `<img src=x onerror="alert(1)">` });
    await saml.signIn();
    const page = await saml.browser.get(saml.tilePath);

    expect(page.text).not.toContain("<img");
    expect(page.text.match(/<script/g)).toHaveLength(1);
  });

  it("may not be framed or kept", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    const { headers } = await saml.browser.get(redirectPath(saml.ssoPath, requestXml()));

    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("cache-control")).toBe("no-cache, no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("answers HEAD without a body", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    const answer = await fetch(saml.test.origin + saml.tilePath, {
      method: "HEAD",
      headers: { cookie: `idx=${saml.browser.cookies.get("idx")}` },
    });

    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("");
  });
});
