/** The way of a sign-in in one line: `tile → /saml/acs → /reports?q=1`. */
import type { Hop } from "../agents/agent.js";

/** Parameters of the protocols: of no use to a reader, and secret besides. */
const PROTOCOL = /[?&](SAMLRequest|SAMLResponse|RelayState|code|state|iss|error|error_description|session_state)=/;

/** Where the browser was, in order: the IdP as one word, the app's pages by path; repetitions are told once. */
export function routeOf(hops: readonly Hop[], idpOrigin: string): string {
  const places = hops.map(({ request }, index) => {
    const url = new URL(request.url);
    if (url.origin === idpOrigin) return /^\/home\//.test(url.pathname) ? "tile" : "IdP";
    const isEnd = index === 0 || index === hops.length - 1;
    return isEnd && !PROTOCOL.test(url.search) ? url.pathname + url.search : url.pathname;
  });
  const isTile = places.includes("tile");
  return places
    .filter((place) => !(isTile && place === "IdP" && places.indexOf("tile") > places.indexOf(place)))
    .filter((place, index, all) => place !== all[index - 1])
    .join(" → ");
}
