/** The preview of an assertion: the XML on stdout, and what is to be known about it beside it. */
import { previewResponse } from "../../idp/saml/preview.js";
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import type { App } from "../../store/apps.js";
import type { User } from "../../store/users.js";
import type { Context } from "../context.js";

/** Members of its JSON. */
export const PREVIEW_MEMBERS = ["app", "user", "isAssigned", "xml", "attributesLeftOut", "sentAs"] as const;

/**
 * @param app as it is, or as it would be saved
 * @throws Problem USERNAME_NEEDED | USERNAME_UNUSABLE | XML_CHARACTER
 */
export async function printPreview(app: App, user: User, context: Context): Promise<void> {
  const { output } = context;
  const [store, org] = [await context.store(), await context.org()];
  const { xml, attributesLeftOut, isAssigned } = await previewResponse({ store, org, clock: context.clock }, app, user);
  const sentAs = sentAsText(app);
  if (output.isJson) {
    return output.json({
      app: { id: app.id, slug: app.slug, label: app.label },
      user: { id: user.id, login: user.login },
      isAssigned,
      xml,
      attributesLeftOut,
      sentAs,
    });
  }
  output.print(xml);
  output.note(`This is a sample, neither signed nor encrypted; it is sent ${sentAs}`);
  for (const left of attributesLeftOut) output.note(`Not sent for ${user.login}: ${left}`);
  if (!isAssigned) output.note(`${user.login} is not assigned: the NameID is what the app's username format gives`);
}

/** What happens to it on its way. */
function sentAsText(app: App): string {
  const { responseSigned, assertionSigned, signatureAlgorithm, assertionEncryption } = samlSettingsOf(app);
  const parts = [...(responseSigned ? ["response"] : []), ...(assertionSigned ? ["assertion"] : [])];
  const signed = `with a signed ${parts.join(" and ")} (${signatureAlgorithm})`;
  return assertionEncryption.enabled ? `${signed}, the assertion encrypted` : signed;
}
