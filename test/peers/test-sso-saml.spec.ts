import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freePort, freshOrg, type Running } from "../e2e/built-cli.js";
import { allPassed, type CreatedApp, createApp } from "../e2e/test-sso/created-app.js";
import { runFix } from "../e2e/test-sso/run-fix.js";
import { needs } from "./debian.js";
import { samlProviderMetadata } from "./harness/provider.js";
import * as mellon from "./mod-auth-mellon/start.js";
import * as samlify from "./samlify/start.js";

let org: FreshOrg;
let port: number;
let serve: Running;
let peer: { close(): Promise<void> } | undefined;

// An SP wants the IdP's metadata before it starts: the IdP runs all along.
beforeAll(async () => {
  org = await freshOrg();
  serve = org.start("serve");
  await serve.shows(/Stop it with/);
  port = await freePort();
});
afterEach(async () => {
  await peer?.close();
  peer = undefined;
});
afterAll(() => org[Symbol.asyncDispose]());

const idpMetadata = async ({ env }: CreatedApp) => await (await fetch(env.SAML_METADATA_URL ?? "")).text();
const flagsOf = ({ acsUrl, entityId }: { acsUrl: string; entityId: string }, more: readonly string[] = []) => [
  ...["saml", "--name", "Peer", "--acs-url", acsUrl, "--audience", entityId, ...more],
];
/** The SP describes itself before it knows our IdP; then it is gone again. */
async function metadataFile(start: (metadata: string) => Promise<{ metadata: string; close(): Promise<void> }>) {
  const sp = await start(samlProviderMetadata());
  await sp.close();
  const file = join(org.folder, "sp-metadata.xml");
  await writeFile(file, sp.metadata);
  return file;
}

