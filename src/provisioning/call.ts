/** One request to a SCIM service: bounded in time and size, redirects are not followed, nothing is kept between two. */

/** More is not read: a page of 100 resources is far under it. */
export const MOST_BYTES = 4_194_304;

export interface Call {
  method: "GET" | "POST";
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

export interface Answer {
  status: number;
  statusText: string;
  /** Where it redirects to. */
  location?: string;
  body: string;
}

/** What came of a request: an answer, or why there is none. */
export type Outcome = { answer: Answer } | { failure: Failure };

/**
 * `absent`: nothing is there to answer. `silent`: it did not answer in time. `untrusted`: its certificate is not to be
 * trusted. `broken`: it answered, and not as a server does.
 */
export interface Failure {
  kind: "absent" | "silent" | "untrusted" | "broken";
  /** As the system says it: `ECONNREFUSED`. */
  detail: string;
}

/** @param timeoutMs until the last byte of the answer */
export async function call({ method, url, headers, body }: Call, timeoutMs: number): Promise<Outcome> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method, headers, body, redirect: "manual", signal });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > MOST_BYTES)
        return { failure: { kind: "broken", detail: `the answer has more than ${MOST_BYTES} bytes` } };
      chunks.push(chunk as Uint8Array);
    }
    const { status, statusText } = response;
    const location = response.headers.get("location") ?? undefined;
    return { answer: { status, statusText, location, body: Buffer.concat(chunks).toString("utf8") } };
  } catch (error) {
    return { failure: failureOf(error as Error, timeoutMs) };
  }
}

function failureOf(error: Error, timeoutMs: number): Failure {
  if (error.name === "TimeoutError") return { kind: "silent", detail: `no whole answer within ${timeoutMs / 1000} s` };
  const cause = (error.cause ?? error) as NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] };
  const code = cause.code ?? cause.errors?.[0]?.code ?? "";
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code))
    return { kind: "absent", detail: code };
  if (/CERT|SELF_SIGNED|ISSUER|SIGNATURE|ALTNAME/.test(code)) return { kind: "untrusted", detail: code };
  return { kind: "broken", detail: code || cause.message };
}
