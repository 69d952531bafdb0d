/**
 * SWA (Secure Web Authentication): the IdP keeps a name and a password for the app, and its tile posts them to the app's
 * login form. Who sets them: credential-schemes.ts. The form: found on the login page (smoke/login-page), kept where the
 * platform's form-POST template keeps it. The tile: idp/swa.
 */

import { generalFields } from "../fields/general.js";
import { internalApp } from "../fields/internal-app.js";
import { label } from "../fields/label.js";
import { usernameFields } from "../fields/usernames.js";
import { visible } from "../fields/visible.js";
import { defineKind } from "../kind.js";
import { provisioningFields, scimProvisioning } from "../scim/provisioning-fields.js";
import { tileAddress } from "../tile-address.js";
import { withoutMessages } from "../without-messages.js";
import { schemeOf } from "./credential-schemes.js";
import { newSwaDocument } from "./document.js";
import { credentials } from "./fields/credentials.js";
import { formUrl } from "./fields/form-url.js";
import { loginUrl } from "./fields/login-url.js";
import { optionalFields } from "./fields/optional-fields.js";
import { passwordField } from "./fields/password-field.js";
import { passwordReveal } from "./fields/password-reveal.js";
import { redirectUrl } from "./fields/redirect-url.js";
import { sharedPassword } from "./fields/shared-password.js";
import { sharedUsername } from "./fields/shared-username.js";
import { usernameField } from "./fields/username-field.js";
import { halfAForm } from "./problems.js";

export default defineKind({
  id: "swa",
  place: 3,
  signOnMode: "AUTO_LOGIN",
  term: "SWA - Secure Web Authentication",
  description: "the app has a login form of its own and knows no protocol: the tile posts a stored name and password",
  fits: [{ nature: "login-form", why: "the tile fills in a name and password that are kept for each person" }],
  additions: [scimProvisioning],
  aliases: [{ word: "auto-login" }, { word: "auto_login" }],
  fields: [
    label,
    loginUrl,
    credentials,
    sharedUsername,
    sharedPassword,
    passwordReveal,
    ...usernameFields,
    redirectUrl,
    formUrl,
    usernameField,
    passwordField,
    optionalFields,
    internalApp,
    visible,
    ...generalFields,
    ...provisioningFields,
  ],

  newDocument: newSwaDocument,

  settle(document, values) {
    const kept = document.credentials;
    if (schemeOf(kept.scheme).username === "app") kept.password = {};
    else {
      delete kept.userName;
      delete kept.password;
    }
    if (schemeOf(kept.scheme).password !== "person") delete kept.revealPassword;
    else kept.revealPassword = values.passwordReveal === true;
  },

  check(values) {
    const form = [formUrl, usernameField, passwordField];
    const missing = form.filter(({ key }) => values[key] === undefined);
    const isTold = missing.length < form.length || values.optionalFields !== undefined;
    if (isTold && missing.length > 0) throw halfAForm(missing.map(({ flag }) => flag.replace(/ .*$/, "")));
  },

  keepsSecret: () => false,
  signsAssertions: false,
  withoutSso: {
    why: "an SWA app is signed in to by a form, not by messages between it and the IdP",
    instead: "appint serve, and open its tile",
    command: "appint serve",
  },
  otherSide: "people",
  otherSideNeeds: [{ label: "Tile link", of: ({ org, app }) => tileAddress(org, app) }],
  signOn: ({ org, app }) => withoutMessages(tileAddress(org, app)),
});
