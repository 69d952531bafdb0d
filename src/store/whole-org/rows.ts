/** Reads and writes the rows of an org table by table, by what tables.ts says of them. */
import type { Reader, Value, Writer } from "../driver.js";
import type { OrgTable } from "./tables.js";

/** A row as the database holds it, by column. */
export type DatabaseRow = Record<string, Value>;

const PAGE = 500;

/** Every row of the org in the order of its key, a page at a time. */
export async function* rowsOfTable(
  db: Reader,
  org: string,
  { table, through, members, key }: OrgTable,
): AsyncGenerator<DatabaseRow> {
  const columns = Object.values(members).map(({ column }) => column);
  const keyColumns = key.map((name) => members[name]?.column as string);
  const tie = through ? `${through.column} IN (SELECT id FROM ${through.table} WHERE org_id = ?)` : "org_id = ?";
  const begin = `SELECT ${columns.join(", ")} FROM ${table} WHERE ${tie}`;
  const order = `ORDER BY ${keyColumns.join(", ")} LIMIT ${PAGE}`;
  const behind = `(${keyColumns.join(", ")}) > (${keyColumns.map(() => "?").join(", ")})`;
  let last: DatabaseRow | undefined;
  do {
    const rows: DatabaseRow[] = last
      ? await db.all<DatabaseRow>(`${begin} AND ${behind} ${order}`, [
          org,
          ...keyColumns.map((column) => last?.[column] ?? null),
        ])
      : await db.all<DatabaseRow>(`${begin} ${order}`, [org]);
    yield* rows;
    last = rows.length === PAGE ? rows.at(-1) : undefined;
  } while (last);
}

/**
 * Adds rows to a table.
 *
 * @returns false when one of them is there already, whosever it is: the transaction is to be given up
 */
export async function addRows(
  tx: Writer,
  org: string,
  { table, through, members, derived = {} }: OrgTable,
  rows: readonly DatabaseRow[],
): Promise<boolean> {
  const columns = [...Object.values(members).map(({ column }) => column), ...Object.keys(derived)];
  const all = through ? columns : ["org_id", ...columns];
  const added = await tx.bulk(
    `INSERT INTO ${table} (${all.join(", ")}) VALUES (${all.map(() => "?").join(", ")}) ON CONFLICT DO NOTHING`,
    rows.map((row) => {
      const values = columns.map((column) => row[column] ?? null);
      return through ? values : [org, ...values];
    }),
  );
  return added === rows.length;
}
