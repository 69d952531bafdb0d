import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  clientSecretNamed,
  deleteClientSecret,
  rotateClientSecret,
  setClientSecretStatus,
} from "../../src/directory/client-secrets.js";
import { editApp } from "../../src/directory/edit-app.js";
import type { App } from "../../src/store/apps.js";
import { type Secret, type SecretStatus, secretsOf } from "../../src/store/secrets.js";
import { type DirectoryOrg, directoryOrg, LATER } from "./org.js";

describe("the client secrets of an app", () => {
  let dir: DirectoryOrg;
  let app: App;
  beforeEach(async () => {
    dir = await directoryOrg();
    app = await dir.addApp();
  });
  afterEach(() => dir[Symbol.asyncDispose]());

  const secrets = () => secretsOf(dir.store.read, app.id, "client_secret");
  const states = async () => (await secrets()).map(({ status }) => status);
  const nth = async (typed: string) => clientSecretNamed(app, await secrets(), typed);
  const set = (secret: Secret, status: SecretStatus, isNeeded = true) =>
    setClientSecretStatus(dir.store, app, secret, status, { isNeeded, now: LATER });

  it("are two at most: a new one is active beside the old one, which can go once it is inactive", async () => {
    const before = await nth("newest");
    const { secret, clear } = await rotateClientSecret(dir.store, app, LATER);
    expect(clear).toMatch(/^[\w-]{64}$/);
    expect(dir.store.unseal(secret.sealed)).toBe(clear);
    expect(await secrets()).toEqual([secret, before]);
    await expect(rotateClientSecret(dir.store, app, LATER)).rejects.toMatchObject({
      code: "TWO_SECRETS",
      fix: expect.stringContaining(`deactivate shop ${before.id}`),
    });

    expect(await set(before, "INACTIVE")).toEqual({ ...before, status: "INACTIVE", lastUpdated: LATER });
    await expect(rotateClientSecret(dir.store, app, LATER)).rejects.toMatchObject({
      code: "TWO_SECRETS",
      fix: `appint credentials delete shop ${before.id}`,
    });
    await deleteClientSecret(dir.store, app, before, LATER);

    expect(await secrets()).toEqual([secret]);
    expect((await dir.events()).slice(1)).toEqual(
      ["create", "deactivate", "delete"].map((done) => `app.oauth2.credentials.lifecycle.${done}`),
    );
  });

  it("keep the last active one, whatever is asked", async () => {
    const only = await nth("newest");
    await expect(set(only, "INACTIVE")).rejects.toMatchObject({ code: "LAST_ACTIVE_SECRET", status: 4 });
    await expect(deleteClientSecret(dir.store, app, only, LATER)).rejects.toMatchObject({ code: "SECRET_ACTIVE" });
    const { secret } = await rotateClientSecret(dir.store, app, LATER);
    await set(secret, "INACTIVE");
    await expect(set(only, "INACTIVE")).rejects.toMatchObject({ code: "LAST_ACTIVE_SECRET" });
    expect(await states()).toEqual(["INACTIVE", "ACTIVE"]);
  });

  it("may all be switched off in an app that needs none, and one is made when it needs one again", async () => {
    const { secret } = await rotateClientSecret(dir.store, app, LATER);
    const first = await nth("oldest");
    await set(first, "INACTIVE", false);
    await set(secret, "INACTIVE", false);

    const { clientSecret } = await editApp(dir.store, app, { keepsSecret: true }, LATER);

    const kept = await secrets();
    expect(kept.map(({ status }) => status).sort()).toEqual(["ACTIVE", "INACTIVE"]);
    expect(kept.map(({ id }) => id)).not.toContain(first.id);
    const active = kept.find(({ status }) => status === "ACTIVE");
    expect(dir.store.unseal(active?.sealed ?? "")).toBe(clientSecret);
  });

  it("are never switched to what they are, and come back when they are activated", async () => {
    const only = await nth("oldest");
    await expect(set(only, "ACTIVE")).rejects.toMatchObject({ code: "SECRET_STATUS", status: 4 });
    await rotateClientSecret(dir.store, app, LATER);
    await set(only, "INACTIVE");
    await expect(set(only, "INACTIVE")).rejects.toMatchObject({ code: "SECRET_STATUS" });
    expect((await set(only, "ACTIVE")).status).toBe("ACTIVE");
    expect((await dir.events()).at(-1)).toBe("app.oauth2.credentials.lifecycle.activate");
  });

  it.each(["ocs00000000000000000", "newst", ""])("are not found as %j, nor as those of another app", async (typed) => {
    await expect(nth(typed)).rejects.toMatchObject({ code: "SECRET_NOT_FOUND", status: 3 });
    const other = await dir.addApp({ label: "Other" });
    const [theirs] = await secretsOf(dir.store.read, other.id, "client_secret");
    await expect(set(theirs as Secret, "INACTIVE")).rejects.toMatchObject({ code: "SECRET_NOT_FOUND" });
    await expect(deleteClientSecret(dir.store, app, theirs as Secret, LATER)).rejects.toMatchObject({
      code: "SECRET_NOT_FOUND",
    });
  });

  it("stay two when two processes make another at once", async () => {
    const made = await Promise.allSettled([0, 1, 2].map(() => rotateClientSecret(dir.store, app, LATER)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await states()).toEqual(["ACTIVE", "ACTIVE"]);
  });
});
