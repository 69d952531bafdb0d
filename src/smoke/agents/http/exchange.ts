/** One request and one answer over the wire. */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { decodeBody } from "./decode.js";
import { lookup } from "./lookup.js";

export interface Answer {
  status: number;
  /** By lower-case name, several lines joined by ", "; without Set-Cookie. */
  headers: Record<string, string>;
  setCookie: string[];
  body: Buffer;
  /** True where the body was longer than allowed and was cut. */
  cut: boolean;
}

export interface Wire {
  send(url: URL, message: { method: string; headers: Record<string, string>; body?: string | Buffer }): Promise<Answer>;
  close(): void;
}

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });

/**
 * Opens a wire. No connection is kept after its answer: a server that is told to stop is not held up, and a request
 * never meets a connection that the other side has just closed.
 *
 * @param timeoutMs for one request with its whole answer
 * @param maxBodyBytes of the decoded body
 * @param ca PEM certificates to trust besides the system's
 * @returns `send` throws what Node throws, or an error whose code is TIMEOUT or AGENT_CLOSED
 */
export function openWire(options: { timeoutMs: number; maxBodyBytes: number; ca?: readonly string[] }): Wire {
  const plain = new HttpAgent({ keepAlive: false });
  let encrypted: HttpsAgent | undefined;
  const closing = new AbortController();

  const tls = async () => {
    if (!encrypted) {
      const { rootCertificates } = await import("node:tls");
      const ca = options.ca?.length ? [...rootCertificates, ...options.ca] : undefined;
      encrypted = new HttpsAgent({ keepAlive: false, ca });
    }
    return encrypted;
  };

  async function send(url: URL, message: Parameters<Wire["send"]>[1]): Promise<Answer> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), options.timeoutMs);
    const signal = AbortSignal.any([limit.signal, closing.signal]);
    try {
      signal.throwIfAborted();
      const isEncrypted = url.protocol === "https:";
      const start = isEncrypted ? httpsRequest : httpRequest;
      const agent = isEncrypted ? await tls() : plain;
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const { method, headers } = message;
        const outgoing = start(url, { method, headers, agent, lookup, signal }, resolve);
        outgoing.on("error", reject);
        outgoing.end(message.body);
      });
      const { body, cut } = await decodeBody(response, options.maxBodyBytes);
      signal.throwIfAborted(); // a body that only ends with its connection looks complete when it is cut off
      const headers: Record<string, string> = {};
      for (const [name, values] of Object.entries(response.headersDistinct)) {
        if (name !== "set-cookie") headers[name] = values?.join(", ") ?? "";
      }
      const setCookie = response.headers["set-cookie"] ?? [];
      return { status: response.statusCode ?? 0, headers, setCookie, body, cut };
    } catch (error) {
      if (closing.signal.aborted) throw failure("AGENT_CLOSED", "the agent was closed");
      if (limit.signal.aborted) throw failure("TIMEOUT", `no complete answer within ${options.timeoutMs} ms`);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    send,
    close() {
      closing.abort();
      plain.destroy();
      encrypted?.destroy();
    },
  };
}
