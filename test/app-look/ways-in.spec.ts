/** What is known of frameworks from outside. */
import { expect, it } from "vitest";
import { recognised, waysIn } from "../../src/app-look/way-in.js";
import { frameworks } from "../../src/cli/frameworks/frameworks.js";

const ways = await waysIn();
const templates = frameworks(new URL("../../dist/", import.meta.url));

it.each(ways.map((way) => [way.name, way] as const))("%s begins at paths of the app's own", (_, way) => {
  expect(way.starts.length).toBeGreaterThan(0);
  for (const path of [...way.starts, ...(way.metadata ?? [])])
    expect(new URL(path, "http://localhost:3000").href).toBe(`http://localhost:3000${path}`);
});

it.each(ways.flatMap(({ configuration = {} }) => Object.entries(configuration)))(
  "names a configuration that there is: %s %s",
  (kind, name) => {
    expect(templates.find((each) => each.name === name)).toMatchObject({ kind });
  },
);

it.each([
  ["Auth.js", ["__Secure-authjs.csrf-token"], undefined],
  ["Auth.js", [], "http://localhost:3000/api/auth/callback/okta"],
  ["Spring Security", ["JSESSIONID"], "http://localhost:8080/login/oauth2/code/okta"],
  ["Spring Security", [], "http://localhost:8080/login/saml2/sso/okta"],
  ["ASP.NET Core", [".AspNetCore.Correlation.x"], "http://localhost:5000/signin-oidc"],
  ["Shibboleth SP", [], "http://localhost/Shibboleth.sso/SAML2/POST"],
  ["mod_auth_mellon", ["mellon-cookie"], undefined],
  [undefined, ["sid", "auth"], "http://localhost:3000/callback"],
])("tells %s by cookies %j and where the answer goes", (name, cookies, callback) => {
  expect(recognised(ways, { cookies, callback })?.name).toBe(name);
});
