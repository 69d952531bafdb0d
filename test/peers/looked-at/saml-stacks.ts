/** Apps that sign people in with SAML 2.0, each as its guide begins; their IdP does not exist. */
import { SAML } from "@node-saml/node-saml";
import { Strategy } from "@node-saml/passport-saml";
import express from "express";
import session from "express-session";
import passport from "passport";
import * as samlify from "samlify";
import type { Listening } from "../harness/listen.js";
import { keyWithCertificate } from "../harness/provider.js";
import { listenAt } from "./own-address.js";

const IDP = "https://idp.example.com/sso";
const EMAIL = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
const { certificatePem: idpCert } = keyWithCertificate("idp.example.com");

/** passport-saml: a link on the page, metadata at a usual address. */
export const passportSaml = () =>
  listenAt((url) => {
    const strategy = new Strategy(
      {
        callbackUrl: `${url}/login/callback`,
        entryPoint: IDP,
        issuer: "urn:passport",
        idpCert,
        identifierFormat: EMAIL,
      },
      (_profile: unknown, done: (error: null) => void) => done(null),
      (_profile: unknown, done: (error: null) => void) => done(null),
    );
    const authenticator = new passport.Passport();
    authenticator.use(strategy);
    const app = express();
    app.use(session({ name: "sid", secret: "not kept", resave: false, saveUninitialized: false }));
    app.get("/", (_, response) =>
      response.type("html").send('<!doctype html><title>Payroll</title><a href="/enter">Sign in</a>'),
    );
    app.get("/enter", authenticator.authenticate("saml"));
    app.get("/metadata", (_, response) =>
      response.type("application/xml").send(strategy.generateServiceProviderMetadata(null, null)),
    );
    return app;
  });

/** node-saml: nothing on the page, a form that posts itself, no metadata. */
export const nodeSamlPost = () =>
  listenAt((url) => {
    const saml = new SAML({
      callbackUrl: `${url}/saml/acs`,
      entryPoint: IDP,
      issuer: "urn:node-saml",
      idpCert,
      authnRequestBinding: "HTTP-POST",
      identifierFormat: null,
      forceAuthn: true,
    });
    const app = express();
    app.get("/", (_, response) => response.type("html").send("<!doctype html><h1>Welcome</h1>"));
    app.get("/saml/login", async (_, response) =>
      response.type("html").send(await saml.getAuthorizeFormAsync("", undefined)),
    );
    return app;
  });

/** samlify: by one of the two bindings; metadata beside it. */
export const onSamlify = (binding: "redirect" | "post"): Promise<Listening> =>
  listenAt((url) => {
    const sp = samlify.ServiceProvider({
      entityID: `${url}/metadata`,
      assertionConsumerService: [{ Binding: samlify.Constants.namespace.binding.post, Location: `${url}/sp/acs` }],
      nameIDFormat: [samlify.Constants.namespace.format.persistent],
    });
    const idp = samlify.IdentityProvider({
      entityID: "https://idp.example.com",
      singleSignOnService: [{ Binding: samlify.Constants.namespace.binding[binding], Location: IDP }],
      singleLogoutService: [{ Binding: samlify.Constants.namespace.binding[binding], Location: IDP }],
    });
    const app = express();
    app.get("/metadata", (_, response) => response.type("text/xml").send(sp.getMetadata()));
    app.get("/sso/start", (_, response) => {
      if (binding === "redirect") return response.redirect(sp.createLoginRequest(idp, "redirect").context);
      const { context, entityEndpoint } = sp.createLoginRequest(idp, "post") as {
        context: string;
        entityEndpoint: string;
      };
      response
        .type("html")
        .send(`<form id="saml-form" method="post" action="${entityEndpoint}"><input type="hidden" name="SAMLRequest"
          value="${context}"></form><script>(function(){document.forms[0].submit();})();</script>`);
    });
    app.get("/", (_, response) =>
      response.type("html").send('<a href="/signup">Sign up</a> or <a href="/sso/start">continue with SSO</a>'),
    );
    return app;
  });
