/** Two judges that nobody here wrote: xmlsec1 for signatures, xmllint with the OASIS schemas for the form. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const SCHEMA_FOLDERS = ["/usr/share/xml/opensaml", "/usr/share/xml/xmltooling"];

/** What is missing on this machine, in words; nothing when both judges can work, or when CI must have them. */
export function missingTools(): string | undefined {
  if (process.env.CI) return undefined;
  const missing = [
    spawnSync("xmlsec1", ["--version"]).error && "xmlsec1",
    spawnSync("xmllint", ["--version"]).error && "libxml2-utils",
    !SCHEMA_FOLDERS.every(exists) && "opensaml-schemas and xmltooling-schemas",
  ].filter((name) => name);
  return missing.length === 0 ? undefined : `skipped: ${missing.join(", ")} not installed`;
}

const exists = (folder: string): boolean => {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
};

/** A folder of documents by name, all judged in one call of a tool. */
export class Documents {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "saml-"));

  add(name: string, text: string): string {
    const file = path.join(this.#folder, `${name}.xml`);
    writeFileSync(file, text);
    return file;
  }

  /**
   * The first file whose signature, as the child of `parent`, does not verify with the certificate; `undefined` when
   * all do. xmlsec1 stops there.
   */
  firstWrongSignature(files: string[], parent: string, certificatePem: string): string | undefined {
    const certificate = path.join(this.#folder, "certificate.pem");
    writeFileSync(certificate, certificatePem);
    const { stderr, status, error } = spawnSync(
      "xmlsec1",
      [
        "--verify",
        ...["--pubkey-cert-pem", certificate],
        ...["--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:assertion:Assertion"],
        ...["--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:protocol:Response"],
        ...["--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:protocol:AuthnRequest"],
        ...["--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:protocol:LogoutResponse"],
        ...["--node-xpath", `//*[local-name()='${parent}']/*[local-name()='Signature']`],
        ...files,
      ],
      { encoding: "utf8" },
    );
    if (error) throw error;

    const right = stderr.split("\n").filter((line) => line === "OK").length;
    if ((status === 0) !== (right === files.length)) throw new Error(`xmlsec1 contradicts itself: ${stderr}`);
    const wrong = files[right];
    return wrong && path.basename(wrong, ".xml");
  }

  /** The document with what the key opens in place of what was encrypted. @throws Error when the key does not open it */
  decrypted(file: string, privateKeyPem: string): string {
    const key = path.join(this.#folder, "private-key.pem");
    writeFileSync(key, privateKeyPem);
    const { stdout, stderr, status, error } = spawnSync("xmlsec1", ["--decrypt", "--privkey-pem", key, file], {
      encoding: "utf8",
    });
    if (error) throw error;
    if (status !== 0) throw new Error(`xmlsec1: ${stderr}`);
    return stdout;
  }

  /** What xmllint has to say against the files by the schema; nothing when all are valid. */
  schemaErrors(files: string[], schema: "protocol" | "metadata"): string[] {
    const xsd = `saml-schema-${schema}-2.0.xsd`;
    this.#copySchemas();
    const { stderr, status, error } = spawnSync(
      "xmllint",
      ["--nonet", "--noout", "--schema", path.join(this.#folder, xsd), ...files],
      { encoding: "utf8" },
    );
    if (error) throw error;
    return status === 0 ? [] : stderr.split("\n").filter((line) => !line.endsWith(" validates"));
  }

  /** With every import pointed at the file beside it, since the tools work offline. */
  #copySchemas(): void {
    for (const folder of SCHEMA_FOLDERS) {
      for (const name of readdirSync(folder).filter((file) => file.endsWith(".xsd"))) {
        const schema = readFileSync(path.join(folder, name), "utf8");
        const local = schema.replaceAll(/schemaLocation\s*=\s*"[^"]*\/([^"/]+)"/g, 'schemaLocation="$1"');
        writeFileSync(path.join(this.#folder, name), local);
      }
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }
}
