/** One page of a list: its rows, and `next` only where more follow. Give `next` back as `after`. */
export interface Page<T> {
  rows: T[];
  next?: string;
}

/** Which page of a list: rows that come behind `after` (omit it for the first page), at most `limit` (1 to 1,000). */
export interface PageRequest {
  after?: string;
  limit?: number;
}

/** A page of the rows that hold every word of the search; of all rows without one. */
export interface SearchRequest extends PageRequest {
  search?: string;
}

const USUAL_LIMIT = 200;
const MOST = 1000;

/**
 * How many rows to ask the database for: one more than wanted tells whether another page exists.
 *
 * @throws Error when the limit is no whole number from 1 to 1,000
 */
export function rowsToFetch(limit = USUAL_LIMIT): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw new Error(`a page of ${limit} rows`);
  return limit + 1;
}

/** Cuts what was fetched with `rowsToFetch` down to the page. */
export function pageOf<Row, T>(
  fetched: readonly Row[],
  limit: number | undefined,
  shape: (row: Row) => T,
  cursor: (row: Row) => string,
): Page<T> {
  const size = rowsToFetch(limit) - 1;
  const rows = fetched.slice(0, size);
  const last = rows.at(-1);
  return fetched.length > size && last !== undefined
    ? { rows: rows.map(shape), next: cursor(last) }
    : { rows: rows.map(shape) };
}

/** Every row of a list, page by page: the list is never in memory as a whole. */
export async function* everyRow<T>(page: (request: PageRequest) => Promise<Page<T>>): AsyncGenerator<T> {
  let after: string | undefined;
  do {
    const { rows, next } = await page({ after, limit: MOST });
    yield* rows;
    after = next;
  } while (after !== undefined);
}
