/**
 * The browser's session at the IdP: one cookie for the dashboard, SAML and OIDC. The table keeps the cookie's hash,
 * so that whoever reads the database cannot sign in with it.
 */
import { sha256Hex } from "../../crypto/hash.js";
import { randomToken } from "../../crypto/ids.js";
import { deleteSession, type IdpSession, insertSession, sessionById, updateSession } from "../../store/sessions.js";
import { type User, userById } from "../../store/users.js";
import { addCookie } from "../http/answers.js";
import { cookieLine, forgetCookieLine } from "../http/cookies.js";
import type { Exchange } from "../http/exchange.js";
import { buildEvent } from "../log.js";

/** Also the name under which the protocol engine of OIDC finds the session. */
export const sessionCookie = "idx";

/** A session ends when it was not used for this long. */
export const idleSeconds = 2 * 60 * 60;

/** Written at most this often, so that a page with ten tiles is not ten writes. */
const touchSeconds = 60;

export interface SignedIn {
  readonly session: IdpSession;
  readonly user: User;
}

/** Who is signed in in this browser: a live session of this org whose user is still active. Keeps it alive. */
export async function currentSession({ idp, cookies }: Exchange): Promise<SignedIn | undefined> {
  const cookie = cookies[sessionCookie];
  if (!cookie) return undefined;

  const now = idp.clock();
  const session = await sessionById(idp.store.read, sha256Hex(cookie), now);
  if (!session?.user || session.org !== idp.org.id) return undefined;

  const user = await userById(idp.store.read, session.user);
  if (user?.status !== "ACTIVE") return undefined;

  const expires = afterSeconds(now, idleSeconds);
  if (expires.getTime() - session.expires.getTime() > touchSeconds * 1000) {
    await idp.store.keep((tx) => updateSession(tx, { ...session, expires }));
  }
  return { session, user };
}

/**
 * Signs the user in in this browser, in place of whoever was: a new cookie, whatever the old one was.
 * The caller has judged that the user may; the system log gets `user.session.start`.
 *
 * @param amr how the user proved to be the user, `pwd` for a password
 * @param run the run of the smoke test that this browser belongs to, else null
 */
export async function startSession(
  exchange: Exchange,
  { user, amr, run }: { user: User; amr: string[]; run: string | null },
): Promise<SignedIn> {
  const { idp, cookies, res } = exchange;
  const now = idp.clock();
  const cookie = randomToken();
  const session: IdpSession = {
    uid: randomToken(),
    org: idp.org.id,
    user: user.id,
    authTime: now,
    amr,
    run,
    created: now,
    expires: afterSeconds(now, idleSeconds),
    state: {},
  };
  const started = buildEvent(exchange, { type: "user.session.start", actor: user, run, session: session.uid });
  const old = cookies[sessionCookie];

  await idp.store.write(async (tx) => {
    if (old) await deleteSession(tx, sha256Hex(old));
    await insertSession(tx, { ...session, id: cookie });
    await tx.record(started);
  });
  addCookie(res, cookieLine(sessionCookie, cookie, { secure: idp.origin.startsWith("https:") }));
  return { session, user };
}

/** Ends the session of this browser, if there is one, and says so in the system log. @returns whose it was */
export async function endSession(exchange: Exchange): Promise<SignedIn | undefined> {
  const { idp, cookies, res } = exchange;
  const cookie = cookies[sessionCookie];
  if (!cookie) return undefined;

  const signedIn = await currentSession(exchange);
  const ended =
    signedIn &&
    buildEvent(exchange, {
      type: "user.session.end",
      actor: signedIn.user,
      run: signedIn.session.run,
      session: signedIn.session.uid,
    });
  if (ended) {
    await idp.store.write(async (tx) => {
      await deleteSession(tx, sha256Hex(cookie));
      await tx.record(ended);
    });
  } else {
    await idp.store.keep((tx) => deleteSession(tx, sha256Hex(cookie)));
  }
  addCookie(res, forgetCookieLine(sessionCookie));
  return signedIn;
}

function afterSeconds(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
