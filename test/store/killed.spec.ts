import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventsOfOrg } from "../../src/store/log-events.js";
import { openStore } from "../../src/store/open.js";
import { insertOrg } from "../../src/store/orgs.js";
import { usersOfOrg } from "../../src/store/users.js";
import { startStoreChild } from "../conformance/child-process.js";
import { anEvent, anOrg } from "../conformance/rows.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "appint-killed-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("nothing that was acknowledged is lost when writers are killed, and no change is without its event", async () => {
  const file = join(folder, "appint.db");
  const org = anOrg();
  const acknowledged: string[] = [];
  {
    await using store = await openStore({ file, secretKey: "" });
    await store.write(async (tx) => {
      await insertOrg(tx, org);
      await tx.record(anEvent(org.id));
    });
  }
  for (let round = 0; round < 4; round++) {
    // Two at a time, so that one is often killed while the other waits for its lock.
    const children = await Promise.all([startStoreChild(), startStoreChild()]);
    await Promise.all(children.map((child) => child.write(file, org.id)));
    await Promise.all(children.map((child, turn) => child.until(5 + round * 7 + turn)));
    await Promise.all(children.map((child) => child.kill()));
    acknowledged.push(...children.flatMap((child) => child.acknowledged));
  }

  await using store = await openStore({ file, secretKey: "" });
  const users = await everyPage((after) => usersOfOrg(store.read, org.id, { after, limit: 1000 }));
  const events = await everyPage((after) =>
    eventsOfOrg(store.read, org.id, { after, limit: 1000, type: "user.lifecycle.create" }),
  );
  const kept = users.map(({ id }) => id).sort();
  expect(acknowledged.length).toBeGreaterThan(100);
  expect(kept).toEqual(expect.arrayContaining(acknowledged));
  expect(events.flatMap(({ targets }) => targets).sort()).toEqual(kept);
});

async function everyPage<T>(page: (after?: string) => Promise<{ rows: T[]; next?: string }>): Promise<T[]> {
  const rows: T[] = [];
  let next: string | undefined;
  do {
    const got = await page(next);
    rows.push(...got.rows);
    next = got.next;
  } while (next !== undefined);
  return rows;
}
