import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assign } from "../../src/directory/assign.js";
import { type AppCopy, cloneApp } from "../../src/directory/clone-app.js";
import { deactivateApp } from "../../src/directory/lifecycle.js";
import type { App } from "../../src/store/apps.js";
import { assignedUsersOfApp } from "../../src/store/assignments.js";
import { keysOf } from "../../src/store/keys.js";
import { secretsOf } from "../../src/store/secrets.js";
import { type DirectoryOrg, directoryOrg, LATER } from "./org.js";

let dir: DirectoryOrg;
beforeEach(async () => {
  dir = await directoryOrg();
});
afterEach(() => dir[Symbol.asyncDispose]());

const clone = (app: App, more: Partial<AppCopy> = {}) =>
  cloneApp(
    dir.store,
    dir.org,
    app,
    {
      ...{ label: "Shop copy", document: app.document, tests: app.tests, appLinks: {} },
      ...{ keepsSecret: true, signsAssertions: false, secrets: {}, sealedSettings: [] },
      ...more,
    },
    LATER,
  );

describe("a copy of an app", () => {
  it("has every setting and no id, address or secret of the original", async () => {
    const app = await dir.addApp({ tests: { userUrl: "http://localhost/me" } });
    const { app: copy, clientSecret } = await clone(app);

    const { credentials, visibility, ...document } = copy.document;
    const { credentials: before, visibility: shown, ...original } = app.document;
    expect(document).toEqual(original);
    expect(copy.tests).toEqual(app.tests);
    expect(copy).toMatchObject({ slug: "shop-copy", label: "Shop copy", status: "ACTIVE", created: LATER });
    expect({ ...credentials, oauthClient: { ...(credentials.oauthClient as object), client_id: app.id } }).toEqual(
      before,
    );
    expect(credentials.oauthClient).toMatchObject({ client_id: copy.id });
    expect({ ...visibility, appLinks: shown.appLinks }).toEqual(shown);
    for (const key of ["id", "externalKey", "linkId", "slug", "name"] as const) expect(copy[key]).not.toBe(app[key]);
    const [theirs] = await secretsOf(dir.store.read, app.id, "client_secret");
    expect(clientSecret).toMatch(/^[\w-]{64}$/);
    expect(clientSecret).not.toBe(dir.store.unseal(theirs?.sealed ?? ""));
  });

  it("signs with a key of its own and is assigned to nobody, also where the original is inactive and assigned", async () => {
    const app = await dir.addApp({ signOnMode: "SAML_2_0", keepsSecret: false, signsAssertions: true });
    await assign(dir.store, app, { users: [dir.ada] }, LATER);
    const inactive = await deactivateApp(dir.store, app, LATER);

    const { app: copy } = await clone(inactive, { keepsSecret: false, signsAssertions: true });

    const [theirs] = await keysOf(dir.store.read, dir.org.id, { app: app.id });
    const [own] = await keysOf(dir.store.read, dir.org.id, { app: copy.id });
    expect(copy.status).toBe("ACTIVE");
    expect(copy.document.credentials.signing).toEqual({ kid: own?.kid });
    expect([own?.kid, own?.certificatePem]).not.toEqual([theirs?.kid, theirs?.certificatePem]);
    expect((await assignedUsersOfApp(dir.store.read, copy.id)).rows).toEqual([]);
    expect((await dir.events()).at(-1)).toBe("application.lifecycle.create");
  });

  it("takes the secrets of settings along, but for those that were changed or left out", async () => {
    const app = await dir.addApp({ secrets: { token: "kept", header: "old", password: "gone" } });
    const sealedSettings = ["token", "header", "password", "never-set"];
    const { app: copy } = await clone(app, { sealedSettings, secrets: { header: "new", password: null } });

    const secretOf = async (kind: string) =>
      (await secretsOf(dir.store.read, copy.id, kind)).map(({ sealed }) => dir.store.unseal(sealed));
    expect(await Promise.all(sealedSettings.map(secretOf))).toEqual([["kept"], ["new"], [], []]);
    expect(await secretOf("client_secret")).toHaveLength(1);
  });
});
