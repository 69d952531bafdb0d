// A small app around a configuration that `apps show --for` printed: node app.mjs <framework> <port> <configuration>.
// /private is protected, /me tells who is signed in.
import { pathToFileURL } from "node:url";
import express from "express";
import session from "express-session";

const [, , framework, port, file] = process.argv;
const url = `http://localhost:${port}`;
const app = express();
app.use(session({ secret: "of this test", resave: false, saveUninitialized: false }));
app.use(express.urlencoded({ extended: false }));
app.get("/health", (_req, res) => res.send("up"));

const signIns = { "passport-openidconnect": passport, "openid-client": openidClient, "node-saml": nodeSaml, samlify };
await signIns[framework](await import(pathToFileURL(file).href));
app.listen(Number(port), "localhost");

async function passport({ strategy }) {
  const { default: library } = await import("passport");
  library.use("it", strategy);
  library.serializeUser((user, done) => done(null, user));
  library.deserializeUser((user, done) => done(null, user));
  app.use(library.session());
  const authenticate = library.authenticate("it", { keepSessionInfo: true });
  app.get("/callback", authenticate, (req, res) => res.redirect(req.session.wanted ?? "/private"));
  app.get("/me", (req, res) => (req.user ? res.json(req.user) : res.sendStatus(401)));
  app.get("/private", (req, res, next) => {
    if (req.user) return res.send("yours");
    req.session.wanted = req.originalUrl;
    authenticate(req, res, next);
  });
}

async function openidClient({ config, redirectUri, scope }) {
  const client = await import("openid-client");
  app.get("/private", async ({ session, originalUrl }, res) => {
    if (session.name) return res.send("yours");
    Object.assign(session, {
      state: client.randomState(),
      verifier: client.randomPKCECodeVerifier(),
      wanted: originalUrl,
    });
    const asked = {
      redirect_uri: redirectUri,
      scope,
      state: session.state,
      code_challenge: await client.calculatePKCECodeChallenge(session.verifier),
      code_challenge_method: "S256",
    };
    res.redirect(client.buildAuthorizationUrl(config, asked).href);
  });
  app.get("/callback", async ({ session, originalUrl }, res) => {
    const tokens = await client.authorizationCodeGrant(config, new URL(originalUrl, url), {
      expectedState: session.state,
      pkceCodeVerifier: session.verifier,
    });
    const { email } = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
    session.name = email;
    res.redirect(session.wanted);
  });
  tellName();
}

async function nodeSaml({ saml }) {
  serviceProvider({
    start: (wanted) => saml.getAuthorizeUrlAsync(wanted, undefined, {}),
    read: async (body) => (await saml.validatePostResponseAsync(body)).profile.nameID,
  });
}

async function samlify({ idp, sp }) {
  const library = await import("samlify");
  library.setSchemaValidator({ validate: async () => "not validated" });
  serviceProvider({
    start(wanted) {
      const target = new URL(sp.createLoginRequest(idp, "redirect").context);
      target.searchParams.set("RelayState", wanted);
      return target.href;
    },
    read: async (body) => (await sp.parseLoginResponse(idp, "post", { body })).extract.nameID,
  });
}

function serviceProvider({ start, read }) {
  app.get("/private", async ({ session, originalUrl }, res) => {
    if (session.name) res.send("yours");
    else res.redirect(await start(originalUrl));
  });
  app.post("/saml/acs", async ({ session, body }, res) => {
    session.name = await read(body);
    res.redirect(/^\/[^/\\]/.test(body.RelayState ?? "") ? body.RelayState : "/private");
  });
  tellName();
}

function tellName() {
  app.get("/me", ({ session }, res) => (session.name ? res.json({ name: session.name }) : res.sendStatus(401)));
}
