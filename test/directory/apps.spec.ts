import { X509Certificate } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../src/directory/create-app.js";
import { editApp } from "../../src/directory/edit-app.js";
import { findApp, findUser } from "../../src/directory/find.js";
import { activateApp, deactivateApp } from "../../src/directory/lifecycle.js";
import { newDocument } from "../../src/integrations/document.js";
import { appById } from "../../src/store/apps.js";
import { keysOf } from "../../src/store/keys.js";
import { secretsOf } from "../../src/store/secrets.js";
import { type DirectoryOrg, directoryOrg, LATER, NOW } from "./org.js";

describe("apps of the directory", () => {
  let dir: DirectoryOrg;
  beforeEach(async () => {
    dir = await directoryOrg();
  });
  afterEach(() => dir[Symbol.asyncDispose]());

  const samlApp = { signOnMode: "SAML_2_0", keepsSecret: false, signsAssertions: true } as const;

  it("are made active, with a secret that is kept sealed", async () => {
    const document = newDocument({ hidden: false, settings: {}, oauthClient: {} });
    const input = { label: "Shop", signOnMode: "OPENID_CONNECT", document, keepsSecret: true, signsAssertions: false };

    const { app, clientSecret } = await createApp(dir.store, dir.org, { ...input, definitionName: "oidc_client" }, NOW);

    expect(app).toMatchObject({ slug: "shop", name: "oidc_client", status: "ACTIVE", created: NOW, lastUpdated: NOW });
    expect([app.id, app.externalKey, app.linkId].map((id) => id.slice(0, 3))).toEqual(["0oa", "exk", "aln"]);
    expect(app.document.credentials.oauthClient).toMatchObject({ client_id: app.id });
    const [kept] = await secretsOf(dir.store.read, app.id, "client_secret");
    expect(kept?.sealed).not.toContain(clientSecret);
    expect(dir.store.unseal(kept?.sealed ?? "")).toBe(clientSecret);
    expect(JSON.stringify(await appById(dir.store.read, app.id))).not.toContain(clientSecret);
    expect(input.document.credentials.oauthClient, "what was handed over stays as it was").toEqual({});
  });

  it("that sign have a key with a certificate of ten years, to the second", async () => {
    const app = await dir.addApp(samlApp);

    const [key] = await keysOf(dir.store.read, dir.org.id, { app: app.id });
    const certificate = new X509Certificate(key?.certificatePem ?? "");
    expect(key).toMatchObject({
      purpose: "saml",
      status: "ACTIVE",
      kid: (app.document.credentials.signing as { kid: string }).kid,
    });
    expect(key?.notAfter).toEqual(new Date("2036-03-01T12:00:00.000Z"));
    expect(new Date(certificate.validTo)).toEqual(key?.notAfter);
    expect(await secretsOf(dir.store.read, app.id, "client_secret")).toEqual([]);
  });

  it("keep the secrets of their fields sealed, each once, until it is replaced or taken away", async () => {
    const app = await dir.addApp({ ...samlApp, secrets: { scimToken: "first" } });
    const kept = async () =>
      (await secretsOf(dir.store.read, app.id, "scimToken")).map(({ sealed }) => dir.store.unseal(sealed));
    expect(await kept()).toEqual(["first"]);

    expect(await editApp(dir.store, app, { secrets: { scimToken: "first" } }, LATER)).toMatchObject({
      isChanged: false,
    });
    const { app: edited } = await editApp(dir.store, app, { secrets: { scimToken: "second" } }, LATER);
    expect(await kept()).toEqual(["second"]);

    await editApp(dir.store, edited, { secrets: { scimToken: null } }, LATER);
    expect(await kept()).toEqual([]);
  });

  it("of one name get numbers, in the slug and in the platform's name", async () => {
    const names = [];
    for (const label of ["Pay Roll", "Pay Roll", "pay-roll"]) names.push(await dir.addApp({ ...samlApp, label }));
    expect(names.map(({ slug, name }) => [slug, name])).toEqual([
      ["pay-roll", "acme_payroll_1"],
      ["pay-roll-2", "acme_payroll_2"],
      ["pay-roll-3", "acme_payroll_3"],
    ]);
  });

  it("keep slug and ids when they are edited", async () => {
    const app = await dir.addApp();

    const { app: edited, isChanged } = await editApp(dir.store, app, { label: "Store" }, LATER);

    expect(isChanged).toBe(true);
    expect(edited).toEqual({ ...app, label: "Store", lastUpdated: LATER });
    expect(await appById(dir.store.read, app.id)).toEqual(edited);
  });

  it("are not touched by an edit of what is there already", async () => {
    const app = await dir.addApp();
    const before = await dir.events();

    const { app: same, isChanged } = await editApp(
      dir.store,
      app,
      { label: app.label, document: structuredClone(app.document), tests: {}, keepsSecret: true },
      LATER,
    );

    expect({ same, isChanged }).toEqual({ same: app, isChanged: false });
    expect(await dir.events()).toEqual(before);
  });

  it("get a secret when they begin to need one, and keep it ever after", async () => {
    const app = await dir.addApp({ keepsSecret: false });

    const first = await editApp(dir.store, app, { keepsSecret: true }, LATER);
    const second = await editApp(dir.store, first.app, { label: "Store", keepsSecret: true }, LATER);

    expect(first.clientSecret).toMatch(/^[\w-]{64}$/);
    expect(second.clientSecret).toBeUndefined();
    expect(await secretsOf(dir.store.read, app.id, "client_secret")).toHaveLength(1);
  });

  it("go from active to inactive and back, never to where they are", async () => {
    const app = await dir.addApp();

    await expect(activateApp(dir.store, app, LATER)).rejects.toMatchObject({ code: "APP_STATUS", status: 4 });
    const inactive = await deactivateApp(dir.store, app, LATER);
    await expect(deactivateApp(dir.store, inactive, LATER)).rejects.toMatchObject({ code: "APP_STATUS" });
    const active = await activateApp(dir.store, inactive, LATER);

    expect(active).toEqual({ ...app, lastUpdated: LATER });
    expect(await dir.events()).toEqual([
      ...["application.lifecycle.create", "application.lifecycle.deactivate", "application.lifecycle.activate"],
    ]);
  });

  it("are not edited over a change that somebody else has made meanwhile", async () => {
    const app = await dir.addApp();
    await editApp(dir.store, app, { tests: { userUrl: "http://localhost:3000/me" } }, LATER);
    const stale = editApp(dir.store, app, { label: "Store" }, LATER);
    await expect(stale).rejects.toMatchObject({ code: "APP_CHANGED", status: 4 });
    expect(await appById(dir.store.read, app.id)).toMatchObject({
      label: app.label,
      tests: { userUrl: "http://localhost:3000/me" },
    });
  });

  it("stay inactive when an edit began before they were deactivated", async () => {
    const app = await dir.addApp();
    await deactivateApp(dir.store, app, LATER);
    await expect(editApp(dir.store, app, { label: "Store" }, LATER)).rejects.toMatchObject({ code: "APP_CHANGED" });
    expect((await appById(dir.store.read, app.id))?.status).toBe("INACTIVE");
  });

  it("keep an edit that was made while they were being deactivated, and are deactivated once", async () => {
    const app = await dir.addApp();
    await editApp(dir.store, app, { label: "Store" }, LATER);
    expect(await deactivateApp(dir.store, app, LATER)).toMatchObject({ label: "Store", status: "INACTIVE" });
    await expect(deactivateApp(dir.store, app, LATER)).rejects.toMatchObject({ code: "APP_STATUS" });
  });

  it("get one client secret when two edits at once both find none", async () => {
    const app = await dir.addApp({ keepsSecret: false });
    const edits = [1, 2].map(() => editApp(dir.store, app, { label: "Store", keepsSecret: true }, LATER));
    const results = await Promise.allSettled(edits);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await secretsOf(dir.store.read, app.id, "client_secret")).toHaveLength(1);
  });

  it("are found by id, slug, unique name, and the slug in capitals, in this order", async () => {
    const [shop, second] = [await dir.addApp(), await dir.addApp({ label: "shop-3" })];

    for (const typed of [shop.id, "shop", "SHOP", "Shop"])
      expect((await findApp(dir.store, dir.org, typed)).id).toBe(shop.id);
    expect((await findApp(dir.store, dir.org, "shop-3")).id).toBe(second.id);
  });

  it("are asked for by slug where two have the name, also when one slug reads like it", async () => {
    await dir.addApp();
    await dir.addApp();

    await expect(findApp(dir.store, dir.org, "Shop")).rejects.toMatchObject({
      code: "APP_AMBIGUOUS",
      status: 4,
      why: "these have that name: shop, shop-2",
    });
    expect((await findApp(dir.store, dir.org, "shop")).slug).toBe("shop");
  });

  it("of another org are not found", async () => {
    const app = await dir.addApp();
    const other = { ...dir.org, id: "00oaaaaaaaaaaaaaaaaa" };

    for (const typed of [app.id, app.slug, app.label])
      await expect(findApp(dir.store, other, typed)).rejects.toMatchObject({ code: "APP_NOT_FOUND" });
    await expect(findUser(dir.store, other, dir.ada.id)).rejects.toMatchObject({ code: "USER_NOT_FOUND" });
  });

  it("that are not there bring the nearest to mind", async () => {
    await dir.addApp();
    await expect(findApp(dir.store, dir.org, "shpo")).rejects.toMatchObject({ why: "the nearest are: shop" });
    await expect(findApp(dir.store, dir.org, "zebra")).rejects.toMatchObject({
      why: "no app of this org has such an id, slug or name",
    });
  });
});
