/** The platform's app object of an OIDC app before anything was chosen; without a tile until it can start a sign-in. */
import type { AppDocument } from "../../store/apps.js";
import { newDocument } from "../document.js";

export const newOidcDocument = (): AppDocument =>
  newDocument({
    hidden: true,
    oauthClient: { autoKeyRotation: true, token_endpoint_auth_method: "client_secret_basic", pkce_required: false },
    settings: {
      app: {},
      oauthClient: {
        application_type: "web",
        grant_types: ["authorization_code"],
        response_types: ["code"],
        redirect_uris: [],
        post_logout_redirect_uris: [],
        initiate_login_uri: null,
        idp_initiated_login: { mode: "DISABLED", default_scope: [] },
        refresh_token: { rotation_type: "STATIC", leeway: 30 },
        consent_method: "TRUSTED",
        issuer_mode: "ORG_URL",
        wildcard_redirect: "DISABLED",
        participate_slo: false,
        frontchannel_logout_uri: null,
        frontchannel_logout_session_required: false,
        network: { connection: "ANYWHERE" },
        subject_type: "public",
        groups_claim: null,
        thin_id_token: null,
        dpop_bound_access_tokens: false,
        client_uri: null,
        logo_uri: null,
        tos_uri: null,
        policy_uri: null,
        jwks_uri: null,
        jwks: { keys: [] },
      },
    },
  });
