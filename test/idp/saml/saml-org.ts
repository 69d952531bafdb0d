/** A SAML app in an org of its own, the requests that its SP sends, and what comes back out of the IdP's pages. */
import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { randomToken } from "../../../src/crypto/ids.js";
import { generateSigningKey } from "../../../src/crypto/signing-key.js";
import { samlCertificate } from "../../../src/directory/app-certificate.js";
import { newSamlDocument } from "../../../src/integrations/saml/document.js";
import type { SamlSettings } from "../../../src/integrations/saml/settings.js";
import { encodePost, encodeRedirect } from "../../../src/protocols/saml/bindings.js";
import { type AuthnRequestOptions, buildAuthnRequest } from "../../../src/protocols/saml/build-authn-request.js";
import { NAME_ID_FORMAT } from "../../../src/protocols/saml/urns.js";
import type { App } from "../../../src/store/apps.js";
import { insertKey } from "../../../src/store/keys.js";
import type { LogEvent } from "../../../src/store/log-events.js";
import { type Answer, Browser } from "../browser.js";
import { freshOrg, type TestOrg } from "../org.js";

export const acsUrl = "http://localhost:3000/saml/acs";
export const audience = "http://localhost:3000/saml/metadata";

/** Made once a file: it costs a third of a second. */
let madeKey: ReturnType<typeof generateSigningKey> | undefined;

export interface SamlOrg extends AsyncDisposable {
  test: TestOrg;
  app: App;
  certificatePem: string;
  /** Path of the single sign-on service. */
  ssoPath: string;
  /** Path of the single logout service. */
  sloPath: string;
  tilePath: string;
  browser: Browser;
  /** Adds a SAML app with a key of its own, assigned to Ada. */
  addSamlApp(settings?: Partial<SamlSettings>): Promise<{ app: App; certificatePem: string }>;
  edit(settings: Partial<SamlSettings>, more?: Partial<App>): Promise<void>;
  signIn(user?: string): Promise<void>;
  /** The newest event of the app's sign-ins and refusals. */
  lastEvent(): Promise<LogEvent & { debugData: Record<string, string> }>;
}

export async function samlOrg(settings: Partial<SamlSettings> = {}): Promise<SamlOrg> {
  const test = await freshOrg();
  madeKey ??= generateSigningKey();
  const key = await madeKey;
  let count = 0;

  const addSamlApp: SamlOrg["addSamlApp"] = async (more = {}) => {
    count += 1;
    const { app } = await test.addApp(
      {},
      {
        slug: `payroll-${count}`,
        name: `example_payroll_${count}`,
        label: `Payroll ${count}`,
        signOnMode: "SAML_2_0",
        document: documentWith(newSamlDocument(), {
          ssoAcsUrl: acsUrl,
          recipient: acsUrl,
          destination: acsUrl,
          audience,
          subjectNameIdFormat: NAME_ID_FORMAT.emailAddress,
          ...more,
        }),
      },
    );
    const { certificatePem, notAfter } = samlCertificate(key, test.org, new Date());
    await test.change(async (tx) => {
      const rest = { use: "sig", purpose: "saml", status: "ACTIVE", publicJwk: key.publicJwk } as const;
      await insertKey(tx, {
        ...rest,
        kid: randomToken(),
        org: test.org.id,
        app: app.id,
        sealedPrivateKey: test.store.seal(key.privateKeyPem),
        certificatePem,
        notAfter,
        created: new Date(),
      });
    });
    return { app, certificatePem };
  };
  const { app, certificatePem } = await addSamlApp(settings);

  const browser = new Browser(test.origin);
  const saml: SamlOrg = {
    test,
    app,
    certificatePem,
    ssoPath: ssoPathOf(app),
    sloPath: ssoPathOf(app).replace("/sso/saml", "/slo/saml"),
    tilePath: `/home/${app.name}/${app.id}/${app.linkId}`,
    browser,
    addSamlApp,
    async edit(changes, more = {}) {
      saml.app = { ...saml.app, ...more, document: documentWith(saml.app.document, changes) };
      await test.editApp(saml.app);
    },
    async signIn(user = test.ada.id) {
      await browser.signIn(await browser.go("/login/login.htm"), { user });
    },
    async lastEvent() {
      const about = ["user.authentication.sso", "user.authentication.slo", "app.generic.unauth_app_access_attempt"];
      const event = (await test.events()).findLast(({ eventType }) => about.includes(eventType));
      if (!event) throw new Error("nothing is logged");
      const { debugContext } = event.body as { debugContext: { debugData: Record<string, string> } };
      return { ...event, debugData: debugContext.debugData };
    },
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  };
  return saml;
}

