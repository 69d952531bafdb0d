/**
 * What the platform refuses of a request. Checks in order; each says what is wrong and what the admin changes.
 *
 * @see saml-core-2.0 §3.4.1
 */
import { type SamlSettings, samlSettingsOf } from "../../integrations/saml/settings.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";
import { NAME_ID_FORMAT } from "../../protocols/saml/urns.js";
import type { App } from "../../store/apps.js";
import { commandLine } from "../pages/command.js";
import type { Refusal } from "./refuse.js";

type RequestCheck = (request: AuthnRequest, settings: SamlSettings, app: App, at: string) => Refusal | undefined;

/**
 * The first thing that is wrong with the request for this app, as the run of the browser sees the app.
 *
 * @param at the address that it came to
 */
export function firstRefusal(request: AuthnRequest, app: App, at: string): Refusal | undefined {
  const settings = samlSettingsOf(app);
  for (const check of settings.samlSignedRequestEnabled ? [...signedChecks, ...checks] : checks) {
    const refusal = check(request, settings, app, at);
    if (refusal) return refusal;
  }
  return undefined;
}

/** A request that names a NameID format other than the app's, and not "unspecified", is refused. */
const nameIdFormatFits: RequestCheck = ({ nameIdFormat }, { subjectNameIdFormat }, { slug }) => {
  if (nameIdFormat === undefined || nameIdFormat === NAME_ID_FORMAT.unspecified || nameIdFormat === subjectNameIdFormat)
    return undefined;
  return {
    reason: "NameIDPolicy does not match the Name ID format of the app",
    text: "The request asks for a Name ID format that the app is not set up for.",
    facts: [
      ["Asked for", nameIdFormat],
      ["Set up", subjectNameIdFormat],
    ],
    fix: {
      text: "Set the format that the SP asks for, or make the SP ask for none:",
      command: commandLine("appint", "apps", "edit", slug, "--name-id-format", nameIdFormat),
    },
  };
};

/** An index that is not in the list names no address. */
const acsIndexKnown: RequestCheck = ({ acsIndex, acsUrl }, { acsEndpoints }, { slug }) => {
  if (acsUrl !== undefined || acsIndex === undefined || acsEndpoints.some(({ index }) => index === acsIndex))
    return undefined;
  // 0 is what SPs send whose metadata has one ACS: the configured URL, where the list says nothing else.
  if (acsIndex === 0) return undefined;
  const listed = acsEndpoints.flatMap(({ index, url }) => ["--other-acs-url", `${index}=${url}`]);
  return {
    reason: "AssertionConsumerServiceIndex is not one of the app's",
    text: "The request names an ACS by an index that the app does not have.",
    facts: [
      ["Asked for", String(acsIndex)],
      ["Set up", acsEndpoints.map(({ index }) => index).join(", ") || "none"],
    ],
    fix: {
      text: "Add the ACS under this index:",
      // The flag replaces the whole list, so the command repeats what is there.
      command: `${commandLine("appint", "apps", "edit", slug, ...listed)} --other-acs-url ${acsIndex}=<url>`,
    },
  };
};

/** A signed request is for the address that it names. @see saml-bindings-2.0 §3.4.5.2, §3.5.5.2 */
const sentHere: RequestCheck = ({ destination }, _settings, _app, at) => {
  if (destination === undefined || destination === at) return undefined;
  return {
    reason: "Destination is not the sign-on URL of the app",
    text: "The request was signed for another address.",
    facts: [
      ["Destination", destination],
      ["Received at", at],
    ],
    fix: { text: "Give the SP the sign-on URL of this app, letter by letter." },
  };
};

/** There is no list of addresses to choose from: the signed request brings its own. */
const namesItsAcs: RequestCheck = ({ acsUrl }) => {
  if (acsUrl !== undefined && /^https?:\/\//i.test(acsUrl) && URL.canParse(acsUrl)) return undefined;
  return {
    reason: "The signed request names no AssertionConsumerServiceURL",
    text: "The app takes the ACS URL from the signed request, and this one names none that can be used.",
    facts: [["AssertionConsumerServiceURL", acsUrl ?? "none"]],
    fix: { text: "Make the SP send its ACS URL, with http:// or https://, in AssertionConsumerServiceURL." },
  };
};

/** "unspecified" is no way out here, as it is for unsigned requests. */
const namesTheNameIdFormat: RequestCheck = ({ nameIdFormat }, { subjectNameIdFormat }, { slug }) => {
  if (nameIdFormat === subjectNameIdFormat) return undefined;
  return {
    reason: "The signed request has no NameIDPolicy with the Name ID format of the app",
    text: "A signed request must ask for the Name ID format that the app is set up for.",
    facts: [
      ["Asked for", nameIdFormat ?? "none"],
      ["Set up", subjectNameIdFormat],
    ],
    fix:
      nameIdFormat === undefined
        ? { text: `Make the SP send a NameIDPolicy with the Format ${subjectNameIdFormat}.` }
        : {
            text: "Set the format that the SP asks for:",
            command: commandLine("appint", "apps", "edit", slug, "--name-id-format", nameIdFormat),
          },
  };
};

const signedChecks: readonly RequestCheck[] = [sentHere, namesItsAcs, namesTheNameIdFormat];

const checks: readonly RequestCheck[] = [nameIdFormatFits, acsIndexKnown];
