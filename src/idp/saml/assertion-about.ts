/** What is said of a person to an app: the one way from an app's settings to an assertion, sent or previewed. */
import { issuerOf } from "../../integrations/saml/addresses.js";
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import type { AssertionOptions } from "../../protocols/saml/assertion.js";
import { newMessageId } from "../../protocols/saml/message-id.js";
import type { Idp } from "../idp.js";
import type { Allowed } from "../sessions/access.js";
import { attributesOf, type PersonSession } from "./attributes-of.js";

export interface Saying {
  assertion: AssertionOptions;
  /** `name: reason` of each statement that has no value for this person. */
  attributesLeftOut: string[];
}

/**
 * @param allowed its app as the run of the browser sees it
 * @param to the ACS, and the request that is answered, if any
 */
export async function assertionAbout(
  idp: Pick<Idp, "store" | "org" | "clock">,
  allowed: Allowed,
  session: PersonSession & { authTime: Date },
  to: { recipient: string; request: { id: string } | undefined },
): Promise<Saying> {
  const { app, assignment } = allowed;
  const settings = samlSettingsOf(app);
  const { attributes, leftOut } = await attributesOf(idp, allowed, session);
  const now = idp.clock();
  const lifetime = settings.samlAssertionLifetimeSeconds;
  const assertion: AssertionOptions = {
    issuer: issuerOf(app),
    recipient: to.recipient,
    audience: settings.audience,
    inResponseTo: to.request?.id,
    nameId: { value: assignment.username, format: settings.subjectNameIdFormat },
    attributes,
    authnContextClassRef: settings.authnContextClassRef,
    // The platform's own rule: the request's id where there is one.
    sessionIndex: to.request?.id ?? newMessageId(),
    authnInstant: session.authTime,
    sessionNotOnOrAfter: lifetime ? new Date(now.getTime() + lifetime * 1000) : undefined,
    now,
  };
  return { assertion, attributesLeftOut: leftOut };
}
