/**
 * One attempt's own world: a run in the store with its overlay, and a browser that carries its cookie.
 * Nothing of the org changes; when the attempt ends, the run is gone.
 */
import { newId, randomToken } from "../crypto/ids.js";
import { hashPassword } from "../crypto/password.js";
import { isDelivery } from "../diagnosis/trace.js";
import { runCookie } from "../idp/sessions/run.js";
import { mintSessionToken } from "../idp/sessions/session-token.js";
import { eventsOfOrg, type LogEvent } from "../store/log-events.js";
import { deleteRun, insertRun, type Overlay } from "../store/runs.js";
import type { Agent, Hop, StoredCookie } from "./agents/agent.js";
import { createHttpAgent } from "./agents/http/http-agent.js";
import type { Subject } from "./subject.js";

/** Longer than any run takes: what a killed run leaves behind is dead by itself after this. */
const LIFE_MS = 15 * 60_000;

export interface SmokeRun {
  id: string;
  agent: Agent;
  /** Signs the test user in once, without a page. */
  sessionToken(): Promise<string>;
  /** What the IdP logged for this run so far. */
  events(): Promise<LogEvent[]>;
  /** The password of this run, when one was asked for. */
  password: string | undefined;
  end(): Promise<void>;
}

export async function beginRun(
  {
    store,
    org,
    user,
    clock,
    timeoutMs,
    target,
    signal,
  }: Pick<Subject, "store" | "org" | "user" | "clock" | "timeoutMs" | "target" | "signal">,
  {
    overlay = {},
    withPassword = false,
    sendCookies = [],
    pauseAfterAnswerMs = 0,
  }: {
    overlay?: Overlay;
    withPassword?: boolean;
    sendCookies?: readonly string[];
    pauseAfterAnswerMs?: number;
  } = {},
): Promise<SmokeRun> {
  const [id, token] = [newId("run"), randomToken()];
  const password = withPassword ? randomToken(16) : undefined;
  const passwordHash = password === undefined ? null : await hashPassword(password, { log2N: 4 }); // 128 random bits, alive for a minute
  const created = clock();
  const expires = new Date(created.getTime() + LIFE_MS);
  await store.keep((tx) =>
    insertRun(tx, { id, org: org.id, token, overlay, passwordHash, testUser: user.id, created, expires }),
  );

  // What the experiment is about is kept and sent against a browser's rules; every other cookie obeys them.
  const allowed = ({ name, ofIdp }: StoredCookie) => (!ofIdp && sendCookies.includes(name) ? true : undefined);
  let hasPaused = false; // one pause tells; a loop goes on after it
  const pauseAfter = (hop: Hop) => {
    if (hasPaused || !isDelivery({ org }, hop)) return 0;
    hasPaused = true;
    return pauseAfterAnswerMs;
  };
  const agent = createHttpAgent({
    idpOrigin: org.origin,
    timeoutMs,
    clock,
    mayVisit: target.mayVisit,
    ...(sendCookies.length > 0 ? { carryCookie: allowed, keepCookie: allowed } : {}),
    pauseAfter,
  });
  await agent.setCookie(org.origin, `${runCookie}=${token}; Path=/; HttpOnly; SameSite=Lax`);
  const close = () => void agent.close();
  signal?.addEventListener("abort", close, { once: true });
  return {
    id,
    agent,
    password,
    sessionToken: () => mintSessionToken(store, { org: org.id, user: user.id, run: id, now: clock() }),
    events: async () => (await eventsOfOrg(store.read, org.id, { run: id, limit: 1000 })).rows,
    end: async () => {
      signal?.removeEventListener("abort", close);
      await agent.close();
      await store.keep((tx) => deleteRun(tx, id));
    },
  };
}
