/** The program of a store child: inserts users into the org it is told, and says so after each that is acknowledged. */
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "../../src/store/open.js";
import type { Store } from "../../src/store/store.js";
import { insertUser } from "../../src/store/users.js";
import { anEvent, aUser } from "./rows.js";

const pauseMs = Number(process.argv[2]);
let writing: Promise<void> | undefined;
let stopped = false;

async function writeOn(store: Store, org: string): Promise<void> {
  while (!stopped) {
    const user = aUser(org);
    await store.write(async (tx) => {
      await insertUser(tx, user, null);
      await tx.record(
        anEvent(org, {
          type: "user.lifecycle.create",
          targets: [{ id: user.id, type: "User", alternateId: user.login, displayName: "Ada" }],
        }),
      );
    });
    process.send?.({ id: user.id });
    await sleep(pauseMs);
  }
  await store.close();
}

process.on("message", async (message: { file: string; org: string } | { stop: true }) => {
  if ("stop" in message) {
    stopped = true;
    await writing;
    process.send?.({ done: "stop" });
    return;
  }
  stopped = false;
  const store = await openStore({ file: message.file });
  process.send?.({ done: "open" });
  writing = writeOn(store, message.org);
});

process.on("disconnect", () => process.exit()); // its test is gone
process.send?.({ done: "start" });
