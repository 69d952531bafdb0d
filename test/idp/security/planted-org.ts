/** An org whose every name tries to become markup, and every page of the IdP that shows one of them. */
import { encodeRedirect } from "../../../src/protocols/saml/bindings.js";
import { deleteAssignment } from "../../../src/store/assignments.js";
import { redirectUri } from "../org.js";
import { redirectPath, requestXml, type SamlOrg, samlOrg } from "../saml/saml-org.js";

/** Breaks out of text, attributes, comments, titles, styles and scripts; runs `pwned()` wherever it becomes markup. */
export const PAYLOAD =
  `"'></title></style></script><script>pwned()</script><img src=x onerror=pwned() pwned=1><pwned-tag>` +
  `<svg/onload=pwned()>--><a href="javascript:pwned()">x</a>\${pwned()}{{pwned()}}`;

export interface PlantedPage {
  title: string;
  path: string;
  /** Only for a browser that is signed in. */
  signedIn?: boolean;
}

export async function plantedOrg(): Promise<{ saml: SamlOrg; pages: PlantedPage[] }> {
  const label = `Label ${PAYLOAD}`;
  const saml = await samlOrg({ defaultRelayState: PAYLOAD });
  const { test } = saml;
  Object.assign(test.org, { name: `Org ${PAYLOAD}` });
  await test.restart(); // the name is read at the start
  await test.addUser(`eve${PAYLOAD}@example.com`, { firstName: PAYLOAD, lastName: PAYLOAD });
  await saml.edit({}, { label });
  const inactive = await test.addApp({}, { label, status: "INACTIVE", slug: `s${PAYLOAD}` });
  await test.addApp(
    { idp_initiated_login: { mode: "SPEC" }, initiate_login_uri: "http://localhost:3000/start" },
    { label, slug: `t${PAYLOAD}` },
  );
  const notAssigned = await test.addApp({}, { label, slug: `u${PAYLOAD}` });
  await test.change(async (tx) => {
    await deleteAssignment(tx, notAssigned.app.id, test.ada.id);
  });

  const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
  const authorize = (change: Record<string, string>) =>
    `/oauth2/v1/authorize?${query({
      client_id: test.app.id,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "openid",
      state: PAYLOAD,
      nonce: PAYLOAD,
      ...change,
    })}`;
  const tile = ({ name, id, linkId }: typeof saml.app) => `/home/${name}/${id}/${linkId}`;
  const xml = requestXml();
  const cutOff = `${xml.slice(0, xml.lastIndexOf("</"))}<pwned-tag>`;
  const pages: PlantedPage[] = [
    { title: "sign-in", path: `/login/login.htm?${query({ login_hint: PAYLOAD, fromURI: PAYLOAD })}` },
    { title: "dashboard", path: "/app/UserHome", signedIn: true },
    { title: "nothing there", path: `/nothing/${encodeURIComponent(PAYLOAD)}?${query({ q: PAYLOAD })}` },
    { title: "no such tile", path: "/home/a/b/c" },
    { title: "a tile that cannot be opened", path: tile(test.app), signedIn: true },
    { title: "a tile of somebody else", path: tile(notAssigned.app), signedIn: true },
    { title: "a tile of an inactive app", path: tile(inactive.app), signedIn: true },
    { title: "a SAML response", path: `${saml.tilePath}?${query({ RelayState: PAYLOAD })}`, signedIn: true },
    { title: "an unknown client", path: authorize({ client_id: PAYLOAD }) },
    { title: "an inactive client", path: authorize({ client_id: inactive.app.id }) },
    { title: "an unknown redirect URI", path: authorize({ redirect_uri: `http://localhost/${PAYLOAD}` }) },
    { title: "a parameter twice", path: `${authorize({ [PAYLOAD]: "1" })}&${query({ [PAYLOAD]: "2" })}` },
    { title: "an error by form_post", path: authorize({ prompt: "none", response_mode: "form_post" }) },
    { title: "an error of a scope", path: authorize({ scope: PAYLOAD, response_mode: "form_post" }) },
    { title: "a code by form_post", path: authorize({ response_mode: "form_post" }), signedIn: true },
    {
      title: "a logout without a hint",
      path: `/oauth2/v1/logout?${query({ id_token_hint: PAYLOAD, state: PAYLOAD })}`,
    },
    {
      title: "a session token for elsewhere",
      path: `/login/sessionCookieRedirect?${query({ token: "x", redirectUrl: PAYLOAD })}`,
    },
    { title: "signed out", path: `/login/signout?${query({ fromURI: PAYLOAD })}` },
    { title: "a SAML request that is none", path: `${saml.ssoPath}?${query({ SAMLRequest: PAYLOAD })}` },
    { title: "a SAML request cut off", path: redirectPath(saml.ssoPath, cutOff) },
    {
      title: "a SAML request of another kind",
      path: `${saml.ssoPath}?${query({ SAMLRequest: encodeRedirect("<pwned-tag xmlns='&lt;pwned&gt;'>&lt;script&gt;pwned()&lt;/script&gt;</pwned-tag>") })}`,
    },
    {
      title: "a NameID format that is not set up",
      path: redirectPath(saml.ssoPath, requestXml({ nameIdFormat: PAYLOAD })),
    },
    { title: "an ACS index that is not there", path: redirectPath(saml.ssoPath, requestXml({ acsIndex: 7 })) },
  ];
  return { saml, pages };
}
