/** The mistake: the session that sign-in starts never holds, so the protected page asks for sign-in again and again. */
import { type EitherProtocol, isAnswer, type RunningApp, startVaried } from "./variation.js";

const SPOILED = {
  /** no cookie is set at all, as when a session store is down */
  missing: () => undefined,
  /** a Domain that the browser refuses, since it is not the app's */
  "wrong-domain": (line: string) => `${line}; Domain=app.example.com`,
  /** a Path that leaves out the page */
  "wrong-path": (line: string) => line.replace("Path=/;", "Path=/signed-in;"),
};

/** @param cookie what is wrong with the session cookie that the provider's answer leads to */
export async function start({
  cookie = "missing",
  ...options
}: EitherProtocol & { cookie?: keyof typeof SPOILED }): Promise<RunningApp> {
  return startVaried(options, { setCookie: (line, request) => (isAnswer(request) ? SPOILED[cookie](line) : line) });
}
