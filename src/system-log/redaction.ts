/** What keeps secrets out of the log, whoever hands them in. */

/** Parameters whose value signs somebody in, or proves who a client is, wherever they stand. */
const SECRET_NAMES = new Set(
  [
    "password",
    "passcode",
    "token",
    "session_token",
    "session_id",
    "access_token",
    "refresh_token",
    "id_token",
    "id_token_hint",
    "code",
    "code_verifier",
    "client_secret",
    "client_assertion",
    "assertion",
    "authorization",
    "cookie",
    "set_cookie",
    "handle",
    "state_token",
    "one_time_token",
    "saml_response",
    "private_key",
    "private_key_pem",
    "secret",
    "user_code",
    "device_code",
  ].map((name) => plain(name)),
);

/** What stands in place of a secret. */
export const REDACTED = "******";

function plain(name: string): string {
  return name.replace(/[^a-z0-9]/gi, "").toLowerCase();
}

/** Is the value under this name a secret? Capitals, hyphens and underscores make no difference. */
export function isSecretName(name: string): boolean {
  return SECRET_NAMES.has(plain(name));
}

// A name behind the start, a separator or an encoded separator, and its equals sign, encoded or not.
const NAMED = /(?<=^|[^\w.%-]|%(?:25)*(?:3F|26|23|2F|3D))([A-Za-z][\w.-]*)(=|%(?:25)*3D)/gi;

/**
 * The text with the value of every secret parameter replaced, in whatever URL, query or form it contains. What is
 * encoded inside another parameter (`fromURI=…`), however often, is found too.
 */
export function redactText(text: string): string {
  let redacted = "";
  let kept = 0; // everything before it is in `redacted`
  for (const { index, 0: whole, 1: name, 2: equals } of text.matchAll(NAMED)) {
    const start = index + whole.length;
    if (start < kept || name === undefined || equals === undefined || !isSecretName(name)) continue;
    redacted += text.slice(kept, start) + REDACTED;
    kept = start + lengthOfValue(text.slice(start), equals);
  }
  return redacted + text.slice(kept);
}

/** A value ends at a separator that is encoded as often as its equals sign, or less; more often encoded, it is data. */
function lengthOfValue(text: string, equals: string): number {
  const level = equals === "=" ? 0 : (equals.length - 1) / 2;
  const end = level === 0 ? /[&\s"'<>#]/ : new RegExp(`[&\\s"'<>#]|%(?:25){0,${level - 1}}(?:26|23)`, "i");
  const quoted = /^["']/.test(text) ? 1 : 0;
  const at = text.slice(quoted).search(end);
  return at < 0 ? text.length : at + quoted;
}

/** A copy of the value without secrets, however deep: by name of the member, and inside texts. */
export function redact(value: unknown): unknown {
  if (typeof value === "string") return redactText(value);
  if (Array.isArray(value)) return value.map(redact);
  if (value instanceof Date || value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretName(name) && member !== null && typeof member !== "boolean" ? REDACTED : redact(member),
    ]),
  );
}
