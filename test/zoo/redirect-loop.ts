/** The mistake: the session that sign-in starts never holds, so the protected page asks for sign-in again and again. */
import { type EitherProtocol, isAnswer, pathOf, type RunningApp, startVaried } from "./variation.js";

const SPOILED = {
  /** no cookie is set at all, as when a session store is down */
  missing: () => undefined,
  /** a Domain that the browser refuses, since it is not the app's */
  "wrong-domain": (line: string) => `${line}; Domain=app.example.com`,
  /** a Path that leaves out the page */
  "wrong-path": (line: string) => line.replace("Path=/;", "Path=/signed-in;"),
  /** a value under which the app has no session, as when another process keeps it */
  forgotten: (line: string) => line.replace(/=[^;]*/, "=somewhere-else"),
  /** nothing: the session is good, only later than the next request */
  late: (line: string) => line,
};

/** How long the session of `late` cannot be seen. */
const LATE_MS = 500;

/** @param cookie what is wrong with the session cookie that the provider's answer leads to */
export async function start({
  cookie = "missing",
  ...options
}: EitherProtocol & { cookie?: keyof typeof SPOILED }): Promise<RunningApp> {
  let answered = 0;
  return startVaried(options, {
    setCookie: (line, request) => (isAnswer(request) ? SPOILED[cookie](line) : line),
    instead: (request, response, baseUrl) => {
      if (isAnswer(request)) answered = Date.now();
      else if (cookie === "late" && pathOf(request) !== "/login" && Date.now() - answered < LATE_MS) {
        response.writeHead(303, { location: `${baseUrl}/login?to=${encodeURIComponent(request.url ?? "/")}` }).end();
        return true;
      }
      return false;
    },
  });
}
