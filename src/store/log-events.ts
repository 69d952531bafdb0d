/** The System Log's rows. They are only ever added; `src/system-log/event.ts` makes them. */
import type { Reader, Value, Writer } from "./driver.js";
import { type Page, type PageRequest, pageOf, rowsToFetch } from "./page.js";

export interface LogEvent {
  uuid: string;
  org: string;
  published: Date;
  eventType: string;
  severity: string;
  /** The platform's outcome: `SUCCESS`, `FAILURE`, `DENY`, … */
  result: string;
  reason: string | null;
  /** Id of who did it; what was typed as login where nobody has it. */
  actor: string | null;
  /** Ids of what it was done to. */
  targets: string[];
  /** The same for all events of one request. */
  transactionId: string;
  /** The run of the smoke test that caused it. */
  run: string | null;
  /** The platform's whole event object. */
  body: Record<string, unknown>;
}

interface Row {
  seq: number;
  uuid: string;
  org_id: string;
  published: string;
  event_type: string;
  severity: string;
  result: string;
  reason: string | null;
  actor: string | null;
  targets: string;
  transaction_id: string;
  run_id: string | null;
  body: string;
}

const COLUMNS =
  "uuid, org_id, published, event_type, severity, result, reason, actor, targets, transaction_id, run_id, body";

const eventOf = (row: Row): LogEvent => ({
  uuid: row.uuid,
  org: row.org_id,
  published: new Date(row.published),
  eventType: row.event_type,
  severity: row.severity,
  result: row.result,
  reason: row.reason,
  actor: row.actor,
  targets: JSON.parse(row.targets) as string[],
  transactionId: row.transaction_id,
  run: row.run_id,
  body: JSON.parse(row.body) as Record<string, unknown>,
});

/**
 * Adds an event behind all others of its org. `tx.record(event)` of a write does it and counts it.
 *
 * The log stands in the order of time: an event whose time is before the last one's (the clock was set back, or another
 * process was faster to write) gets the time of the last one.
 *
 * @returns by how many milliseconds the event's own time was before the last one's; 0 mostly
 */
export async function appendEvent(tx: Writer, event: LogEvent): Promise<number> {
  const last = await tx.get<{ published: string }>(
    "SELECT published FROM log_event WHERE org_id = ? ORDER BY seq DESC LIMIT 1",
    [event.org],
  );
  const own = event.published.toISOString();
  const published = last && last.published > own ? last.published : own;
  const row = await tx.get<{ seq: number }>(
    `INSERT INTO log_event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`,
    [
      event.uuid,
      event.org,
      published,
      event.eventType,
      event.severity,
      event.result,
      event.reason,
      event.actor,
      JSON.stringify(event.targets),
      event.transactionId,
      event.run,
      JSON.stringify(published === own ? event.body : { ...event.body, published }),
    ],
  );
  const seq = row?.seq;
  if (seq === undefined) throw new Error("the log gave an event no place");
  await tx.bulk(
    "INSERT INTO log_event_target (target, seq) VALUES (?, ?)",
    [...new Set(event.targets)].map((target) => [target, seq]),
  );
  return Date.parse(published) - event.published.getTime();
}

/** When the last event of any org was published. */
export async function lastPublished(db: Reader): Promise<Date | undefined> {
  const row = await db.get<{ last: string | null }>("SELECT max(published) AS last FROM log_event");
  return row?.last ? new Date(row.last) : undefined;
}

/** Which events: those that fulfil every condition given. */
export interface EventFilter {
  type?: string;
  result?: string;
  /** Id of the app among the targets. */
  app?: string;
  /** Published at that time or later. */
  since?: Date;
  run?: string;
  transactionId?: string;
}

/** A page of events, and the place of its last one: give it back as `after` to ask later for what came since. */
export interface EventPage extends Page<LogEvent> {
  /** What was given as `after` when the page is empty, or "0". */
  last: string;
}

/**
 * One page of an org's events in the order in which they were written (`oldest-first`), or the other way round.
 * Following `oldest-first` with `last` never misses an event and never gives one twice.
 */
export async function eventsOfOrg(
  db: Reader,
  org: string,
  {
    after,
    limit,
    order = "oldest-first",
    ...filter
  }: PageRequest & EventFilter & { order?: "oldest-first" | "newest-first" } = {},
): Promise<EventPage> {
  const conditions = ["org_id = ?"];
  const values: Value[] = [org];
  const where = (condition: string, value: Value | undefined) => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };

  where(order === "oldest-first" ? "seq > ?" : "seq < ?", after === undefined ? undefined : Number(after));
  where("event_type = ?", filter.type);
  where("result = ?", filter.result);
  where("seq IN (SELECT seq FROM log_event_target WHERE target = ?)", filter.app);
  where("published >= ?", filter.since?.toISOString());
  where("run_id = ?", filter.run);
  where("transaction_id = ?", filter.transactionId);

  const rows = await db.all<Row>(
    `SELECT seq, ${COLUMNS} FROM log_event WHERE ${conditions.join(" AND ")}
     ORDER BY seq ${order === "oldest-first" ? "ASC" : "DESC"} LIMIT ?`,
    [...values, rowsToFetch(limit)],
  );
  const page = pageOf(rows, limit, eventOf, (row) => String(row.seq));
  const last = rows[page.rows.length - 1]?.seq;
  return { ...page, last: last === undefined ? (after ?? "0") : String(last) };
}
