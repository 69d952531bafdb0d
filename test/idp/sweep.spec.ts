import { afterEach, describe, expect, it, vi } from "vitest";
import type { Idp } from "../../src/idp/idp.js";
import { startSweeping } from "../../src/idp/sweep.js";
import { issueOnce, peekOnce } from "../../src/store/one-time.js";
import { freshOrg } from "./org.js";

afterEach(() => {
  vi.useRealTimers();
});

describe("what the IdP remembers of protocols", () => {
  it("forgets after a minute what is over, and keeps what is not", async () => {
    await using world = await freshOrg();
    const now = new Date("2026-01-01T00:00:00Z");
    const org = world.org.id;
    const in10Minutes = new Date(now.getTime() + 600_000);
    await world.store.keep((tx) =>
      issueOnce(tx, { kind: "k", id: "over", org, payload: {}, expires: new Date(now.getTime() + 1000) }),
    );
    await world.store.keep((tx) =>
      issueOnce(tx, { kind: "k", id: "alive", org, payload: { kept: true }, expires: in10Minutes }),
    );

    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const later = new Date(now.getTime() + 60_000);
    const stop = startSweeping({ store: world.store, clock: () => later } as Idp);
    vi.advanceTimersByTime(60_000);
    await stop();

    expect(await world.store.read.all("SELECT id FROM one_time ORDER BY id")).toEqual([{ id: "alive" }]);
    expect(await peekOnce(world.store.read, "k", "alive", now)).toEqual({ kept: true });
  });
});
