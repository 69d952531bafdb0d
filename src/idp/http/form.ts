/** Form bodies, with a limit: nothing that a browser posts to the IdP is large. */
import type { IncomingMessage } from "node:http";

/** A signed AuthnRequest with an embedded certificate stays far below this. */
const limitBytes = 256 * 1024;

export class BodyTooLarge extends Error {}
export class NotAForm extends Error {}

/** @throws NotAForm for any content type but `application/x-www-form-urlencoded` */
export function requireForm(req: IncomingMessage): void {
  const type = (req.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new NotAForm();
}

/** The whole body, once. @throws BodyTooLarge above 256 KiB */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Judged while reading: a Content-Length may lie, a chunked body has none.
    if (size > limitBytes) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
