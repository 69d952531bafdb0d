/**
 * The public keys of an app that signs who it is: kept with it, or fetched from an address of its own whenever they are
 * needed. One setting, two members of the app object.
 */
import { z } from "zod";
import { type ClientKey, keptKeys, problemOfKeys, readClientKeys } from "../../protocols/oidc/client-keys.js";
import { atPath, defineField, setPath } from "../field.js";

const JWKS_URI = "settings.oauthClient.jwks_uri";

/** Where they may be fetched. */
const EXAMPLE = "https://app.example/jwks.json";

/** An address, or keys. */
export type ClientKeys = string | { keys: ClientKey[] };

export const jwks = defineField<ClientKeys>({
  key: "jwks",
  path: "settings.oauthClient.jwks",
  term: "Public keys",
  flag: "--jwks <file|url>",
  help: "the app's public keys: a file with a JWKS, JWK or PEM, or the URL where the IdP fetches them",
  example: "jwks.json",
  spec: "rfc7517 §5",
  fromFile: true,
  schema: z.unknown().transform((value, context): ClientKeys => {
    const problem = problemOf(value);
    if (problem === undefined)
      return typeof value === "string" ? value : { keys: keptKeys((value as { keys: ClientKey[] }).keys) };
    context.addIssue({ code: "custom", message: problem });
    return z.NEVER;
  }),
  fromText: (text) => {
    const keys = readClientKeys(text);
    return keys ? { keys } : text.trim();
  },
  toText: (value) => (typeof value === "string" ? value : JSON.stringify(value)),
  shown: (value) =>
    typeof value === "string"
      ? `fetched from ${value}`
      : value.keys.map(({ kid = "without a kid", kty, alg }) => `${kid} (${alg ?? kty})`).join(", "),
  read(document) {
    const uri = atPath(document, JWKS_URI);
    const keys = atPath(document, "settings.oauthClient.jwks.keys") as ClientKey[] | undefined;
    return typeof uri === "string" ? uri : keys?.length ? { keys } : undefined;
  },
  write(document, value) {
    const isAddress = typeof value === "string";
    setPath(document, JWKS_URI, isAddress ? value : null);
    setPath(document, "settings.oauthClient.jwks", { keys: isAddress ? [] : (value?.keys ?? []) });
  },
});

function problemOf(value: unknown): string | undefined {
  if (typeof value !== "string") {
    const { keys } = (value ?? {}) as { keys?: unknown };
    return Array.isArray(keys) ? problemOfKeys(keys) : "it has no keys: a JWKS is an object with a list of keys";
  }
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    return `"${value.slice(0, 80)}" is neither a file with public keys nor an address: ${EXAMPLE}`;
  if (url.username || url.password) return "the address has a name or a password in it, which the IdP does not send";
  return value.length > 1024 ? "the address has more than 1024 characters" : undefined;
}
