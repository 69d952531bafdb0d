import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appOfLog } from "../../src/directory/app-of-log.js";
import { assign } from "../../src/directory/assign.js";
import { deleteApp } from "../../src/directory/delete-app.js";
import { activateApp, deactivateApp } from "../../src/directory/lifecycle.js";
import { appById } from "../../src/store/apps.js";
import { eventsOfOrg } from "../../src/store/log-events.js";
import { secretsOf } from "../../src/store/secrets.js";
import { everyRow, fillEveryTable } from "../store/every-table.js";
import { type DirectoryOrg, directoryOrg, LATER } from "./org.js";

describe("deleting an app", () => {
  let dir: DirectoryOrg;
  beforeEach(async () => {
    dir = await directoryOrg();
  });
  afterEach(() => dir[Symbol.asyncDispose]());

  it("is refused while it is active, in the platform's words", async () => {
    const app = await dir.addApp();
    await expect(deleteApp(dir.store, app, { force: false }, LATER)).rejects.toMatchObject({
      code: "APP_ACTIVE",
      status: 4,
      why: "the application must be deactivated before it is deleted (the platform's error E0000056)",
    });
    expect(await appById(dir.store.read, app.id)).toEqual(app);
    expect(await dir.events()).toEqual(["application.lifecycle.create"]);
  });

  it("is refused when somebody activates it again in the meantime", async () => {
    const inactive = await deactivateApp(dir.store, await dir.addApp(), LATER);
    await activateApp(dir.store, inactive, LATER);
    await expect(deleteApp(dir.store, inactive, { force: false }, LATER)).rejects.toMatchObject({ code: "APP_ACTIVE" });
  });

  it("happens once", async () => {
    const inactive = await deactivateApp(dir.store, await dir.addApp(), LATER);
    await deleteApp(dir.store, inactive, { force: false }, LATER);
    await expect(deleteApp(dir.store, inactive, { force: false }, LATER)).rejects.toMatchObject({
      code: "APP_GONE",
      status: 4,
    });
    expect(await dir.events()).toEqual([
      ...["application.lifecycle.create", "application.lifecycle.deactivate", "application.lifecycle.delete"],
    ]);
  });

  it("by force deactivates it in the same change", async () => {
    const app = await dir.addApp();
    await deleteApp(dir.store, app, { force: true }, LATER);
    expect(await appById(dir.store.read, app.id)).toBeUndefined();
    expect((await dir.events()).slice(1)).toEqual(["application.lifecycle.deactivate", "application.lifecycle.delete"]);
  });

  it("leaves nothing of it in any table but the log, and everything of another app", async () => {
    const [app, other] = [await dir.addApp(), await dir.addApp({ label: "Wiki" })];
    for (const each of [app, other]) await assign(dir.store, each, { users: [dir.ada] }, LATER);
    for (const [each, mark] of [
      [app, "ours"],
      [other, "another's"],
    ] as const) {
      const payload = JSON.stringify({ clientId: each.id });
      fillEveryTable(dir.store.location, dir.org.id, mark, {
        secret: { owner: each.id },
        protocol_state: { payload },
        signing_key: { app_id: each.id },
        assignment: { app_id: each.id },
      });
    }

    await deleteApp(dir.store, app, { force: true }, LATER);

    for (const [table, rows] of Object.entries(everyRow(dir.store.location))) {
      if (!table.startsWith("log_event")) expect(JSON.stringify(rows), table).not.toContain(app.id);
    }
    const left = everyRow(dir.store.location);
    for (const table of ["secret", "protocol_state", "signing_key", "assignment"])
      expect(JSON.stringify(left[table]), table).toContain(other.id);
    expect(await secretsOf(dir.store.read, other.id, "client_secret")).toHaveLength(1);
  });

  it("leaves its events to be read by its id, in its own org only", async () => {
    const app = await dir.addApp();
    await deleteApp(dir.store, app, { force: true }, LATER);

    expect(await appOfLog(dir.store, dir.org, app.id)).toBe(app.id);
    const { rows } = await eventsOfOrg(dir.store.read, dir.org.id, { app: app.id });
    expect(rows.at(-1)).toMatchObject({
      eventType: "application.lifecycle.delete",
      body: { target: [{ id: app.id, type: "AppInstance", displayName: "Shop" }] },
    });
    const other = { ...dir.org, id: "00oaaaaaaaaaaaaaaaaa" };
    for (const [org, typed] of [
      [dir.org, "shop"],
      [dir.org, "0oanever"],
      [other, app.id],
    ] as const)
      await expect(appOfLog(dir.store, org, typed)).rejects.toMatchObject({ code: "APP_NOT_FOUND" });
  });
});
