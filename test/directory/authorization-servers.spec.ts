import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  authorizationServersOf,
  customAuthorizationServer,
  TOKEN_PURPOSES,
} from "../../src/directory/authorization-servers.js";
import { createFirstOrg } from "../../src/directory/first-org.js";
import { keysOf } from "../../src/store/keys.js";
import { openStore } from "../../src/store/open.js";
import { NOW } from "./org.js";

const origin = "http://127.0.0.1:7700";

describe("the authorization servers of an org", () => {
  it("are its own and `default`, each with an issuer, an audience and keys of its own", () => {
    const servers = authorizationServersOf({ origin });

    expect(servers.map(({ id, type, issuer, audience }) => ({ id, type, issuer, audience }))).toEqual([
      { id: "org", type: "ORG", issuer: origin, audience: origin },
      { id: "default", type: "CUSTOM", issuer: `${origin}/oauth2/default`, audience: "api://default" },
    ]);
    const [own, custom] = servers.map(({ keys }) => Object.values(keys));
    expect(own?.filter((purpose) => custom?.includes(purpose))).toEqual([]);
  });

  it.each(["org", "", "Default", "other"])("have no custom one called %j", (id) => {
    expect(customAuthorizationServer({ origin }, id)).toBeUndefined();
  });

  it("have their keys when the org is made, so that no test has to add one to it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "appint-servers-"));
    const store = await openStore({ file: join(folder, "org.db"), secretKey: "7".repeat(64) });
    try {
      const made = await createFirstOrg(store, { now: NOW, origin });
      const keys = await keysOf(store.read, made?.org.id ?? "");
      expect(keys.map(({ purpose }) => purpose).sort()).toEqual(["access-token", "id-token", "server:default"]);
      expect([...TOKEN_PURPOSES].sort()).toEqual(["access-token", "id-token", "server:default"]);
    } finally {
      await store.close();
      await rm(folder, { recursive: true });
    }
  });
});
