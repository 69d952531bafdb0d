/** A relying party on passport, passport-openidconnect, express and express-session, configured as their guides do. */
import { randomBytes } from "node:crypto";
import express, { type Request, type Response } from "express";
import session from "express-session";
import passport from "passport";
import OpenIDConnectStrategy from "passport-openidconnect";
import { type Listening, listen } from "../harness/listen.js";

/** Where the relying party will be reached, to be told to the IdP before it is started. */
export const addressesOf = (port: number) => {
  const url = `http://localhost:${port}`;
  return { url, redirectUri: `${url}/oauth2/redirect`, initiateLoginUri: `${url}/login` };
};

export interface PassportRp extends Listening, ReturnType<typeof addressesOf> {
  /** Shows "Signed in as …" to whoever is signed in; sends everybody else to sign-in. */
  protectedPath: string;
  /** JSON: the profile of whoever is signed in, else 401. */
  userPath: string;
}

/**
 * @param port its own; the addresses follow from it
 * @param issuer its discovery document must be there already: the strategy is told the endpoints at birth
 */
export async function start({
  port,
  issuer,
  clientId,
  clientSecret,
}: {
  port: number;
  issuer: string;
  clientId: string;
  clientSecret: string;
}): Promise<PassportRp> {
  const addresses = addressesOf(port);
  const provider = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();

  const authenticator = new passport.Passport();
  authenticator.use(
    new OpenIDConnectStrategy(
      {
        issuer: provider.issuer,
        authorizationURL: provider.authorization_endpoint,
        tokenURL: provider.token_endpoint,
        userInfoURL: provider.userinfo_endpoint,
        clientID: clientId,
        clientSecret,
        callbackURL: addresses.redirectUri,
        scope: ["profile", "email"],
        skipUserProfile: false,
      },
      (_issuer, profile, verified) => verified(null, profile),
    ),
  );
  authenticator.serializeUser((user, done) => done(null, user));
  authenticator.deserializeUser((user, done) => done(null, user));

  const app = express();
  app.use(
    session({
      name: "passport_sid",
      secret: randomBytes(32).toString("hex"),
      resave: false,
      saveUninitialized: false,
    }),
  );
  app.use(authenticator.session());

  app.get("/login", authenticator.authenticate("openidconnect"));
  app.get(
    "/oauth2/redirect",
    authenticator.authenticate("openidconnect", { keepSessionInfo: true }),
    (request, response) => {
      const wanted = String(request.session.wanted ?? "/private");
      delete request.session.wanted;
      response.redirect(wanted);
    },
  );
  app.get("/private", (request, response) => {
    if (!request.user) {
      request.session.wanted = request.originalUrl;
      return response.redirect("/login");
    }
    const email = request.user.emails?.[0]?.value ?? request.user.id;
    response.type("html").send(`<!doctype html><p>Signed in as ${encodeURI(email)}</p>`);
  });
  app.get("/me", (request, response) =>
    request.user ? response.json(request.user) : response.status(401).json({ error: "not signed in" }),
  );
  // Four parameters make it express's error page; the strategy hands the provider's refusals on as errors.
  app.use((error: Error & { status?: number }, _request: Request, response: Response, _next: unknown) => {
    response
      .status(error.status ?? 500)
      .type("text")
      .send(`${error.name}: ${error.message}`);
  });

  const listening = await listen(app, port);
  return { ...addresses, ...listening, protectedPath: "/private", userPath: "/me" };
}
