/** Reads an org's file once, whole, and says what is wrong with it before anything is written. */

import { createHash, createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import type { z } from "zod";
import { equalSecrets } from "../crypto/hash.js";
import { keyOfPassphrase, type PassphraseKey } from "../crypto/passphrase-key.js";
import { checkedOrigin } from "../directory/origin.js";
import { atPath } from "../integrations/field.js";
import type { Kind } from "../integrations/kind.js";
import { Problem } from "../problem.js";
import { type OrgTable, orgTables } from "../store/whole-org/tables.js";
import { type AppLine, appJudge } from "./app-line.js";
import {
  CHECK,
  checkPlace,
  endSchema,
  FORMAT,
  type Header,
  headerSchema,
  lineSchemaOf,
  placeOf,
  VERSION,
} from "./format.js";
import { fileForged, fileInvalid, fileNewer, passphraseNeeded, passphraseWrong } from "./problems.js";
import { type FileLine, linesOf } from "./read-lines.js";
import { togetherJudge } from "./together.js";

/** An app whose secrets were left out: what has to be made anew. */
export interface AppWithoutSecrets {
  id: string;
  slug: string;
  clientSecret: boolean;
  certificate: boolean;
}

export interface CheckedFile {
  header: Header;
  /** Opens the secrets; undefined where they are left out. */
  key: PassphraseKey | undefined;
  /** How many lines of each type. */
  counts: Record<string, number>;
  /** Lines before the last one, and the SHA-256 of all: the file has not changed while they are the same. */
  lines: number;
  digest: string;
  appsWithoutSecrets: AppWithoutSecrets[];
}

type Line = Record<string, unknown>;

/**
 * Checks every line: form, order, ids, references, uniqueness, secrets, and each app by its kind; then what they are
 * together. Only ids are kept.
 *
 * @param fd of a file that can be read again
 * @throws Problem ORG_FILE_INVALID with line and member, ORG_FILE_NEWER, ORG_FILE_ALTERED, PASSPHRASE_NEEDED, PASSPHRASE_WRONG
 */
export async function validateFile(
  fd: number,
  file: string,
  { passphrase, now }: { passphrase?: string; now: Date },
): Promise<CheckedFile> {
  const lines = linesOf(fd, file);
  const first = lines.next();
  if (first.done) throw fileInvalid(file, 1, undefined, "it is not the file of an org: it is empty");
  const header = headerOf(first.value, file);
  const key = await openedBy(passphrase, header, file);
  const judge = await appJudge();
  const together = togetherJudge({ isSealed: key !== undefined, now });

  const digest = createHash("sha256").update(first.value.bytes);
  const mac = key?.mac();
  mac?.update(first.value.bytes);
  const schemas = new Map(orgTables.map((table) => [table.type, lineSchemaOf(table, key !== undefined)]));
  const seen = new Map(orgTables.map(({ type }) => [type, new Set<string>()]));
  const unique = new Set<string>();
  const checked: CheckedFile = { header, key, counts: {}, lines: 1, digest: "", appsWithoutSecrets: [] };
  let before: { place: number; key: string } = { place: -1, key: "" };

  for (const line of lines) {
    const refuse = (member: string | undefined, why: string) => fileInvalid(file, line.number, member, why);
    digest.update(line.bytes);
    if (line.value.type === "end") {
      endOf(line, { checked, mac: mac?.digest(), file });
      if (!lines.next().done) throw fileInvalid(file, line.number + 1, undefined, "there is something behind the end");
      const fault = together.fault();
      if (fault) throw fileInvalid(file, fault.line, fault.member, fault.why);
      return { ...checked, digest: digest.digest("hex") };
    }
    mac?.update(line.bytes);
    checked.lines++;

    const place = orgTables.findIndex(({ type }) => type === line.value.type);
    const table = orgTables[place];
    if (!table) throw refuse("type", `there are no lines of type ${JSON.stringify(line.value.type)?.slice(0, 40)}`);
    if (place < before.place)
      throw refuse(undefined, `a ${table.type} stands behind a ${orgTables[before.place]?.type}`);
    if (table.isSecret && !key)
      throw refuse(undefined, "it is a secret, and the first line says that they are left out");
    const { data: row, error } = (schemas.get(table.type) as ReturnType<typeof lineSchemaOf>).safeParse(line.value);
    if (error) throw refuse(error.issues[0]?.path.join("."), wordsOf(error.issues[0], line.value));

    const id = table.key.map((name) => line.value[name]).join(" ");
    if (place === before.place && id === before.key) throw refuse(table.key[0], "the line before has the same");
    if (place === before.place && id < before.key) throw refuse(table.key[0], "lines stand in the order of their ids");
    before = { place, key: id };
    refuseForeign(table, line.value, seen, refuse);
    refuseTwins(table, row as Line, unique, refuse);
    if (table.key.length === 1) seen.get(table.type)?.add(id);
    checked.counts[table.type] = (checked.counts[table.type] ?? 0) + 1;

    let kind: Kind | undefined;
    if (table.type === "app") {
      const verdict = judge(line.value as AppLine);
      if ("why" in verdict) throw refuse(verdict.member, verdict.why);
      kind = verdict;
      const { id: app, slug, document } = line.value as { id: string; slug: string; document: never };
      const [clientSecret, certificate] = [verdict.keepsSecret(document), verdict.signsAssertions];
      if (!key && (clientSecret || certificate))
        checked.appsWithoutSecrets.push({ id: app, slug, clientSecret, certificate });
    }
    const fault = key && secretFault(header.id, table, line.value, key);
    if (fault) throw refuse(fault.member, fault.why);
    together.take(line.value, line.number, kind);
  }
  throw fileInvalid(file, checked.lines + 1, undefined, "the end is missing: the file was cut");
}

function headerOf({ value }: FileLine, file: string): Header {
  if (value.type !== "org" || value.format !== FORMAT)
    throw fileInvalid(file, 1, undefined, `it is not the file of an org: its first line has no "format":"${FORMAT}"`);
  if (typeof value.version === "number" && value.version > VERSION) throw fileNewer(file, value.version, VERSION);
  const { data, error } = headerSchema.safeParse(value);
  if (error) throw fileInvalid(file, 1, error.issues[0]?.path.join("."), wordsOf(error.issues[0], value));
  try {
    if (checkedOrigin(data.origin) === data.origin) return data;
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    throw fileInvalid(file, 1, "origin", cause.why);
  }
  throw fileInvalid(file, 1, "origin", "it is not written as an origin is: scheme, host and port alone");
}

async function openedBy(passphrase: string | undefined, { id, secrets }: Header, file: string) {
  if (!secrets) return undefined;
  if (passphrase === undefined) throw passphraseNeeded(file);
  const { check, ...derivation } = secrets;
  const key = await keyOfPassphrase(passphrase, derivation);
  if (key.open(check, checkPlace(id)) !== CHECK) throw passphraseWrong(file);
  return key;
}

function endOf(
  line: FileLine,
  { checked, mac, file }: { checked: CheckedFile; mac: string | undefined; file: string },
) {
  const { data, error } = endSchema.safeParse(line.value);
  if (error)
    throw fileInvalid(file, line.number, error.issues[0]?.path.join("."), wordsOf(error.issues[0], line.value));
  if (!equalSecrets(data.mac ?? "", mac ?? "")) throw fileForged(file);
  if (data.lines !== checked.lines)
    throw fileInvalid(file, line.number, "lines", `it says ${data.lines}, and ${checked.lines} lines stand before it`);
}

type Refuse = (member: string | undefined, why: string) => Problem;

function refuseForeign(table: OrgTable, row: Line, seen: Map<string, Set<string>>, refuse: Refuse): void {
  for (const [name, { refersTo }] of Object.entries(table.members)) {
    const id = row[name];
    if (refersTo === undefined || typeof id !== "string") continue;
    const types = [refersTo].flat();
    if (!types.some((type) => seen.get(type)?.has(id)))
      throw refuse(name, `no ${types.join(" or ")} of this file has the id ${id}`);
  }
}

function refuseTwins(table: OrgTable, row: Line, unique: Set<string>, refuse: Refuse): void {
  for (const rule of table.unique) {
    const what =
      typeof rule === "function" ? rule(row) : `${rule.join(" and ")} ${rule.map((name) => row[name]).join(" ")}`;
    if (what === undefined) continue;
    const twin = `${table.type} ${what}`;
    if (unique.has(twin))
      throw refuse(typeof rule === "function" ? undefined : rule[0], `another ${table.type} has the same ${what}`);
    unique.add(twin);
  }
}

/** Whether every secret opens in its place, and a key is the one of its certificate. */
function secretFault(org: string, table: OrgTable, row: Line, key: PassphraseKey) {
  for (const [member, { secret }] of Object.entries(table.members)) {
    if (!secret || row[member] === null) continue;
    const clear = key.open(row[member] as string, placeOf(org, table, row, member));
    if (clear === undefined) return { member, why: "it does not open here: it was sealed for another place" };
    if (secret === "hash" && !/^scrypt\$1\d\$8\$1\$[\w-]{22}\$[\w-]{43}$/.test(clear))
      return { member, why: "it is not the hash of a password" };
    if (table.type === "key" && !isPair(clear, row))
      return { member, why: "it is not the key of this public key and certificate" };
  }
  return undefined;
}

function isPair(privateKey: string, { publicJwk, certificatePem }: Line): boolean {
  try {
    const key = createPublicKey(createPrivateKey(privateKey));
    const { n, e } = key.export({ format: "jwk" });
    const jwk = publicJwk as { n?: string; e?: string };
    const certificate = certificatePem === null ? undefined : new X509Certificate(certificatePem as string);
    return jwk.n === n && jwk.e === e && (certificate?.publicKey.equals(key) ?? true);
  } catch {
    return false;
  }
}

/** What zod found, in words without its own. */
function wordsOf(issue: z.core.$ZodIssue | undefined, line: Line): string {
  if (issue?.code === "unrecognized_keys")
    return `the line has a member ${issue.keys.join(", ").slice(0, 80)}, which it cannot have`;
  if (issue && atPath(line, issue.path.join(".")) === undefined) return "it is missing";
  if (issue?.code === "invalid_type")
    return `it is not ${issue.expected === "record" ? "an object" : `a ${issue.expected}`}`;
  return (issue?.message ?? "it cannot be used").replace(/^Invalid (input|option): expected/, "it is not");
}
