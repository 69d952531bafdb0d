/**
 * What the platform refuses of a request, and where the response goes. Checks in order; each says what is wrong and
 * what the admin changes.
 *
 * @see saml-core-2.0 §3.4.1
 */
import type { SamlSettings } from "../../integrations/saml/settings.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";
import { NAME_ID_FORMAT } from "../../protocols/saml/urns.js";
import type { App } from "../../store/apps.js";

export interface RequestRefusal {
  reason: string;
  text: string;
  facts: [term: string, value: string][];
  fix: { text: string; command?: string };
}

type RequestCheck = (request: AuthnRequest, settings: SamlSettings, app: App) => RequestRefusal | undefined;

/** A request that names a NameID format other than the app's, and not "unspecified", is refused. */
const nameIdFormatFits: RequestCheck = ({ nameIdFormat }, { subjectNameIdFormat }, { slug }) => {
  if (nameIdFormat === undefined || nameIdFormat === NAME_ID_FORMAT.unspecified || nameIdFormat === subjectNameIdFormat)
    return undefined;
  return {
    reason: "NameIDPolicy does not match the Name ID format of the app",
    text: "The request asks for a Name ID format that the app is not set up for.",
    facts: [
      ["asked for", nameIdFormat],
      ["set up", subjectNameIdFormat],
    ],
    fix: {
      text: "Set the format that the SP asks for, or make the SP ask for none:",
      command: `appint apps edit ${slug} --name-id-format ${nameIdFormat}`,
    },
  };
};

/** An index that is not in the list names no address. */
const acsIndexKnown: RequestCheck = ({ acsIndex, acsUrl }, { acsEndpoints }, { slug }) => {
  // 0 is what SPs send whose metadata has one ACS: the platform's default URL.
  if (
    acsUrl !== undefined ||
    acsIndex === undefined ||
    acsIndex === 0 ||
    acsEndpoints.some(({ index }) => index === acsIndex)
  )
    return undefined;
  return {
    reason: "AssertionConsumerServiceIndex is not one of the app's",
    text: "The request names an ACS by an index that the app does not have.",
    facts: [
      ["asked for", String(acsIndex)],
      ["set up", acsEndpoints.map(({ index }) => index).join(", ") || "none"],
    ],
    fix: {
      text: "Add the ACS under this index:",
      command: `appint apps edit ${slug} --other-acs-url ${acsIndex}=<url>`,
    },
  };
};

export const requestChecks: readonly RequestCheck[] = [nameIdFormatFits, acsIndexKnown];

/**
 * Where the response is posted: the URL that the request names if the app lists it, else the configured one. An
 * unlisted URL is ignored, as the platform does; `ignored` then holds it, for the log.
 */
export function acsFor(
  { acsUrl, acsIndex }: Pick<AuthnRequest, "acsUrl" | "acsIndex">,
  { ssoAcsUrl, acsEndpoints, recipient, destination }: SamlSettings,
): { acs: string; recipient: string; destination: string; ignored?: string } {
  const configured = { acs: ssoAcsUrl, recipient, destination };
  const listed = acsEndpoints.find(({ url, index }) =>
    acsUrl !== undefined ? url === acsUrl : acsIndex !== undefined && acsIndex !== 0 && index === acsIndex,
  );
  if (listed) return { acs: listed.url, recipient: listed.url, destination: listed.url };
  if (acsUrl !== undefined && acsUrl !== ssoAcsUrl) return { ...configured, ignored: acsUrl };
  return configured;
}
