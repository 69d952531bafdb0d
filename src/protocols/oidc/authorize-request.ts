/** What an app asks the authorization endpoint for, read from the parameters that it sends. Nothing is judged here. */

export interface AuthorizeRequest {
  clientId: string;
  /** Undefined where the request was pushed before (PAR) and only its handle travels. */
  responseType?: string;
  redirectUri?: string;
  scopes: string[];
  responseMode?: string;
  /** `S256` or `plain`; undefined without PKCE. */
  codeChallengeMethod?: string;
  hasState: boolean;
  hasNonce: boolean;
  /** How the parameters came: in the query or form, in a request object (JAR), or by a handle (PAR). */
  carriedBy: "parameters" | "request object" | "pushed request";
}

/**
 * The authorize request in these parameters; undefined where they are none. The signature of a request object is not
 * looked at, and what cannot be read of it is left out.
 *
 * @see rfc6749 §4.1.1, openid-connect-core-1.0 §3.1.2.1, rfc7636 §4.3, rfc9101 §5, rfc9126 §4
 */
export function readAuthorizeRequest(
  parameters: Iterable<readonly [name: string, value: string]>,
): AuthorizeRequest | undefined {
  const outer = new Map(parameters);
  const object = payloadOf(outer.get("request"));
  const get = (name: string) => object?.[name] ?? outer.get(name);
  const clientId = get("client_id");
  const isPushed = outer.has("request_uri");
  const responseType = get("response_type");
  if (!clientId || (!responseType && !isPushed && !object)) return undefined;
  const challenge = get("code_challenge");
  return {
    clientId,
    responseType,
    redirectUri: get("redirect_uri"),
    scopes: (get("scope") ?? "").split(/\s+/).filter(Boolean),
    responseMode: get("response_mode"),
    codeChallengeMethod: challenge ? (get("code_challenge_method") ?? "plain") : undefined,
    hasState: get("state") !== undefined,
    hasNonce: get("nonce") !== undefined,
    carriedBy: object ? "request object" : isPushed ? "pushed request" : "parameters",
  };
}

/** The texts of a JWT's payload; undefined for what is no JWT, also for one that is encrypted. */
function payloadOf(jwt: string | undefined): Record<string, string> | undefined {
  const [, payload, signature] = jwt?.split(".") ?? [];
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (typeof claims !== "object" || claims === null) return undefined;
    return Object.fromEntries(
      Object.entries(claims).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return undefined;
  }
}
