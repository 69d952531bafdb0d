/**
 * Reads an authorize request up to where an answer may go. A client or redirect URI that is no good gets a page that
 * shows what was sent and what is registered, never a redirect.
 *
 * @see rfc6749 §3.1.2.4
 */
import { isApiService } from "../../directory/api-service.js";
import { redirectUriMatches } from "../../protocols/oidc/redirect-uri.js";
import { type ResponseMode, responseModes } from "../../protocols/oidc/supported.js";
import { type App, appById } from "../../store/apps.js";
import type { Run } from "../../store/runs.js";
import { sendPage } from "../http/answers.js";
import { registerUriCommand } from "../pages/command.js";
import { type ErrorPage, errorPage } from "../pages/error.js";
import { type AuthorizationRequest, readParameters, type SentParameters, words } from "./authorization-request.js";
import { recordAuthorizeFailure } from "./authorize-log.js";
import { clientOf, type OidcClient, openIdConnect } from "./client.js";
import { type OAuthError, oauthError } from "./oauth-error.js";
import type { OAuthExchange } from "./server.js";

/** @returns undefined when the browser has been answered with a page */
export async function readAuthorizationRequest(
  exchange: OAuthExchange,
  run: Run | undefined,
): Promise<AuthorizationRequest | undefined> {
  const { idp, url } = exchange;
  const read = readParameters(url.searchParams);
  if ("repeated" in read) {
    return refuse(exchange, run, { error: repeatedParameter(read.repeated), sent: new Map(url.searchParams) });
  }
  const { sent } = read;

  const id = sent.get("client_id");
  const app = id ? await appById(idp.store.read, id) : undefined;
  const ours = app?.org === idp.org.id && app.signOnMode === openIdConnect ? app : undefined;
  const active = ours?.status === "ACTIVE" && !run?.overlay.inactiveApps?.includes(ours.id);
  if (!ours || !active) return refuse(exchange, run, { error: unknownClient, sent, ...clientHelp(ours, id) });

  const client = clientOf(ours);
  const redirectUri = sent.get("redirect_uri");
  if (!redirectUri || !client.redirectUris.some((uri) => redirectUriMatches(uri, redirectUri, client))) {
    return refuse(exchange, run, {
      error: badRedirectUri(idp.origin, client.id),
      sent,
      client,
      facts: [
        ["redirect_uri sent", redirectUri ?? []],
        ["Registered", client.redirectUris],
      ],
      fix: isApiService(ours)
        ? serviceSignsNobodyIn(ours)
        : {
            text: "The two are compared letter by letter: scheme, host, port, path and the slash at the end. Register it:",
            command: registerUriCommand("--redirect-uri", {
              slug: ours.slug,
              registered: client.redirectUris,
              sent: redirectUri,
            }),
          },
    });
  }

  const mode = sent.get("response_mode");
  const responseType = new Set(words(sent.get("response_type")));
  const isFrontChannel = responseType.has("id_token") || responseType.has("token");
  return {
    client,
    server: exchange.server,
    redirectUri,
    responseType,
    responseMode: responseModeOf(mode, { isFrontChannel, redirectUri }),
    state: sent.get("state"),
    sent,
    scopes: words(sent.get("scope")),
    prompts: new Set(words(sent.get("prompt"))),
  };
}

/** The mode that was asked for where it is one; tokens never go into a query, and messages to pages of the web alone. */
function responseModeOf(
  mode: string | undefined,
  { isFrontChannel, redirectUri }: { isFrontChannel: boolean; redirectUri: string },
): ResponseMode {
  const usual = isFrontChannel ? "fragment" : "query";
  const known = responseModes.find((each) => each === mode) ?? usual;
  if (known === "okta_post_message" && !/^https?:/i.test(redirectUri)) return usual;
  return known === "query" ? usual : known;
}

async function refuse(
  exchange: OAuthExchange,
  run: Run | undefined,
  about: { error: OAuthError; sent: SentParameters; client?: OidcClient } & Pick<ErrorPage, "facts" | "fix">,
): Promise<undefined> {
  const { error, sent, client, facts, fix } = about;
  await recordAuthorizeFailure(exchange, { client, sent, error, run: run?.id ?? null });
  sendPage(
    exchange,
    400,
    errorPage(
      { nonce: exchange.nonce, org: exchange.idp.org.name },
      { title: "400 Bad Request", text: error.description, code: error.error, facts, fix },
    ),
  );
  return undefined;
}

const unknownClient = oauthError(400, "invalid_client", "Invalid value for 'client_id' parameter.");

function clientHelp(app: App | undefined, id: string | undefined): Pick<ErrorPage, "facts" | "fix"> {
  const facts: ErrorPage["facts"] = [["client_id sent", id ?? []]];
  if (app) {
    return {
      facts,
      fix: { text: `${app.label} is not active. Activate it:`, command: `appint apps activate ${app.slug}` },
    };
  }
  return {
    facts,
    fix: { text: "No OIDC app of this org has this client id. See those there are:", command: "appint apps list" },
  };
}

/** No address could be registered that would help. */
const serviceSignsNobodyIn = ({ label }: App): ErrorPage["fix"] => ({
  text:
    `${label} is an API service: it gets tokens in its own name (client_credentials) and signs nobody in. ` +
    "An app that people sign in to is another integration:",
  command: "appint create oidc",
});

function badRedirectUri(origin: string, clientId: string): OAuthError {
  return oauthError(
    400,
    "invalid_request",
    "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: " +
      `${origin}/admin/app/oidc_client/instance/${clientId}#tab-general`,
  );
}

function repeatedParameter(name: string): OAuthError {
  return oauthError(400, "invalid_request", `The '${name}' parameter is sent more than once.`);
}
