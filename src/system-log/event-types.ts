/**
 * The event types that appint emits: the words that people read, and the older name under which scripts may know them.
 * Success and failure are different types in OAuth: the suffixed one (`…authorize.code`) is written only on success, the
 * bare one (`…authorize`) only on failure.
 */

export interface EventTypeFacts {
  /** The platform's `displayMessage`. */
  message: string;
  /** The platform's `legacyEventType`: one name, or one for each outcome; absent where it has none. */
  legacy?: string | { success: string; failure: string };
}

const facts = {
  "user.session.start": {
    message: "User login to Okta",
    legacy: { success: "core.user_auth.login_success", failure: "core.user_auth.login_failed" },
  },
  "user.session.end": { message: "User logout from Okta", legacy: "core.user_auth.logout_success" },
  "user.session.clear": { message: "Clear user session", legacy: "core.user_auth.session_clear" },
  "user.authentication.auth": {
    message: "Authenticate user",
    legacy: { success: "core.user_auth.login_success", failure: "core.user_auth.login_failed" },
  },
  "user.authentication.sso": { message: "User single sign on to app", legacy: "app.auth.sso" },
  "user.authentication.slo": {
    message: "User single logout from app",
    legacy: { success: "app.auth.slo", failure: "app.auth.slo.saml.invalid_signature" },
  },
  "user.account.reset_password": { message: "User reset password for Okta" },
  "user.account.update_password": { message: "User update password for Okta" },
  "user.account.privilege.grant": { message: "Grant user privilege", legacy: "core.user.admin_privilege.granted" },
  "user.account.privilege.revoke": { message: "Revoke user privilege", legacy: "core.user.admin_privilege.revoked" },
  "user.lifecycle.create": { message: "Create Okta user" },
  "user.lifecycle.activate": { message: "Activate Okta user" },
  "user.lifecycle.deactivate": { message: "Deactivate Okta user" },
  "user.lifecycle.suspend": { message: "Suspend Okta user" },
  "user.lifecycle.unsuspend": { message: "Unsuspend Okta user" },

  "group.lifecycle.create": { message: "Create Okta group" },
  "group.lifecycle.delete": { message: "Delete Okta group" },
  "group.application_assignment.add": { message: "Add assigned application to group" },
  "group.application_assignment.remove": { message: "Remove assigned application from group" },
  "group.user_membership.add": { message: "Add user to group membership", legacy: "core.user_group_member.user_add" },
  "group.user_membership.remove": {
    message: "Remove user from group membership",
    legacy: "core.user_group_member.user_remove",
  },

  "application.lifecycle.create": { message: "Create application", legacy: "app.app_editor.app.create" },
  "application.lifecycle.update": { message: "Update application", legacy: "app.app_editor.app.update" },
  "application.lifecycle.activate": { message: "Activate application" },
  "application.lifecycle.deactivate": { message: "Deactivate application" },
  "application.lifecycle.delete": { message: "Delete application" },
  "application.user_membership.add": {
    message: "Add user to application membership",
    legacy: "app.generic.provision.assign_user_to_app",
  },
  "application.user_membership.change_username": { message: "Change user's application username" },
  "application.user_membership.update": { message: "Update user's application property" },
  "application.user_membership.change_password": { message: "Change user's application password" },
  "application.user_membership.remove": {
    message: "Remove user's application membership",
    legacy: "app.generic.provision.deactivate_user_from_app",
  },
  "app.generic.unauth_app_access_attempt": {
    message: "User attempted unauthorized access to app",
    legacy: "app.generic.unauth_app_access_attempt",
  },
  "policy.evaluate_sign_on": { message: "Evaluation of sign-on policy" },
  "application.policy.sign_on.deny_access": { message: "Deny user access due to app sign on policy" },

  "app.keys.generate": { message: "Generate application signing keys" },
  "app.keys.rotate": { message: "Rotate application signing keys" },
  "app.oauth2.key.rollover": { message: "OAuth2 signing key rollover", legacy: "app.oauth2.key.rollover.legacy" },
  "app.oauth2.client.lifecycle.create": {
    message: "Create OAuth client",
    legacy: "app.oauth2.client.lifecycle.create",
  },
  "app.oauth2.client.lifecycle.update": {
    message: "Update OAuth client",
    legacy: "app.oauth2.client.lifecycle.update",
  },
  "app.oauth2.credentials.lifecycle.create": { message: "Create OAuth client credentials" },
  "app.oauth2.credentials.lifecycle.activate": { message: "Activate OAuth client credentials" },
  "app.oauth2.credentials.lifecycle.deactivate": { message: "Deactivate OAuth client credentials" },
  "app.oauth2.credentials.lifecycle.delete": { message: "Delete OAuth client credentials" },
  "app.oauth2.authorize": { message: "OIDC authorization request", legacy: "app.oauth2.authorize_failure" },
  "app.oauth2.authorize.code": {
    message: "OIDC authorization code request",
    legacy: "app.oauth2.authorize.code_success",
  },
  "app.oauth2.authorize.implicit.access_token": {
    message: "OIDC implicit access token request",
    legacy: "app.oauth2.authorize.implicit.access_token_success",
  },
  "app.oauth2.authorize.implicit.id_token": {
    message: "OIDC implicit id token request",
    legacy: "app.oauth2.authorize.implicit.id_token_success",
  },
  "app.oauth2.signon": {
    message: "User single sign on to OIDC app",
    legacy: { success: "app.oauth2.signon_success", failure: "app.oauth2.signon_failure" },
  },
  "app.oauth2.invalid_client_credentials": {
    message: "Invalid OAuth client credentials",
    legacy: "app.oauth2.invalid_client_credentials_failure",
  },
  "app.oauth2.token.grant": { message: "OIDC token request", legacy: "app.oauth2.token.grant_failure" },
  "app.oauth2.token.grant.access_token": {
    message: "OIDC access token is granted",
    legacy: "app.oauth2.token.grant.access_token_success",
  },
  "app.oauth2.token.grant.id_token": {
    message: "OIDC id token is granted",
    legacy: "app.oauth2.token.grant.id_token_success",
  },
  "app.oauth2.token.grant.refresh_token": {
    message: "OIDC refresh token is granted",
    legacy: "app.oauth2.token.grant.refresh_token_success",
  },
  "app.oauth2.token.revoke": {
    message: "OIDC token revocation request",
    legacy: { success: "app.oauth2.token.revoke_success", failure: "app.oauth2.token.revoke_failure" },
  },
  "app.oauth2.token.detect_reuse": { message: "Detected one-time refresh token reuse" },
  "app.oauth2.admin.consent.grant": { message: "Grant consent to an app by an admin" },
  "app.oauth2.admin.consent.revoke": { message: "Revoke consent of an app by an admin" },
  "app.oauth2.consent.grant": { message: "User granted consent to app" },

  // What a custom authorization server does, under a prefix of its own.
  "app.oauth2.as.authorize": { message: "OAuth2 authorization request", legacy: "app.oauth2.as.authorize_failure" },
  "app.oauth2.as.authorize.code": {
    message: "OAuth2 authorization code request",
    legacy: "app.oauth2.as.authorize.code_success",
  },
  "app.oauth2.as.authorize.implicit.access_token": {
    message: "OAuth2 implicit access token request",
    legacy: "app.oauth2.as.authorize.implicit.access_token_success",
  },
  "app.oauth2.as.authorize.implicit.id_token": {
    message: "OAuth2 implicit id token request",
    legacy: "app.oauth2.as.authorize.implicit.id_token_success",
  },
  "app.oauth2.as.token.grant": { message: "OAuth2 token request", legacy: "app.oauth2.as.token.grant_failure" },
  "app.oauth2.as.token.grant.access_token": {
    message: "OAuth2 access token is granted",
    legacy: "app.oauth2.as.token.grant.access_token_success",
  },
  "app.oauth2.as.token.grant.id_token": {
    message: "OAuth2 id token is granted",
    legacy: "app.oauth2.as.token.grant.id_token_success",
  },
  "app.oauth2.as.token.grant.refresh_token": {
    message: "OAuth2 refresh token is granted",
    legacy: "app.oauth2.as.token.grant.refresh_token_success",
  },
  "app.oauth2.as.token.revoke": {
    message: "OAuth2 token revocation request",
    legacy: { success: "app.oauth2.as.token.revoke_success", failure: "app.oauth2.as.token.revoke_failure" },
  },
  "app.oauth2.as.key.rollover": {
    message: "OAuth2 authorization server signing key rollover",
  },
  "app.oauth2.as.token.detect_reuse": { message: "Detected one-time refresh token reuse" },

  // Not types of the platform, where an org neither moves nor goes: what happens to local orgs as a whole.
  "org.address.change": { message: "Change address of the org" },
  "org.lifecycle.delete": { message: "Delete org" },
  "org.lifecycle.import": { message: "Import org from a file" },
  "security.request.blocked": { message: "Request blocked" },
} as const satisfies Record<string, EventTypeFacts>;

export type EventType = keyof typeof facts;

export const eventTypes: Readonly<Record<EventType, EventTypeFacts>> = facts;
