/** A running app as it was seen from outside: what the fields of an integration are filled from. */
import type { AuthorizeRequest } from "../protocols/oidc/authorize-request.js";
import type { AuthnRequest } from "../protocols/saml/authn-request.js";
import type { SpMetadata } from "../protocols/saml/metadata.js";

export interface SeenApp {
  /** The address that the person gave. */
  given: string;
  /** The address of the app itself, where everything was looked for. */
  origin: string;
  /** The request for a sign-in, as it would have gone to the IdP. */
  authorizeRequest?: AuthorizeRequest;
  authnRequest?: AuthnRequest;
  /** Of WS-Federation: what the app calls itself (`wtrealm`), and where it wants the token (`wreply`). */
  wsFedRequest?: { realm?: string; reply?: string };
  /** The app's own description of itself, and where it lay. */
  spMetadata?: { url: string; sp: SpMetadata };
  /** An address of the app that begins a sign-in when it is opened. */
  startUrl?: string;
  /** A protected page: it was opened as given, and led to the IdP. */
  protectedUrl?: string;
  /** Where the app's sign-out takes somebody who is not signed in. */
  afterLogout?: { url: string; isOfIdp: boolean };
  /** How the framework that was recognised authenticates at the token endpoint. */
  framework?: { name: string; authMethod?: string };
  /** The app's name, and where it was read. */
  name?: { text: string; source: string };
}

/** What a running app tells of a field. */
export interface Seen<T> {
  value: T;
  /** Whether it follows from something that is no proof. */
  isGuess: boolean;
  /** Where it was seen, or what the guess follows from. */
  source: string;
}

export const saw = <T>(value: T | undefined, source: string): Seen<T> | undefined =>
  value === undefined ? undefined : { value, isGuess: false, source };

export const guess = <T>(value: T | undefined, source: string): Seen<T> | undefined =>
  value === undefined ? undefined : { value, isGuess: true, source };
