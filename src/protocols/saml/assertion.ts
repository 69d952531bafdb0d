/** The assertion: who signed in, how, for whom and until when. The response around it is `response.ts`. */
import { element, type XmlElement } from "../xml/element.js";
import { issuerElement } from "./message.js";
import { BEARER, NAMESPACES } from "./urns.js";

export interface SamlAttribute {
  name: string;
  nameFormat: string;
  /** None: the attribute is not sent. An empty text is sent as an empty value. */
  values: readonly string[];
}

export interface AssertionOptions {
  /** The IdP's entity id. */
  issuer: string;
  /** The ACS that may accept it. */
  recipient: string;
  /** The SP's entity id; several are legal and rare. */
  audience: string | readonly string[];
  /** ID of the AuthnRequest; absent when the IdP began. */
  inResponseTo?: string;
  nameId: { value: string; format: string };
  attributes: readonly SamlAttribute[];
  authnContextClassRef: string;
  sessionIndex: string;
  authnInstant: Date;
  /** When the SP's session must end, if the app limits it. */
  sessionNotOnOrAfter?: Date;
  now: Date;
  /** How long after `now` it is accepted. */
  lifetimeSeconds?: number;
}

/** How far back it is already valid, for an SP whose clock runs behind. */
const BACKDATED_SECONDS = 300;

const LIFETIME_SECONDS = 300;

/**
 * The unsigned assertion.
 *
 * @see saml-core-2.0 §2.3.3
 * @see saml-profiles-2.0 §4.1.4.2
 */
export function assertionElement(
  options: AssertionOptions,
  id: string,
): { assertion: XmlElement; hasAttributes: boolean } {
  const attributes = options.attributes.filter(({ values }) => values.length > 0);
  const hasAttributes = attributes.length > 0;

  const assertion = element(
    "saml2:Assertion",
    {
      "xmlns:saml2": NAMESPACES.saml2,
      ID: id,
      IssueInstant: options.now.toISOString(),
      Version: "2.0",
      "xmlns:xs": hasAttributes ? NAMESPACES.xs : undefined,
    },
    [
      issuerElement(options.issuer),
      subject(options),
      conditions(options),
      authnStatement(options),
      hasAttributes ? element("saml2:AttributeStatement", {}, attributes.map(attributeElement)) : undefined,
    ],
  );
  return { assertion, hasAttributes };
}

/** @see saml-core-2.0 §2.4 */
function subject({ nameId, inResponseTo, recipient, ...validity }: AssertionOptions): XmlElement {
  return element("saml2:Subject", {}, [
    element("saml2:NameID", { Format: nameId.format }, [nameId.value]),
    element("saml2:SubjectConfirmation", { Method: BEARER }, [
      element("saml2:SubjectConfirmationData", {
        InResponseTo: inResponseTo,
        NotOnOrAfter: notOnOrAfter(validity),
        Recipient: recipient,
      }),
    ]),
  ]);
}

/** @see saml-core-2.0 §2.5 */
function conditions({ audience, now, lifetimeSeconds }: AssertionOptions): XmlElement {
  const audiences = typeof audience === "string" ? [audience] : audience;
  return element(
    "saml2:Conditions",
    { NotBefore: secondsAfter(now, -BACKDATED_SECONDS), NotOnOrAfter: notOnOrAfter({ now, lifetimeSeconds }) },
    [
      element(
        "saml2:AudienceRestriction",
        {},
        audiences.map((name) => element("saml2:Audience", {}, [name])),
      ),
    ],
  );
}

/** @see saml-core-2.0 §2.7.2 */
function authnStatement(options: AssertionOptions): XmlElement {
  return element(
    "saml2:AuthnStatement",
    {
      AuthnInstant: options.authnInstant.toISOString(),
      SessionIndex: options.sessionIndex,
      SessionNotOnOrAfter: options.sessionNotOnOrAfter?.toISOString(),
    },
    [element("saml2:AuthnContext", {}, [element("saml2:AuthnContextClassRef", {}, [options.authnContextClassRef])])],
  );
}

/** @see saml-core-2.0 §2.7.3.1 */
function attributeElement({ name, nameFormat, values }: SamlAttribute): XmlElement {
  const type = { "xmlns:xs": NAMESPACES.xs, "xmlns:xsi": NAMESPACES.xsi, "xsi:type": "xs:string" };
  return element(
    "saml2:Attribute",
    { Name: name, NameFormat: nameFormat },
    values.map((value) => element("saml2:AttributeValue", type, [value])),
  );
}

function notOnOrAfter({ now, lifetimeSeconds = LIFETIME_SECONDS }: { now: Date; lifetimeSeconds?: number }): string {
  return secondsAfter(now, lifetimeSeconds);
}

const secondsAfter = (instant: Date, seconds: number): string =>
  new Date(instant.getTime() + seconds * 1000).toISOString();
