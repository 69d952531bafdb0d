/** One request of a visitor, as a browser sends it, without following where it leads. */
import { once } from "node:events";
import { type IncomingMessage, request as send } from "node:http";
import { text } from "node:stream/consumers";

export interface Visit {
  status: number;
  /** Absolute; undefined when the answer does not redirect. */
  location: URL | undefined;
  setCookie: string[];
  body: string;
}

/** What tells a person's browser from a script; built-in fetch says `sec-fetch-mode: cors`, and some apps answer 401. */
const NAVIGATION = {
  accept: "text/html,application/xhtml+xml,*/*;q=0.8",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};

/**
 * @param cookies `name=value` pairs to send along
 * @param form fields to post; a GET without them
 * @throws what node:http throws when nobody answers
 */
export async function visit(
  url: string | URL,
  { cookies = [], form }: { cookies?: string[]; form?: Record<string, string> } = {},
): Promise<Visit> {
  const request = send(url, {
    method: form ? "POST" : "GET",
    agent: false,
    headers: {
      ...NAVIGATION,
      ...(cookies.length ? { cookie: cookies.join("; ") } : {}),
      ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    },
  });
  request.end(form ? new URLSearchParams(form).toString() : undefined);
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  const { location } = answer.headers;
  return {
    status: answer.statusCode ?? 0,
    location: location ? new URL(location, url) : undefined,
    setCookie: answer.headers["set-cookie"] ?? [],
    body: await text(answer),
  };
}

/** The `name=value` pairs of Set-Cookie lines, to be sent with the next request. */
export const cookiesOf = ({ setCookie }: Visit): string[] => setCookie.map((line) => line.split(";", 1)[0] ?? "");
