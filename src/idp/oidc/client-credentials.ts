/** The credentials in a request of a client: where they stand, and what they say. Nothing is judged here. */

/** In the words of whoever looks at the request. */
export type CredentialPlace = "Authorization: Basic" | "client_id" | "client_secret" | "client_assertion";

export interface SentCredentials {
  /** Of a header first, of the form else, of the assertion's subject at last: who the caller says to be. */
  readonly id: string | undefined;
  readonly secret: string | undefined;
  readonly places: readonly CredentialPlace[];
  /** More than one credential. With the header, the form's `client_id` is a second one, as at the platform. */
  readonly isAmbiguous: boolean;
}

/** @see rfc6749 §2.3.1, rfc7521 §4.2 */
export function readCredentials({
  authorization,
  form,
}: {
  authorization: string | undefined;
  form: URLSearchParams;
}): SentCredentials {
  const inForm = (["client_id", "client_secret", "client_assertion"] as const).filter((name) => form.get(name));
  const basic = authorization === undefined ? undefined : readBasic(authorization);
  const assertion = form.get("client_assertion") || undefined;
  const isAmbiguous =
    (authorization !== undefined && inForm.length > 0) ||
    (inForm.includes("client_secret") && inForm.includes("client_assertion"));
  return {
    // A header that cannot be read names nobody.
    id: authorization === undefined ? form.get("client_id") || subjectOf(assertion) : (basic?.id ?? undefined),
    secret: authorization === undefined ? form.get("client_secret") || undefined : basic?.secret,
    places: [...(authorization === undefined ? [] : (["Authorization: Basic"] as const)), ...inForm],
    isAmbiguous,
  };
}

/** Both parts are form-encoded before base64, so that a colon in a secret survives. */
function readBasic(authorization: string): { id: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  if (!encoded) return undefined;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon < 1) return undefined;
  try {
    const [id, secret] = [pair.slice(0, colon), pair.slice(colon + 1)].map((part) =>
      decodeURIComponent(part.replaceAll("+", "%20")),
    );
    return id && secret ? { id, secret } : undefined;
  } catch {
    return undefined; // a % that encodes nothing
  }
}

/** Whom an assertion is about; its signature is not looked at. */
function subjectOf(assertion: string | undefined): string | undefined {
  try {
    const { sub } = JSON.parse(Buffer.from(assertion?.split(".")[1] ?? "", "base64url").toString("utf8")) as {
      sub?: unknown;
    };
    return typeof sub === "string" && sub !== "" ? sub : undefined;
  } catch {
    return undefined;
  }
}
