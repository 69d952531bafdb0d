/**
 * Where to send a browser that must sign in first.
 *
 * @param returnTo path and query on the IdP where the request goes on; it must not ask for a fresh sign-in again
 * @param loginHint fills in the name
 */
export function signInPath(returnTo: string, loginHint?: string): string {
  const query = new URLSearchParams({ fromURI: returnTo });
  if (loginHint) query.set("login_hint", loginHint);
  return `/login/login.htm?${query}`;
}
