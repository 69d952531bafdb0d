/** What an app would be told of a person, to look at before anybody signs in: the same settings, the same code. */
import { readyUsernames, usernameFor } from "../../directory/username.js";
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import { newMessageId } from "../../protocols/saml/message-id.js";
import { plainResponse } from "../../protocols/saml/response.js";
import { prettyXml } from "../../protocols/xml/pretty.js";
import type { App } from "../../store/apps.js";
import { type Assignment, assignmentOf } from "../../store/assignments.js";
import type { User } from "../../store/users.js";
import type { Idp } from "../idp.js";
import { assertionAbout } from "./assertion-about.js";

export interface Preview {
  /** The response to a sign-in from the tile, indented, neither signed nor encrypted. */
  xml: string;
  /** `name: reason` of each attribute that is not sent, since nothing is its value for this person. */
  attributesLeftOut: string[];
  /** Whether the person may use the app; else the NameID is what the app's username format gives. */
  isAssigned: boolean;
}

/**
 * @param app as it is, or as it would be saved
 * @throws Problem USERNAME_NEEDED | USERNAME_UNUSABLE for a person without a name in the app; XML_CHARACTER
 */
export async function previewResponse(
  idp: Pick<Idp, "store" | "org" | "clock">,
  app: App,
  user: User,
): Promise<Preview> {
  const now = idp.clock();
  const { recipient, destination } = samlSettingsOf(app);
  const kept = await assignmentOf(idp.store.read, app.id, user.id);
  const assignment = kept ?? (await unsaved(idp, app, user));
  const session = { amr: ["pwd"], authTime: now };
  const saying = await assertionAbout(idp, { app, user, assignment }, session, { recipient, request: undefined });
  const attributesLeftOut = [
    ...saying.attributesLeftOut,
    ...saying.assertion.attributes
      .filter(
        ({ name, values }) =>
          values.length === 0 && !saying.attributesLeftOut.some((each) => each.startsWith(`${name}: `)),
      )
      .map(({ name }) => `${name}: it has no value`),
  ];
  const ids = { response: newMessageId(), assertion: newMessageId() };
  return {
    xml: prettyXml(plainResponse({ ...saying.assertion, destination, ids })),
    attributesLeftOut,
    isAssigned: kept !== undefined,
  };
}

/** How the person would be assigned. */
async function unsaved({ store, clock }: Pick<Idp, "store" | "clock">, app: App, user: User): Promise<Assignment> {
  await readyUsernames([app]);
  const username = await usernameFor(store.read, app, user, clock());
  return { id: "", app: app.id, user: user.id, scope: "USER", username, profile: {}, created: clock() };
}
