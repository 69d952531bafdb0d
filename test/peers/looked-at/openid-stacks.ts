/** Apps that sign people in with OpenID Connect or OAuth 2.0, each as its guide begins; their IdP does not exist. */
import { Auth } from "@auth/core";
import express, { type Request, type Response } from "express";
import session from "express-session";
import * as client from "openid-client";
import passport from "passport";
import OAuth2Strategy from "passport-oauth2";
import OpenIDConnectStrategy from "passport-openidconnect";
import type { Listening } from "../harness/listen.js";
import { listenAt } from "./own-address.js";

const IDP = "https://idp.example.com";
const page = (body: string, title: string) => `<!doctype html><title>${title}</title>${body}`;
const sessions = () => session({ name: "sid", secret: "not kept", resave: false, saveUninitialized: false });

/** Sign-in with a strategy of passport at `/login`, behind a page with a link and a password form. */
const onPassport = (name: string, strategy: (url: string) => unknown): Promise<Listening> =>
  listenAt((url) => {
    const authenticator = new passport.Passport();
    authenticator.use(strategy(url));
    const app = express();
    app.use(sessions());
    app.get("/", (_, response) => response.type("html").send(page('<a href="/login">Log in</a>', "Todos")));
    app.get("/login", (_, response) =>
      response.type("html").send(
        page(
          `<form action="/password" method="post"><input name="u"><input name="p" type="password"></form>
          <a href="/login/federated">Sign in with your company</a>`,
          "Log in",
        ),
      ),
    );
    app.get("/login/federated", authenticator.authenticate(name));
    return app;
  });

export const passportOpenidconnect = () =>
  onPassport(
    "openidconnect",
    (url) =>
      new OpenIDConnectStrategy(
        {
          issuer: IDP,
          authorizationURL: `${IDP}/authorize`,
          tokenURL: `${IDP}/token`,
          userInfoURL: `${IDP}/userinfo`,
          clientID: "todos",
          clientSecret: "secret",
          callbackURL: `${url}/oauth2/redirect`,
          scope: ["profile"],
        },
        (_issuer, profile, done) => done(null, profile),
      ),
  );

export const passportOauth2 = () =>
  onPassport(
    "oauth2",
    (url) =>
      new OAuth2Strategy(
        {
          authorizationURL: `${IDP}/authorize`,
          tokenURL: `${IDP}/token`,
          clientID: "todos",
          clientSecret: "secret",
          callbackURL: `${url}/auth/callback`,
          scope: ["openid", "offline_access"],
          state: true,
          pkce: true,
        },
        () => {},
      ),
  );

/** Auth.js: a provider is chosen by a form with a token against forgery. */
export const authJs = () =>
  listenAt((url) => {
    const config = {
      secret: "not kept",
      trustHost: true,
      basePath: "/auth",
      logger: { error() {}, warn() {}, debug() {} },
      providers: [
        provider("github", "GitHub", "https://github.com/login/oauth"),
        provider("okta", "Okta", `${IDP}/oauth2/v1`),
      ],
    };
    const handle = async (request: Request, response: Response) => {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk as Buffer);
      const answer = await Auth(
        new globalThis.Request(url + request.originalUrl, {
          method: request.method,
          headers: Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
          body: request.method === "POST" ? Buffer.concat(body) : undefined,
        }),
        config as Parameters<typeof Auth>[1],
      );
      for (const [name, value] of answer.headers) response.appendHeader(name, value);
      response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
    };
    const app = express();
    app.get("/", (_, response) => response.type("html").send(page('<a href="/auth/signin">Sign in</a>', "Notes")));
    app.use((request: Request, response: Response, next: () => void) =>
      request.originalUrl.startsWith("/auth/") ? handle(request, response) : next(),
    );
    return app;
  });

const provider = (id: string, name: string, base: string) => ({
  id,
  name,
  type: "oauth",
  authorization: { url: `${base}/authorize`, params: { scope: "openid email" } },
  token: `${base}/token`,
  userinfo: `${base}/userinfo`,
  clientId: id,
  clientSecret: "secret",
  checks: ["pkce", "state"],
});

/** openid-client: every page is protected, a page of its own signs out. */
export const openidClient = () =>
  listenAt((url) => {
    const config = new client.Configuration(
      { issuer: IDP, authorization_endpoint: `${IDP}/authorize`, end_session_endpoint: `${IDP}/logout` },
      "books",
    );
    const app = express();
    app.get("/auth/start", async (_, response) => {
      const challenge = await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier());
      response.redirect(
        client.buildAuthorizationUrl(config, {
          redirect_uri: `${url}/cb`,
          scope: "openid email",
          state: "1",
          code_challenge: challenge,
          code_challenge_method: "S256",
        }).href,
      );
    });
    app.get("/logout", (_, response) =>
      response.redirect(client.buildEndSessionUrl(config, { post_logout_redirect_uri: `${url}/bye` }).href),
    );
    app.get("/reports", (request, response) =>
      response.redirect(`/auth/start?to=${encodeURIComponent(request.originalUrl)}`),
    );
    return app;
  });
