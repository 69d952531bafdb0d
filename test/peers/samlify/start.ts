/** An SP on samlify and express: SP-initiated and IdP-initiated, with a page of its own to protect. */
import { randomBytes } from "node:crypto";
import express from "express";
import session from "express-session";
import * as samlify from "samlify";
import { type Listening, listen } from "../harness/listen.js";

// samlify refuses to parse without a schema validator. Ours are validated by xmllint in tests of their own.
samlify.setSchemaValidator({ validate: async () => "not validated" });

/** Where the SP will be reached, to be told to the IdP before the SP is started. */
export const addressesOf = (port: number) => {
  const url = `http://localhost:${port}`;
  return { url, acsUrl: `${url}/acs`, entityId: `${url}/metadata`, metadataUrl: `${url}/metadata` };
};

export interface SamlifySp extends Listening, ReturnType<typeof addressesOf> {
  /** Shows "Signed in as …" to whoever is signed in; sends everybody else to the IdP. */
  protectedPath: string;
  /** JSON: nameId and attributes of whoever is signed in, else 401. */
  userPath: string;
  /** The SP's metadata. */
  metadata: string;
}

/**
 * @param port its own; the addresses follow from it
 * @param idpMetadata XML
 * @throws what samlify throws about metadata that it cannot use
 */
export async function start({ port, idpMetadata }: { port: number; idpMetadata: string }): Promise<SamlifySp> {
  const addresses = addressesOf(port);
  const idp = samlify.IdentityProvider({ metadata: idpMetadata });
  const sp = samlify.ServiceProvider({
    entityID: addresses.entityId,
    wantAssertionsSigned: true,
    wantMessageSigned: true,
    assertionConsumerService: [{ Binding: samlify.Constants.namespace.binding.post, Location: addresses.acsUrl }],
    nameIDFormat: [samlify.Constants.namespace.format.emailAddress],
    clockDrifts: [-60_000, 60_000],
  });
  const waiting = new Map<string, string>(); // AuthnRequest id → the page wanted

  /** One use; without an id the IdP's dashboard started the sign-in. */
  const wantedPage = (inResponseTo: unknown): string => {
    if (!inResponseTo) return "/private";
    const wanted = waiting.get(String(inResponseTo));
    if (!wanted) throw new Error(`no request ${inResponseTo}`);
    waiting.delete(String(inResponseTo));
    return wanted;
  };

  const app = express();
  app.use(
    session({
      name: "samlify_sid",
      secret: randomBytes(32).toString("hex"),
      resave: false,
      saveUninitialized: false,
      cookie: { sameSite: "lax", httpOnly: true },
    }),
  );
  app.use(express.urlencoded({ extended: false, limit: "1mb" }));

  app.get("/metadata", (_request, response) => response.type("application/xml").send(sp.getMetadata()));

  app.get("/private", (request, response) => {
    const { nameId } = request.session;
    if (nameId) return response.type("html").send(`<!doctype html><p>Signed in as ${escapeHtml(String(nameId))}</p>`);
    const { id, context } = sp.createLoginRequest(idp, "redirect");
    waiting.set(id, request.originalUrl);
    response.redirect(context);
  });

  app.get("/me", (request, response) => {
    const { nameId, attributes } = request.session;
    return nameId ? response.json({ nameId, attributes }) : response.status(401).json({ error: "not signed in" });
  });

  app.post("/acs", async (request, response) => {
    try {
      const { extract } = await sp.parseLoginResponse(idp, "post", { body: request.body });
      if (extract.audience !== addresses.entityId) throw new Error(`audience ${extract.audience}`);
      const wanted = wantedPage(extract.response?.inResponseTo);

      await new Promise((done) => request.session.regenerate(done));
      Object.assign(request.session, { nameId: extract.nameID, attributes: extract.attributes ?? {} });
      response.redirect(303, wanted);
    } catch (error) {
      response
        .status(403)
        .type("text")
        .send(String(error instanceof Error ? error.message : error));
    }
  });

  const listening = await listen(app, port);
  return { ...addresses, ...listening, protectedPath: "/private", userPath: "/me", metadata: sp.getMetadata() };
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
