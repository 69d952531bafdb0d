/** Who is in front of the browser, and the run of the smoke test that it belongs to. */
import type { Exchange } from "../http/exchange.js";
import { runOfBrowser } from "./run.js";
import { currentSession, type SignedIn } from "./session.js";
import { signInWithToken } from "./session-token.js";

export interface Visitor {
  readonly signedIn: SignedIn | undefined;
  /** Id of the run. */
  readonly run: string | null;
}

/** An open session wins over a session token in the URL, as on the platform. */
export async function visitorOf(exchange: Exchange): Promise<Visitor> {
  const { searchParams } = exchange.url;
  const token = searchParams.get("sessionToken");
  const signedIn = (await currentSession(exchange)) ?? (token ? await signInWithToken(exchange, token) : undefined);
  searchParams.delete("sessionToken"); // used up: coming back with it would only be logged as a failure
  return { signedIn, run: await runOf(exchange, signedIn) };
}

/** The run of the session, else that of the browser's cookie: a session can be older than the run. */
export async function runOf(exchange: Exchange, signedIn: SignedIn | undefined): Promise<string | null> {
  return signedIn?.session.run ?? (await runOfBrowser(exchange))?.id ?? null;
}
