/** Debian's Apache with mod_auth_openidc as relying party. */
import { randomBytes } from "node:crypto";
import { type Apache, startApache } from "../harness/apache.js";

/** The Debian packages that it takes. */
export const PACKAGES = ["apache2", "libapache2-mod-auth-openidc"] as const;

/** Where the relying party will be reached, to be told to the IdP before it is started. */
export const addressesOf = (port: number) => {
  const url = `http://localhost:${port}`;
  // Third-party initiated sign-in comes to the redirect URI itself, with `iss` (mod_auth_openidc's own convention).
  return { url, redirectUri: `${url}/oidc/callback`, initiateLoginUri: `${url}/oidc/callback` };
};

export interface OpenidcRp extends Apache, ReturnType<typeof addressesOf> {
  /** Shows "Signed in as …" to whoever is signed in; sends everybody else to the provider. */
  protectedPath: string;
}

/**
 * @param port its own; the addresses follow from it
 * @param issuer its discovery document is fetched at the first sign-in
 * @param pkce mod_auth_openidc sends no code challenge unless told to
 * @param authMethod how it authenticates at the token endpoint
 * @param tile whether a dashboard may start sign-in without naming a page; then a lost state leads there, too
 */
export async function start({
  port,
  issuer,
  clientId,
  clientSecret,
  pkce = true,
  authMethod = "client_secret_basic",
  tile = false,
}: {
  port: number;
  issuer: string;
  clientId: string;
  clientSecret: string;
  pkce?: boolean;
  authMethod?: "client_secret_basic" | "client_secret_post" | "none";
  tile?: boolean;
}): Promise<OpenidcRp> {
  const addresses = addressesOf(port);

  const apache = await startApache({
    port,
    pages: {
      "secret/index.shtml":
        '<!doctype html><p>Signed in as <!--#echo var="REMOTE_USER" --></p><p><!--#echo var="QUERY_STRING" --></p>\n',
    },
    module: {
      name: "auth_openidc",
      directives: () => `
OIDCProviderMetadataURL ${issuer}/.well-known/openid-configuration
OIDCClientID ${clientId}
${authMethod === "none" ? "" : `OIDCClientSecret ${clientSecret}`}
OIDCProviderTokenEndpointAuth ${authMethod}
OIDCRedirectURI ${addresses.redirectUri}
${tile ? `OIDCDefaultURL ${addresses.url}/secret/index.shtml` : ""}
OIDCCryptoPassphrase ${randomBytes(24).toString("hex")}
OIDCScope "openid profile email"
OIDCRemoteUserClaim email
${pkce ? "OIDCPKCEMethod S256" : ""}
<Location /secret>
  AuthType openid-connect
  Require valid-user
</Location>
<Location /oidc/callback>
  AuthType openid-connect
  Require valid-user
</Location>
`,
    },
  });
  return { ...apache, ...addresses, protectedPath: "/secret/index.shtml" };
}
