/** What people are told about SP metadata that cannot be used: what was seen, where, and what to give instead. */
import { Problem } from "../../problem.js";
import { type Position, place, type XmlRefusals } from "../xml/problems.js";

const EXPECTED = "give the SP's own metadata: an EntityDescriptor with an SPSSODescriptor in it";

export const spMetadataRefusals: XmlRefusals = {
  empty: () =>
    new Problem("SP_METADATA_EMPTY", 2, "The SP metadata is empty", "the file or the answer holds no text", EXPECTED),

  tooLarge: (bytes, maxBytes) =>
    new Problem(
      "SP_METADATA_TOO_LARGE",
      2,
      `The SP metadata is ${bytes} bytes long`,
      `more than ${maxBytes} bytes are not read; one SP needs some thousand, a whole federation needs more`,
      "cut the EntityDescriptor of your SP out into a file of its own and give that",
    ),

  dtd: (at) =>
    new Problem(
      "SP_METADATA_DTD",
      2,
      `The SP metadata has a document type declaration in ${place(at)}`,
      "SAML forbids it, since a DTD can pull in files and grow without limit",
      "take the <!DOCTYPE …> out of the metadata",
    ),

  malformed: (at, detail) =>
    new Problem(
      "SP_METADATA_MALFORMED",
      2,
      `The SP metadata is not well-formed XML in ${place(at)}`,
      detail,
      "download the metadata again and give it unchanged; a text editor or a mail may have damaged it",
    ),
};

/** A web page came instead, mostly the SP's sign-in page. */
export const spMetadataHtml = () =>
  new Problem(
    "SP_METADATA_HTML",
    2,
    "The SP metadata is an HTML page, not XML",
    "line 1 begins a web page: the address shows a page for people, or asks for a sign-in first",
    "give the address that answers with XML, or save the metadata to a file and give the file",
  );

export const spMetadataWrongRoot = (name: string, namespace: string | null, at: Position) =>
  new Problem(
    "SP_METADATA_WRONG_ROOT",
    2,
    `The SP metadata begins with <${name}> in ${place(at)}`,
    `an EntityDescriptor in the namespace urn:oasis:names:tc:SAML:2.0:metadata was expected, not ${
      namespace ? `one of ${namespace}` : "an element without a namespace"
    }`,
    EXPECTED,
  );

/** The commonest mix-up: the IdP's metadata given where the SP's is asked for. */
export const spMetadataIsIdp = (entityId: string, at: Position) =>
  new Problem(
    "SP_METADATA_IS_IDP",
    2,
    `The metadata describes an IdP, not an SP: ${entityId} in ${place(at)}`,
    "it has an IDPSSODescriptor and no SPSSODescriptor; an IdP's metadata is what the SP imports",
    EXPECTED,
  );

export const spMetadataNoSp = (at: Position) =>
  new Problem(
    "SP_METADATA_NO_SP",
    2,
    `The metadata that begins in ${place(at)} describes no SP`,
    "there is no SPSSODescriptor in it",
    EXPECTED,
  );

const LISTED_SPS = 10;

export const spMetadataSeveralSps = (sps: { id: string; at: Position }[]) => {
  const names = sps.slice(0, LISTED_SPS).map(({ id, at }) => `${id} (${place(at)})`);
  const more = sps.length > LISTED_SPS ? ` and ${sps.length - LISTED_SPS} more` : "";
  return new Problem(
    "SP_METADATA_SEVERAL_SPS",
    2,
    `The metadata describes ${sps.length} SPs: ${names.join(", ")}${more}`,
    "an app is one SP, and which of them is meant cannot be told",
    "cut the EntityDescriptor of your SP out into a file of its own and give that",
  );
};

export const spMetadataNotSaml2 = (entityId: string, at: Position) =>
  new Problem(
    "SP_METADATA_NOT_SAML2",
    2,
    `The SP ${entityId} does not speak SAML 2.0`,
    `the protocolSupportEnumeration in ${place(at)} does not name urn:oasis:names:tc:SAML:2.0:protocol`,
    "turn SAML 2.0 on in the SP and download its metadata again",
  );

export const spMetadataNoEntityId = (at: Position) =>
  new Problem(
    "SP_METADATA_NO_ENTITY_ID",
    2,
    `The SP metadata has no entityID in ${place(at)}`,
    "the entityID is the audience of every assertion, and without it the SP refuses them all",
    "set the entity id in the SP and download its metadata again, or type it with --audience",
  );

export const spMetadataNoAcs = (entityId: string, bindings: string[], at: Position) =>
  new Problem(
    "SP_METADATA_NO_ACS",
    2,
    `The SP ${entityId} has no AssertionConsumerService with the HTTP-POST binding in ${place(at)}`,
    bindings.length === 0
      ? "it lists none, and a response can be sent to nowhere"
      : `a response is only ever sent by HTTP-POST; it lists ${bindings.join(", ")}`,
    "turn the HTTP-POST binding on in the SP and download its metadata again, or type the URL with --acs-url",
  );

export const spMetadataAcsUrl = (location: string, at: Position) =>
  new Problem(
    "SP_METADATA_ACS_URL",
    2,
    `The AssertionConsumerService in ${place(at)} has no usable Location: ${location || "empty"}`,
    "the browser posts the response there, so it must be a whole http or https URL",
    "set the SP's own base URL and download its metadata again, or type the URL with --acs-url",
  );