describe("create → assign → test-sso of samlify", () => {
  const email = ["--name-id-format", "email"];
  const pagesOf = (sp: samlify.SamlifySp) => [
    ...["--start-url", `${sp.url}${sp.protectedPath}`, "--user-url", `${sp.url}${sp.userPath}`],
  ];

  it("passes an app made with flags", async () => {
    const app = await createApp(org, flagsOf(samlify.addressesOf(port), email));
    const sp = await samlify.start({ port, idpMetadata: await idpMetadata(app) });
    peer = sp;
    const { status, report, verdicts, check } = await app.test(pagesOf(sp));
    expect(verdicts, JSON.stringify(check("sp-initiated"))).toEqual(allPassed());
    expect({ status, verdict: report.verdict }).toEqual({ status: 0, verdict: "passed" });
  });

  it("passes an app made from its metadata", async () => {
    const file = await metadataFile((metadata) => samlify.start({ port, idpMetadata: metadata }));
    const app = await createApp(org, ["saml", "--name", "Peer", "--metadata", file]);
    const sp = await samlify.start({ port, idpMetadata: await idpMetadata(app) });
    peer = sp;
    expect(await app.test(pagesOf(sp))).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it("fails with another ACS, and passes when the fix has been run", async () => {
    const addresses = samlify.addressesOf(port);
    const app = await createApp(org, flagsOf({ ...addresses, acsUrl: `${addresses.url}/saml` }, email));
    const sp = await samlify.start({ port, idpMetadata: await idpMetadata(app) });
    peer = sp;
    const { status, check } = await app.test(pagesOf(sp));
    expect(status).toBe(1);
    expect(check("sp-initiated").rule).toBe("acs-mismatch");
    await runFix(org, check("sp-initiated"));
    expect(await app.test(pagesOf(sp))).toMatchObject({ status: 0, verdicts: allPassed() });
  });
});

needs(...mellon.PACKAGES)("create → assign → test-sso of Apache with mod_auth_mellon", () => {
  /** Without a RelayState mellon shows the root of the site, where this one has nothing. */
  let tilePage: string;
  beforeAll(() => {
    tilePage = `http://localhost:${port}/secret/index.shtml`;
  });

  it.each(["response", "assertion", "both"])("passes an app made with flags, signed: %s", async (sign) => {
    const flags = ["--name-id-format", "email", "--sign", sign, "--default-relay-state", tilePage];
    const app = await createApp(org, flagsOf(mellon.addressesOf(port), flags));
    const sp = await mellon.start({ port, idpMetadata: await idpMetadata(app) });
    peer = sp;
    const { status, report, verdicts, check } = await app.test(["--start-url", `${sp.url}${sp.protectedPath}?q=1`]);
    expect(verdicts, JSON.stringify(check("sp-initiated"))).toEqual(allPassed());
    expect({ status, verdict: report.verdict }).toEqual({ status: 0, verdict: "passed" });
  });

  it.each(["file", "url"])("passes an app made from its metadata: %s", async (from) => {
    const file = await metadataFile((metadata) => mellon.start({ port, idpMetadata: metadata }));
    const before = from === "url" ? await mellon.start({ port, idpMetadata: samlProviderMetadata() }) : undefined;
    const source = before?.metadataUrl ?? file;
    const words = ["saml", "--name", "Peer", "--metadata", source, "--default-relay-state", tilePage];
    const app = await createApp(org, words).finally(() => before?.close());
    const sp = await mellon.start({ port, idpMetadata: await idpMetadata(app) });
    peer = sp;
    const { verdicts, status, check } = await app.test(["--start-url", `${sp.url}${sp.protectedPath}`]);
    expect(verdicts, JSON.stringify(check("idp-initiated"))).toEqual(allPassed());
    expect(status).toBe(0);
  });

  it("fails the tile alone where it leads to a page that is not there", async () => {
    const app = await createApp(org, flagsOf(mellon.addressesOf(port), ["--name-id-format", "email"]));
    const sp = await mellon.start({ port, idpMetadata: await idpMetadata(app) });
    peer = sp;
    const { status, verdicts, check } = await app.test(["--start-url", `${sp.url}${sp.protectedPath}`]);
    expect({ status, verdicts }).toEqual({ status: 1, verdicts: allPassed({ "idp-initiated": "failed" }) });
    expect(check("idp-initiated").reason).toMatch(/^\/ answered 404/);
  });

  it("is refused at the IdP when it asks for a transient NameID and the app has another format", async () => {
    const app = await createApp(org, flagsOf(mellon.addressesOf(port), ["--name-id-format", "email"]));
    const sp = await mellon.start({ port, idpMetadata: await idpMetadata(app), nameIdFormat: null });
    peer = sp;
    const { status, verdicts, check } = await app.test(["--start-url", `${sp.url}${sp.protectedPath}`]);
    expect(status).toBe(1);
    expect(verdicts["sp-initiated"]).toBe("failed");
    expect(check("sp-initiated").reason).toMatch(/ended at the IdP: 400/);
  });

  it("signs in with the transient NameID that it asks for by itself", async () => {
    const flags = ["--name-id-format", "transient"];
    const app = await createApp(org, flagsOf(mellon.addressesOf(port), flags));
    const sp = await mellon.start({ port, idpMetadata: await idpMetadata(app), nameIdFormat: null });
    peer = sp;
    const { verdicts, check } = await app.test(["--start-url", `${sp.url}${sp.protectedPath}`]);
    expect(verdicts["sp-initiated"], JSON.stringify(check("sp-initiated"))).toBe("passed");
  });

  it("fails, with the proof, when its SameSite=None cookie lacks Secure", async () => {
    const app = await createApp(org, flagsOf(mellon.addressesOf(port), ["--name-id-format", "email"]));
    const sp = await mellon.start({ port, idpMetadata: await idpMetadata(app), stateCookie: "lax" });
    peer = sp;
    const { status, check } = await app.test(["--start-url", `${sp.url}${sp.protectedPath}`]);
    expect(status).toBe(1);
    expect(check("sp-initiated")).toMatchObject({
      rule: "state-cookie-refused",
      seen: expect.stringContaining("mellon-cookie=…; Domain=localhost; SameSite=None"),
      cause: "a browser does not keep mellon-cookie: SameSite=None needs Secure",
      proof: "the same sign-in with only that cookie kept and sent along ends signed in",
    });
  });
});
