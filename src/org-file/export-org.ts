/** Writes a whole org as the lines of a file. */
import { derivationFor, keyOfPassphrase, type PassphraseKey } from "../crypto/passphrase-key.js";
import { jsonText } from "../protocols/json-text.js";
import { type Org, orgById } from "../store/orgs.js";
import { objectGone } from "../store/problems.js";
import type { Store } from "../store/store.js";
import { type DatabaseRow, rowsOfTable } from "../store/whole-org/rows.js";
import { type OrgTable, orgTables } from "../store/whole-org/tables.js";
import { CHECK, checkPlace, FORMAT, type Header, placeOf, VERSION } from "./format.js";

export interface ExportOptions {
  /** Seals the secrets with it; they are left out without one. */
  passphrase?: string;
  /** Cost of the passphrase's key; lower only for a passphrase that nobody can guess anyway. */
  log2N?: number;
}

/** How many lines of each type the file has. */
export type LineCounts = Record<string, number>;

/**
 * Writes the org as it is at this moment, whatever is changed meanwhile: the same org gives the same bytes.
 *
 * @param write gets the file piece by piece, and is waited for
 * @returns how many lines of each type were written
 * @throws Problem ORG_GONE, and what opening a seal throws
 */
export async function exportOrg(
  store: Store,
  org: Org,
  { passphrase, log2N }: ExportOptions,
  write: (text: string) => Promise<void>,
): Promise<LineCounts> {
  const derivation = derivationFor(org.id, log2N);
  const key = passphrase === undefined ? undefined : await keyOfPassphrase(passphrase, derivation);
  return await store.snapshot(async (db) => {
    const now = await orgById(db, org.id);
    if (!now) throw objectGone("org", org.id);
    const mac = key?.mac();
    const counts: LineCounts = {};
    let lines = 0;
    const put = async (line: object) => {
      const text = `${jsonText(line)}\n`;
      lines++;
      mac?.update(text);
      await write(text);
    };

    const { id, slug, name, origin, created } = now;
    const secrets = key ? { ...derivation, check: key.seal(CHECK, checkPlace(id)) } : null;
    await put({
      ...{ type: "org", format: FORMAT, version: VERSION, id, slug, name, origin },
      ...{ created: created.toISOString(), secrets },
    } satisfies Header);
    for (const table of orgTables) {
      if (table.isSecret && !key) continue;
      counts[table.type] = 0;
      for await (const row of rowsOfTable(db, id, table)) {
        counts[table.type] = (counts[table.type] ?? 0) + 1;
        await put(lineOf(store, id, table, row, key));
      }
    }
    await write(`${jsonText({ type: "end", lines, ...(mac ? { mac: mac.digest() } : {}) })}\n`);
    return counts;
  });
}

function lineOf(
  store: Store,
  org: string,
  table: OrgTable,
  row: DatabaseRow,
  key: PassphraseKey | undefined,
): Record<string, unknown> {
  const line: Record<string, unknown> = { type: table.type };
  for (const [name, { column, isJson, secret }] of Object.entries(table.members)) {
    const value = row[column] ?? null;
    if (!secret) line[name] = isJson ? JSON.parse(value as string) : value;
    else if (key) {
      const clear = value === null ? null : secret === "sealed" ? store.unseal(value as string) : (value as string);
      line[name] = clear === null ? null : key.seal(clear, placeOf(org, table, line, name));
    }
  }
  if (table.type === "app" && !key) forgetKey(line.document as { credentials?: { signing?: object } });
  return line;
}

/** Keys are secrets: where they are left out, nothing speaks of them, and whoever imports the file makes new ones. */
function forgetKey({ credentials }: { credentials?: { signing?: object } }): void {
  if (credentials?.signing) credentials.signing = {};
}
