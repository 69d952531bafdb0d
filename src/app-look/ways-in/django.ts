/** djangosaml2, python-social-auth, django-allauth and mozilla-django-oidc. */
import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "Django",
  starts: [
    "/saml2/login/",
    "/oidc/authenticate/",
    "/accounts/login/",
    "/login/saml/?idp=default",
    "/accounts/oidc/okta/login/",
    "/admin/login/",
  ],
  metadata: ["/saml2/metadata/", "/saml/metadata/", "/sso/metadata/"],
  callback: /\/(saml2\/acs|oidc\/callback|complete\/[\w-]+|accounts\/[\w/-]+\/login\/callback)\/$/,
  configuration: { oidc: "django-oidc" },
});
