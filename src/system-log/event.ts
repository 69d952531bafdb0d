/** Builds the events of the System Log in the platform's own shape. Nothing secret gets in: see redaction.ts. */
import { randomUUID } from "node:crypto";
import { randomToken } from "../crypto/ids.js";
import type { LogEvent } from "../store/log-events.js";
import { type EventType, type EventTypeFacts, eventTypes } from "./event-types.js";
import { redact, redactText } from "./redaction.js";
import { deviceOf, readUserAgent } from "./user-agent.js";

export type EventResult = "SUCCESS" | "FAILURE" | "ALLOW" | "DENY" | "CHALLENGE" | "SKIPPED" | "UNKNOWN";

/** Who did it. */
export interface EventActor {
  /** Null where it is not known who it was: a sign-in with a login that nobody has. */
  id: string | null;
  /** `User`, `PublicClientApp`, `SystemPrincipal`, … */
  type: string;
  /** Login of a user, id of a client. */
  alternateId: string;
  displayName: string;
}

/** To what it was done. */
export interface EventTarget {
  id: string;
  /** `User`, `AppInstance`, `AppUser`, `UserGroup`, `access_token`, … */
  type: string;
  /** Login of a user, label of an app. */
  alternateId: string;
  displayName: string;
  detailEntry?: Record<string, unknown> | null;
}

/** The HTTP request in which it happened. */
export interface EventRequest {
  ip?: string | null;
  userAgent?: string | null;
  /** Path of the request: `/oauth2/v1/token`. */
  uri?: string;
  /** Path and query; secrets in it are replaced. */
  url?: string;
}

export interface EventInput {
  org: string;
  now: Date;
  type: EventType;
  /** Default: appint itself, when a command changes something. */
  actor?: EventActor;
  targets?: readonly EventTarget[];
  result: EventResult;
  reason?: string | null;
  request?: EventRequest;
  /** The same for all events of one request. Default: one of its own. */
  transactionId?: string;
  /** The platform's free map; what it says about the request itself is filled in. */
  debugData?: Record<string, unknown>;
  /** Id of the run of the smoke test that caused it. */
  run?: string | null;
  /** Public handle of the IdP session. */
  sessionUid?: string | null;
  /** OAuth client id. */
  clientId?: string | null;
  /** How the actor proved who it is: `PASSWORD`, `ASSERTION`, `OAUTH2`, … */
  credentialType?: string | null;
}

/** Who acts when a command of appint changes the org. */
export const appintItself: EventActor = {
  id: "appint",
  type: "SystemPrincipal",
  alternateId: "appint",
  displayName: "appint",
};

const LONGEST_REASON = 255;

/** An event, ready for `tx.record` or `recordEvent`. */
export function logEvent(input: EventInput): LogEvent {
  const facts = eventTypes[input.type];
  const actor = input.actor ?? appintItself;
  const targets = input.targets ?? [];
  const uuid = randomUUID();
  const severity = severityOf(input.result);
  const reason = input.reason ? redactText(input.reason).slice(0, LONGEST_REASON) : null;
  const transactionId = input.transactionId ?? randomToken(20);

  return {
    uuid,
    org: input.org,
    published: input.now,
    eventType: input.type,
    severity,
    result: input.result,
    reason,
    actor: actor.id ?? actor.alternateId,
    targets: targets.map(({ id }) => id),
    transactionId,
    run: input.run ?? null,
    body: {
      uuid,
      published: input.now.toISOString(),
      eventType: input.type,
      version: "0",
      severity,
      displayMessage: facts.message,
      legacyEventType: legacyOf(facts, input.result),
      actor: { ...actor, detailEntry: null },
      client: clientOf(input),
      device: null,
      authenticationContext: {
        authenticationProvider: input.credentialType ? "OKTA_AUTHENTICATION_PROVIDER" : null,
        credentialProvider: input.credentialType ? "OKTA_CREDENTIAL_PROVIDER" : null,
        credentialType: input.credentialType ?? null,
        issuer: null,
        interface: null,
        authenticationStep: 0,
        rootSessionId: input.sessionUid ?? null,
        externalSessionId: input.sessionUid ?? null,
      },
      outcome: { result: input.result, reason },
      securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
      target: targets.map((target) => ({ ...target, detailEntry: redact(target.detailEntry ?? null) })),
      transaction: { type: input.request ? "WEB" : "JOB", id: transactionId, detail: {} },
      debugContext: { debugData: debugDataOf(input, transactionId) },
      request: { ipChain: input.request?.ip ? [addressOf(input.request.ip)] : [] },
    },
  };
}

const succeeded = (result: EventResult) => result !== "FAILURE" && result !== "DENY";

const severityOf = (result: EventResult) => (succeeded(result) ? "INFO" : "WARN");

function legacyOf({ legacy }: EventTypeFacts, result: EventResult): string | null {
  if (legacy === undefined || typeof legacy === "string") return legacy ?? null;
  return succeeded(result) ? legacy.success : legacy.failure;
}

function clientOf({ request, clientId }: EventInput) {
  const header = request?.userAgent ?? undefined;
  return {
    userAgent: header === undefined ? null : readUserAgent(header),
    zone: "null", // the platform writes the word where no network zone is configured
    device: header === undefined ? null : deviceOf(header),
    id: clientId ?? null,
    ipAddress: request?.ip ?? null,
    geographicalContext: null,
  };
}

function debugDataOf({ request, debugData }: EventInput, transactionId: string) {
  const ofRequest = {
    ...(request ? { requestId: transactionId } : {}),
    ...(request?.uri === undefined ? {} : { requestUri: request.uri }),
    ...(request?.url === undefined ? {} : { url: request.url }),
  };
  return redact({ ...ofRequest, ...debugData });
}

const addressOf = (ip: string) => ({
  ip,
  geographicalContext: null,
  version: ip.includes(":") ? "V6" : "V4",
  source: null,
});
