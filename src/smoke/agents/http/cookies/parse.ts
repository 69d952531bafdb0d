/** Reads a Set-Cookie line the way Chromium does. */
import { Cookie } from "tough-cookie";

export interface ParsedCookie {
  name: string;
  value: string;
  domain: string | undefined;
  /** As written, `undefined` where it is missing or does not begin with a slash. */
  path: string | undefined;
  secure: boolean;
  httpOnly: boolean;
  sameSite: "strict" | "lax" | "none" | undefined;
  /** Seconds; counts before `expires`. */
  maxAge: number | undefined;
  expires: Date | undefined;
}

const longestAttribute = 1024;

/**
 * Bytes that are not UTF-8 are read as Latin-1 and sent back as UTF-8. Text stands for bytes here, one character each,
 * as node:http gives and takes it.
 */
function asUtf8Bytes(text: string): string {
  const bytes = Buffer.from(text, "latin1");
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text;
  } catch {
    return Buffer.from(text, "utf8").toString("latin1");
  }
}

/**
 * Splits a line into name, value and attributes; never throws. Attributes longer than 1,024 bytes do not count.
 *
 * @see rfc6265bis §5.6
 */
export function parseSetCookie(line: string): ParsedCookie {
  const [pair = "", ...attributes] = asUtf8Bytes(line).split(";");
  const equals = pair.indexOf("=");
  const kept = attributes.filter((attribute) => {
    return attribute.slice(attribute.indexOf("=") + 1).trim().length <= longestAttribute;
  });
  // The library reads dates and attributes well; its reading of a pair without a name is not a browser's.
  const read = Cookie.parse(["x=y", ...kept].join(";"));
  return {
    name: equals === -1 ? "" : pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    domain: read?.domain ?? undefined,
    path: read?.path ?? undefined,
    secure: read?.secure ?? false,
    httpOnly: read?.httpOnly ?? false,
    sameSite: read?.sameSite as ParsedCookie["sameSite"],
    maxAge: typeof read?.maxAge === "number" ? read.maxAge : undefined,
    expires: read?.expires instanceof Date ? read.expires : undefined,
  };
}
