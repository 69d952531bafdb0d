/** Events of the System Log as a request of the IdP makes them: who, from where, in which session and run. */

import type { App } from "../store/apps.js";
import type { Writer } from "../store/driver.js";
import type { LogEvent } from "../store/log-events.js";
import type { User } from "../store/users.js";
import { type EventActor, type EventResult, type EventTarget, logEvent } from "../system-log/event.js";
import type { EventType } from "../system-log/event-types.js";
import { recordEvents as record } from "../system-log/record.js";
import type { Exchange } from "./http/exchange.js";

export interface IdpEvent {
  readonly type: EventType;
  /** The user; a login that nobody has; an app that acts for itself; null where nobody is known. */
  readonly actor: User | App | string | null;
  /** Apps and users; other things in the log's own shape. */
  readonly targets?: readonly (App | User | EventTarget)[];
  /** Default: SUCCESS. */
  readonly result?: EventResult;
  readonly reason?: string;
  readonly debugData?: Record<string, unknown>;
  /** Id of the run of the smoke test. */
  readonly run: string | null;
  /** Public handle of the session. */
  readonly session?: string;
  readonly clientId?: string;
  readonly credentialType?: string;
}

/** For a write that changes something else in the same transaction. */
export function buildEvent({ idp, req, url, transactionId }: Exchange, event: IdpEvent): LogEvent {
  return logEvent({
    org: idp.org.id,
    now: idp.clock(),
    type: event.type,
    actor: actorOf(event.actor),
    targets: event.targets?.map(targetOf),
    result: event.result ?? "SUCCESS",
    reason: event.reason,
    request: {
      // A body that was cut off takes the socket with it.
      ip: req.socket?.remoteAddress?.replace(/^::ffff:/, "") ?? null,
      userAgent: req.headers["user-agent"] ?? null,
      uri: url.pathname,
      url: url.pathname + url.search,
    },
    transactionId,
    debugData: event.debugData,
    run: event.run,
    sessionUid: event.session,
    clientId: event.clientId,
    credentialType: event.credentialType,
  });
}

/**
 * Writes the events of this request at once, in this order.
 *
 * @param also what is written in the same transaction, before them
 */
export async function recordEvents(
  exchange: Exchange,
  events: readonly IdpEvent[],
  also: readonly ((tx: Writer) => Promise<void>)[] = [],
): Promise<void> {
  await record(
    exchange.idp.store,
    events.map((event) => buildEvent(exchange, event)),
    also,
  );
}

/** Of a login that was typed: longer ones exist nowhere, and the log is no place to fill. */
const longestLogin = 100;

function actorOf(actor: IdpEvent["actor"]): EventActor {
  if (actor === null) return { id: null, type: "User", alternateId: "unknown", displayName: "unknown" };
  if (typeof actor === "string")
    return { id: null, type: "User", alternateId: actor.slice(0, longestLogin), displayName: "unknown" };
  if ("login" in actor) return { id: actor.id, type: "User", alternateId: actor.login, displayName: nameOf(actor) };
  return { id: actor.id, type: "PublicClientApp", alternateId: actor.id, displayName: actor.label };
}

function targetOf(target: App | User | EventTarget): EventTarget {
  if ("login" in target) {
    return { id: target.id, type: "User", alternateId: target.login, displayName: nameOf(target) };
  }
  if ("signOnMode" in target) {
    return {
      id: target.id,
      type: "AppInstance",
      alternateId: target.label,
      displayName: target.signOnMode === "OPENID_CONNECT" ? "OpenID Connect Client" : target.label,
      detailEntry: { signOnModeType: target.signOnMode },
    };
  }
  return target;
}

function nameOf({ firstName, lastName }: User): string {
  return `${firstName} ${lastName}`.trim();
}