export const ssoPathOf = ({ name, externalKey }: App): string => `/app/${name}/${externalKey}/sso/saml`;

function documentWith(document: App["document"], settings: Partial<SamlSettings>): App["document"] {
  return {
    ...document,
    settings: { ...document.settings, signOn: { ...(document.settings.signOn as object), ...settings } },
  };
}

export function requestXml(changes: Partial<AuthnRequestOptions> = {}): string {
  return buildAuthnRequest({
    id: "_request1",
    issuer: audience,
    destination: "http://127.0.0.1:7700/",
    issueInstant: new Date(),
    ...changes,
  });
}

/** The path to open for a request by HTTP-Redirect. */
export function redirectPath(path: string, xml = requestXml(), relayState?: string): string {
  const query = new URLSearchParams({ SAMLRequest: encodeRedirect(xml) });
  if (relayState !== undefined) query.set("RelayState", relayState);
  return `${path}?${query}`;
}

/** Posts a request as a browser does that comes from the SP: without the cookies that the IdP has given it. */
export async function postFrom(browser: Browser, path: string, xml = requestXml(), relayState?: string) {
  return postFields(browser, path, {
    SAMLRequest: encodePost(xml),
    ...(relayState === undefined ? {} : { RelayState: relayState }),
  });
}

export async function postFields(browser: Browser, path: string, fields: Record<string, string>): Promise<Answer> {
  return new Browser(browser.origin).post(path, fields);
}

export interface Posted {
  action: string;
  xml: string;
  relayState: string;
  fields: string[];
}

/** What a browser would post to the SP, as an HTML parser reads the page. */
export function postedBy(page: Answer): Posted {
  const form = formOf(page);
  if (!form || form.action === "/login/login.htm") {
    throw new Error(`no response on this page (${page.status}): ${page.text.slice(-900)}`);
  }
  const { SAMLResponse = "", RelayState = "" } = form.fields;
  return {
    action: form.action,
    xml: Buffer.from(SAMLResponse, "base64").toString("utf8"),
    relayState: RelayState,
    fields: Object.keys(form.fields),
  };
}

/** When the person signed in, as the assertion says it. */
export const authnInstantIn = (xml: string): Date => new Date(/ AuthnInstant="([^"]+)"/.exec(xml)?.[1] ?? "");

/** Whether the page carries anything for an SP. */
export const isResponse = (page: Answer): boolean => page.text.includes("SAMLResponse");

export function formOf(page: Answer): { action: string; fields: Record<string, string> } | undefined {
  const elements = [...elementsOf(parse(page.text))];
  const form = elements.find(({ tagName }) => tagName === "form");
  if (!form) return undefined;
  const fields: Record<string, string> = {};
  for (const input of elementsOf(form)) {
    const name = attributeOf(input, "name");
    if (input.tagName === "input" && name) fields[name] = attributeOf(input, "value") ?? "";
  }
  return { action: attributeOf(form, "action") ?? "", fields };
}

function* elementsOf(node: Tree.ParentNode): Generator<Tree.Element> {
  for (const child of node.childNodes) {
    if (!("tagName" in child)) continue;
    yield child;
    yield* elementsOf(child);
  }
}

const attributeOf = ({ attrs }: Tree.Element, name: string): string | undefined =>
  attrs.find((attribute) => attribute.name === name)?.value;

/** The text between the words of a page, as a person reads it. */
export const wordsOf = ({ text }: Answer): string =>
  text
    .replace(/<style[\s\S]*?<\/style>/, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
