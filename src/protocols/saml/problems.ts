/** What people are told about SAML messages that cannot be used. Those about SP metadata: `sp-metadata-problems.ts`. */
import { Problem } from "../../problem.js";
import { type Position, place, type XmlRefusals } from "../xml/problems.js";

const ASK_THE_SP = "look at how the SP builds its request: DEFLATE and base64 for HTTP-Redirect, base64 for HTTP-POST";

export const samlRequestRefusals: XmlRefusals = {
  empty: () =>
    new Problem("SAML_REQUEST_EMPTY", 2, "The SAMLRequest is empty", "the parameter has no value", ASK_THE_SP),

  tooLarge: (bytes, maxBytes) =>
    new Problem(
      "SAML_REQUEST_TOO_LARGE",
      2,
      `The SAMLRequest is more than ${maxBytes} bytes long${bytes > maxBytes ? ` (${bytes})` : ""}`,
      "a request needs some hundred; one that grows so far when inflated would only fill the memory",
      ASK_THE_SP,
    ),

  dtd: (at) =>
    new Problem(
      "SAML_REQUEST_DTD",
      2,
      `The SAMLRequest has a document type declaration in ${place(at)}`,
      "SAML forbids it, since a DTD can pull in files and grow without limit",
      "make the SP send its request without <!DOCTYPE …>",
    ),

  malformed: (at, detail) =>
    new Problem(
      "SAML_REQUEST_MALFORMED",
      2,
      `The SAMLRequest is not well-formed XML in ${place(at)}`,
      detail,
      ASK_THE_SP,
    ),
};

/** @param detail what was found that base64 has not */
export const samlRequestNotBase64 = (detail: string) =>
  new Problem("SAML_REQUEST_NOT_BASE64", 2, "The SAMLRequest is not base64", detail, ASK_THE_SP);

export const samlRequestNotDeflated = (detail: string, cause?: unknown) =>
  new Problem("SAML_REQUEST_NOT_DEFLATED", 2, "The SAMLRequest cannot be inflated", detail, ASK_THE_SP, { cause });

type RequestName = "AuthnRequest" | "LogoutRequest";

const ASKS_FOR: Record<RequestName, string> = { AuthnRequest: "a sign-in", LogoutRequest: "a sign-out" };

const withArticle = (name: RequestName): string => `${name === "AuthnRequest" ? "an" : "a"} ${name}`;

export const samlRequestWrongRoot = (wanted: RequestName, name: string, namespace: string | null, at: Position) =>
  new Problem(
    "SAML_REQUEST_WRONG_ROOT",
    2,
    `The SAMLRequest is <${name}> in ${place(at)}, not ${withArticle(wanted)}`,
    `${withArticle(wanted)} of urn:oasis:names:tc:SAML:2.0:protocol asks for ${ASKS_FOR[wanted]}; this is one of ${
      namespace ?? "no namespace"
    }`,
    wanted === "AuthnRequest"
      ? "send AuthnRequests to the sign-on URL, and other messages where the IdP's metadata says"
      : "send LogoutRequests to the sign-out URL, and other messages where the IdP's metadata says",
  );

export const samlRequestWrongVersion = (name: RequestName, version: string | undefined, at: Position) =>
  new Problem(
    "SAML_REQUEST_WRONG_VERSION",
    2,
    `The ${name} in ${place(at)} has ${version === undefined ? "no Version" : `the Version ${version}`}`,
    "only SAML 2.0 is spoken here, and the Version says so",
    'make the SP send Version="2.0"',
  );

export const samlRequestNoId = (name: RequestName, at: Position) =>
  new Problem(
    "SAML_REQUEST_NO_ID",
    2,
    `The ${name} in ${place(at)} has no ID`,
    "the response answers by it: InResponseTo",
    "make the SP send a fresh ID with every request",
  );

export const samlResponseRefusals: XmlRefusals = {
  empty: () =>
    new Problem(
      "SAML_RESPONSE_EMPTY",
      2,
      "The SAMLResponse is empty",
      "there is nothing to read",
      "give the whole value of the form field SAMLResponse, or the XML",
    ),

  tooLarge: (bytes, maxBytes) =>
    new Problem(
      "SAML_RESPONSE_TOO_LARGE",
      2,
      `The SAMLResponse is ${bytes} bytes long`,
      `more than ${maxBytes} bytes are not read`,
      "send fewer groups and attributes",
    ),

  dtd: (at) =>
    new Problem(
      "SAML_RESPONSE_DTD",
      2,
      `The SAMLResponse has a document type declaration in ${place(at)}`,
      "SAML forbids it, since a DTD can pull in files and grow without limit",
      "look at who made it: no IdP sends one",
    ),

  malformed: (at, detail) =>
    new Problem(
      "SAML_RESPONSE_MALFORMED",
      2,
      `The SAMLResponse is not well-formed XML in ${place(at)}`,
      detail,
      "give the whole value of the form field SAMLResponse, or the XML, unchanged",
    ),
};

export const samlResponseNotBase64 = (detail: string) =>
  new Problem(
    "SAML_RESPONSE_NOT_BASE64",
    2,
    "The SAMLResponse is neither XML nor base64",
    detail,
    "give the whole value of the form field SAMLResponse, or the XML",
  );

export const samlResponseWrongRoot = (name: string, at: Position) =>
  new Problem(
    "SAML_RESPONSE_WRONG_ROOT",
    2,
    `The SAMLResponse is <${name}> in ${place(at)}`,
    "a Response of urn:oasis:names:tc:SAML:2.0:protocol was expected",
    "give the value of the form field SAMLResponse of a sign-in",
  );

export const encryptionCertificate = (why: string, cause?: unknown) =>
  new Problem(
    "SAML_ENCRYPTION_CERTIFICATE",
    2,
    "The certificate to encrypt the assertion for cannot be used",
    why,
    "set the SP's encryption certificate again, as PEM with an RSA key: --encryption-certificate <file>",
    { cause },
  );
