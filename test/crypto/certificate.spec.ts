import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  certificateBody,
  certificateFingerprint,
  certificateFromBody,
  type SelfSignedCertificateOptions,
  selfSignedCertificate,
} from "../../src/crypto/certificate.js";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const folder = mkdtempSync(path.join(tmpdir(), "certificate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const certificate = (options: Partial<SelfSignedCertificateOptions> = {}) =>
  selfSignedCertificate({
    ...keys,
    subject: [
      ["C", "US"],
      ["ST", "California"],
      ["L", "San Francisco"],
      ["O", "Zoë & Söhne"],
      ["OU", "SSOProvider"],
      ["CN", "dev-1"],
      ["emailAddress", "info@example.com"],
    ],
    serial: 0x0601_6512_3456n,
    notBefore: new Date("2026-01-02T03:04:05.678Z"),
    notAfter: new Date("2036-01-02T03:04:05.678Z"),
    ...options,
  });

function file(name: string, text: string): string {
  const location = path.join(folder, name);
  writeFileSync(location, text);
  return location;
}

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const openssl = describe.skipIf(!hasOpenssl && !process.env.CI);

describe("selfSignedCertificate", () => {
  it("is read by node with every member that was asked for", () => {
    const read = new X509Certificate(certificate());

    expect(read.subject).toBe(
      "C=US\nST=California\nL=San Francisco\nO=Zoë & Söhne\nOU=SSOProvider\nCN=dev-1\nemailAddress=info@example.com",
    );
    expect(read.issuer).toBe(read.subject);
    expect(read.serialNumber).toBe("060165123456");
    expect(new Date(read.validFrom)).toEqual(new Date("2026-01-02T03:04:05Z"));
    expect(new Date(read.validTo)).toEqual(new Date("2036-01-02T03:04:05Z"));
    expect(read.checkPrivateKey(keys.privateKey)).toBe(true);
  });

  it("was issued and signed by itself", () => {
    const read = new X509Certificate(certificate());

    expect(read.checkIssued(read)).toBe(true);
    expect(read.verify(keys.publicKey)).toBe(true);
  });

  it("does not verify with another key", () => {
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 });

    expect(new X509Certificate(certificate()).verify(other.publicKey)).toBe(false);
  });

  it("says years from 2050 on in four digits", () => {
    const read = new X509Certificate(certificate({ notAfter: new Date("2050-01-01T00:00:00Z") }));

    expect(new Date(read.validTo)).toEqual(new Date("2050-01-01T00:00:00Z"));
  });

  it.each([1n, 127n, 128n, 255n, 256n, 2n ** 63n, 2n ** 159n - 1n])("keeps the serial %s positive", (serial) => {
    const read = new X509Certificate(certificate({ serial }));

    expect(BigInt(`0x${read.serialNumber}`)).toBe(serial);
  });

  it("is no authority when it may not sign certificates", () => {
    expect(new X509Certificate(certificate({ keyUsage: ["digitalSignature"] })).ca).toBe(false);
    expect(new X509Certificate(certificate()).ca).toBe(true);
  });
});

openssl(`selfSignedCertificate in openssl${hasOpenssl ? "" : " (skipped: openssl is not installed)"}`, () => {
  it("passes strict verification", () => {
    const location = file("strict.pem", certificate());

    expect(
      execFileSync("openssl", ["verify", "-x509_strict", "-CAfile", location, location], { encoding: "utf8" }),
    ).toBe(`${location}: OK\n`);
  });

  it("is refused when one octet of it was changed", () => {
    const body = certificateBody(certificate());
    const broken = `${body.slice(0, -8)}${body.at(-8) === "A" ? "B" : "A"}${body.slice(-7)}`;
    const location = file("broken.pem", `-----BEGIN CERTIFICATE-----\n${broken}\n-----END CERTIFICATE-----\n`);

    // -check_ss_sig: openssl looks at the signature of a trusted root only when asked to
    const args = ["verify", "-check_ss_sig", "-x509_strict", "-CAfile", location, location];
    expect(spawnSync("openssl", args).status).not.toBe(0);
  });

  it("shows its algorithm, key usage and key identifiers", () => {
    const location = file("shown.pem", certificate());

    const text = execFileSync("openssl", ["x509", "-in", location, "-noout", "-text"], { encoding: "utf8" });

    expect(text).toContain("Signature Algorithm: sha256WithRSAEncryption");
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Digital Signature, Certificate Sign\n/);
    expect(text).toMatch(/X509v3 Basic Constraints: critical\s+CA:TRUE\n/);
    const [, subjectKey] = /Subject Key Identifier: *\n\s+([0-9A-F:]+)/.exec(text) ?? [];
    const [, authorityKey] = /Authority Key Identifier: *\n\s+(?:keyid:)?([0-9A-F:]+)/.exec(text) ?? [];
    expect(subjectKey).toHaveLength(59);
    expect(authorityKey).toBe(subjectKey);
  });

  it("has the fingerprint that openssl prints", () => {
    const location = file("fingerprint.pem", certificate());

    const printed = execFileSync("openssl", ["x509", "-in", location, "-noout", "-fingerprint", "-sha256"], {
      encoding: "utf8",
    });

    expect(printed.trim().split("=")[1]).toBe(certificateFingerprint(certificate()));
  });
});

describe("certificateBody and certificateFromBody", () => {
  it("give the same certificate back", () => {
    const pem = certificate();

    expect(certificateBody(pem)).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
    expect(certificateFromBody(certificateBody(pem))).toBe(pem);
  });

  it("reads PEM with carriage returns", () => {
    const pem = certificate();

    expect(certificateBody(pem.replaceAll("\n", "\r\n"))).toBe(certificateBody(pem));
  });

  it.each(["", "MIID", "hello world"])("finds no certificate in %j", (text) => {
    expect(certificateFromBody(text)).toBeUndefined();
  });
});
