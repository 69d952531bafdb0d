import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as saml from "../../../templates/samples/saml/app.js";
import * as lostState from "../../../templates/samples/saml-lost-state/app.js";
import { type FreshOrg, freePort, freshOrg, normalized } from "../built-cli.js";
import { createApp, samlSample, samplePages } from "./created-app.js";

describe("what test-sso shows to people", () => {
  let org: FreshOrg;
  let port: number;
  let url: string;
  let app: { close(): Promise<void> } | undefined;

  beforeAll(async () => {
    org = await freshOrg();
    port = await freePort();
    url = `http://localhost:${port}`;
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });
  afterAll(() => org[Symbol.asyncDispose]());

  const golden = (name: string) => readFile(new URL(`golden/${name}.txt`, import.meta.url), "utf8");
  const scrubbed = (text: string) => normalized(text, { [org.origin]: "<idp>", [url]: "<app>" });

  it("is this for a run that passes", async () => {
    const { slug, env } = await createApp(org, samlSample(url));
    app = await saml.start({ port, env });
    const { status, stdout, stderr } = await org.appint(["test-sso", slug, ...samplePages(url)]);
    expect(scrubbed(stdout)).toBe(await golden("passed"));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("is this for a lost state cookie", async () => {
    const { slug, env } = await createApp(org, samlSample(url, "Forgetful"));
    app = await lostState.start({ port, env });
    const { status, stdout, stderr } = await org.appint(["test-sso", slug, ...samplePages(url)]);
    expect(scrubbed(stdout)).toBe(await golden("state-cookie-lost"));
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  });

  it("has neither colours nor cursor movements without a terminal", async () => {
    const { slug } = await createApp(org, samlSample(url, "Nowhere"));
    const { stdout, stderr } = await org.appint(["test-sso", slug]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(stdout + stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f\x9b]/);
  });

  it("shows every request with --trace, and no value that could be used", async () => {
    const { slug, env } = await createApp(org, samlSample(url, "Traced"));
    app = await saml.start({ port, env });
    const { stdout } = await org.appint(["test-sso", slug, ...samplePages(url), "--trace"]);
    expect(stdout).toContain(`POST ${url}/saml/acs [SAMLResponse] 303 → ${url}/reports?q=1`);
    for (const [, value] of stdout.matchAll(
      /(?:SAMLRequest|SAMLResponse|code|state|nonce|sessionToken|token|Signature|RelayState|handle)(?:=|%3D)([^&\s]*)/g,
    )) {
      expect(value).toBe("…");
    }
  });
});
