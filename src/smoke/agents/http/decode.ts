/** Turns a response's bytes into a body, and a body into text. */
import type { IncomingMessage } from "node:http";
import type { Transform } from "node:stream";

/**
 * Reads and unpacks a body, at most `limit` bytes of it: a small packed body can be a very large one.
 *
 * @throws what the stream or the unpacking throws
 */
export async function decodeBody(response: IncomingMessage, limit: number): Promise<{ body: Buffer; cut: boolean }> {
  const stream = await unpacked(response);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const room = limit - length;
    chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    length += chunk.length;
    if (length > limit) {
      response.destroy();
      return { body: Buffer.concat(chunks), cut: true };
    }
  }
  return { body: Buffer.concat(chunks), cut: false };
}

async function unpacked(response: IncomingMessage): Promise<IncomingMessage | Transform> {
  const encodings = (response.headers["content-encoding"] ?? "").toLowerCase().split(",");
  const packed = encodings.map((encoding) => encoding.trim()).filter((name) => name && name !== "identity");
  const { statusCode = 0 } = response;
  if (!packed.length || statusCode === 204 || statusCode === 304) return response;
  const zlib = await import("node:zlib");
  let stream: IncomingMessage | Transform = response;
  for (const name of packed.reverse()) {
    const unpack =
      name === "br"
        ? zlib.createBrotliDecompress()
        : /^(x-)?gzip$|^deflate$/.test(name)
          ? zlib.createUnzip()
          : undefined;
    if (!unpack) throw Object.assign(new Error(`unknown Content-Encoding ${name}`), { code: "UNKNOWN_ENCODING" });
    const source: NodeJS.ReadableStream = stream;
    source.on("error", (error) => unpack.destroy(error));
    stream = source.pipe(unpack);
  }
  return stream;
}

const named = (label: string | undefined): TextDecoder | undefined => {
  try {
    return label ? new TextDecoder(label) : undefined;
  } catch {
    return undefined; // a label that no browser knows
  }
};

/**
 * The text of a body: byte order mark, then the charset of Content-Type, then the page's own, then UTF-8.
 *
 * @see html §13.2.3.2
 */
export function decodeText(body: Buffer, contentType: string): string {
  if (body[0] === 0xfe && body[1] === 0xff) return new TextDecoder("utf-16be").decode(body);
  if (body[0] === 0xff && body[1] === 0xfe) return new TextDecoder("utf-16le").decode(body);
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return new TextDecoder().decode(body);
  const declared = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1];
  const start = body.subarray(0, 1024).toString("latin1");
  const own = /html/i.test(contentType) ? /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(start)?.[1] : undefined;
  return (named(declared) ?? named(own) ?? new TextDecoder()).decode(body);
}
