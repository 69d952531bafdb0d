import { X509Certificate } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { authorizationServersOf } from "../../src/directory/authorization-servers.js";
import { editApp } from "../../src/directory/edit-app.js";
import { activateAppKey, generateNextKey, rotateServerKeys } from "../../src/directory/rotate-keys.js";
import { type App, appById } from "../../src/store/apps.js";
import { keysOf } from "../../src/store/keys.js";
import { type DirectoryOrg, directoryOrg, LATER } from "./org.js";

let dir: DirectoryOrg;
beforeEach(async () => {
  dir = await directoryOrg();
});
afterEach(() => dir[Symbol.asyncDispose]());

const keys = async (app?: App) =>
  (await keysOf(dir.store.read, dir.org.id, { app: app?.id })).map(({ kid, status, purpose }) => ({
    kid,
    status,
    purpose,
  }));

describe("the keys of an app", () => {
  let app: App;
  beforeEach(async () => {
    app = await dir.addApp({ signOnMode: "SAML_2_0", keepsSecret: false, signsAssertions: true });
  });

  const next = (years?: number) => generateNextKey(dir.store, dir.org, app, years, LATER);
  const activate = (kid?: string) => activateAppKey(dir.store, dir.org, app, kid, LATER);
  const signing = async () => {
    const { document } = (await appById(dir.store.read, app.id)) as App;
    return (document.credentials.signing as { kid: string }).kid;
  };

  it("get a next one with a certificate of as many years as were asked for, that signs nothing", async () => {
    const [first] = await keys(app);
    const made = await next(2);

    expect(made.notAfter).toEqual(new Date("2028-03-02T12:00:00.000Z"));
    expect(new Date(new X509Certificate(made.certificatePem ?? "").validTo)).toEqual(made.notAfter);
    expect((await keys(app)).map(({ status }) => status)).toEqual(["ACTIVE", "NEXT"]);
    expect(await signing()).toBe(first?.kid);
    await expect(next()).rejects.toMatchObject({ code: "NEXT_KEY_PRESENT", status: 4 });
    expect((await dir.events()).slice(1)).toEqual(["app.keys.generate"]);
  });

  it("change places when the next one is activated, and back again by its kid", async () => {
    const [first] = await keys(app);
    const made = await next();

    const { app: edited, keys: changed } = await activate();

    expect(changed.map(({ kid, status }) => [kid, status])).toEqual([
      [first?.kid, "RETIRED"],
      [made.kid, "ACTIVE"],
    ]);
    expect([await signing(), edited.lastUpdated]).toEqual([made.kid, LATER]);
    await activate(first?.kid);
    expect(await signing()).toBe(first?.kid);
    expect((await keys(app)).map(({ status }) => status)).toEqual(["ACTIVE", "RETIRED"]);
    expect((await dir.events()).slice(1)).toEqual(["app.keys.generate", "app.keys.rotate", "app.keys.rotate"]);
  });

  it("are made and activated at once where there is no next one, or none at all", async () => {
    const { keys: changed } = await activate();
    expect(changed.map(({ status }) => status)).toEqual(["RETIRED", "ACTIVE"]);
    expect(changed.at(-1)?.notAfter).toEqual(new Date("2036-03-02T12:00:00.000Z"));
    expect((await dir.events()).slice(1)).toEqual(["app.keys.generate", "app.keys.rotate"]);

    const bare = await dir.addApp({ label: "Bare", keepsSecret: false });
    const made = await activateAppKey(dir.store, dir.org, bare, undefined, LATER);
    expect(made.keys.map(({ status }) => status)).toEqual(["ACTIVE"]);
  });

  it("are not activated twice, nor under a kid that the app does not have", async () => {
    const other = await dir.addApp({ label: "Other", keepsSecret: false, signsAssertions: true });
    const [first] = await keys(app);
    const [theirs] = await keys(other);
    const before = await keys(app);

    await expect(activate(first?.kid)).rejects.toMatchObject({ code: "KEY_SIGNS_ALREADY", status: 4 });
    for (const kid of [theirs?.kid, "nobody", ""])
      await expect(activate(kid)).rejects.toMatchObject({ code: "KEY_NOT_FOUND", status: 3 });

    expect(await keys(app)).toEqual(before);
  });

  it("that changed are noticed by an edit that began before", async () => {
    await activate();
    await expect(editApp(dir.store, app, { label: "Other" }, LATER)).rejects.toMatchObject({ code: "APP_CHANGED" });
  });

  it("end with one that signs when two processes activate at once", async () => {
    await next();
    await Promise.allSettled([activate(), activate()]);
    expect((await keys(app)).map(({ status }) => status)).toEqual(["RETIRED", "ACTIVE"]);
  });
});

describe("the keys of the org", () => {
  const rotate = (ids = ["org", "default"]) =>
    rotateServerKeys(
      dir.store,
      dir.org,
      authorizationServersOf(dir.org).filter(({ id }) => ids.includes(id)),
      LATER,
    );
  const statuses = async () => {
    const all: Record<string, string[]> = {};
    for (const { purpose, status } of await keys()) all[purpose] = [...(all[purpose] ?? []), status].sort();
    return all;
  };

  it("are rotated for each purpose: the next one signs, another is published, the former ones stay", async () => {
    await rotate();
    expect(await statuses()).toEqual({
      "id-token": ["ACTIVE", "NEXT"],
      "access-token": ["ACTIVE", "NEXT"],
      "server:default": ["ACTIVE", "NEXT"],
    });
    const ahead = (await keys()).filter(({ status }) => status === "NEXT").map(({ kid }) => kid);

    const changed = await rotate();

    expect(
      changed
        .filter(({ status }) => status === "ACTIVE")
        .map(({ kid }) => kid)
        .sort(),
    ).toEqual(ahead.sort());
    expect((await statuses())["id-token"]).toEqual(["ACTIVE", "NEXT", "RETIRED"]);
    await rotate();
    expect((await statuses())["id-token"]).toEqual(["ACTIVE", "NEXT", "RETIRED", "RETIRED"]);
  });

  it("of one server leave those of the other alone, and are logged as its own", async () => {
    await rotate();
    const before = (await keys()).filter(({ purpose }) => purpose !== "server:default");
    const events = (await dir.events()).length;

    await rotate(["default"]);

    expect((await keys()).filter(({ purpose }) => purpose !== "server:default")).toEqual(before);
    expect((await dir.events()).slice(events)).toEqual(["app.oauth2.as.key.rollover"]);
    await rotate(["org"]);
    expect((await dir.events()).slice(events + 1)).toEqual(["app.oauth2.key.rollover", "app.oauth2.key.rollover"]);
  });

  it("are rotated by one of two processes, and the other is told", async () => {
    await rotate(["default"]);
    const both = await Promise.allSettled([rotate(["default"]), rotate(["default"])]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "KEYS_CHANGED" } });
    expect((await statuses())["server:default"]).toEqual(["ACTIVE", "NEXT", "RETIRED"]);
  });
});
