/** The promises of test/conformance/store.ts, for every way in which a database file can come to be. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { openStore } from "../../src/store/open.js";
import { insertOrg } from "../../src/store/orgs.js";
import { type StoreChild, startStoreChild } from "../conformance/child-process.js";
import { anEvent, anOrg } from "../conformance/rows.js";
import { type Subject, storeConformance } from "../conformance/store.js";

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "appint-store-"));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const fileIn = (folder: string) => join(folder, "appint.db");

const subjectIn = (folder: string): Subject => ({
  open: () => openStore({ file: fileIn(folder), secretKey: "" }),
  bytes: async () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))),
  dispose: async () => {},
});

/** Makes a database with one org in it. */
async function usedBefore(folder: string): Promise<string> {
  await using store = await openStore({ file: fileIn(folder), secretKey: "" });
  const org = anOrg();
  await store.write(async (tx) => {
    await insertOrg(tx, org);
    await tx.record(anEvent(org.id));
  });
  return org.id;
}

storeConformance("a new file", async () => subjectIn(newFolder()));

storeConformance("a file that was used and closed before", async () => {
  const folder = newFolder();
  await usedBefore(folder);
  return subjectIn(folder);
});

{
  let killed: string;
  beforeAll(async () => {
    killed = newFolder();
    const org = await usedBefore(killed);
    const child = await startStoreChild();
    await child.write(fileIn(killed), org);
    await child.until(20);
    await child.kill();
  });
  storeConformance("a file whose writer was killed", async () => {
    const folder = newFolder();
    cpSync(killed, folder, { recursive: true });
    return subjectIn(folder);
  });
}

{
  let child: StoreChild;
  beforeAll(async () => {
    child = await startStoreChild(2);
  });
  afterAll(() => child.kill());
  storeConformance("a file that another process writes to", async () => {
    const folder = newFolder();
    const org = await usedBefore(folder);
    await child.write(fileIn(folder), org);
    return { ...subjectIn(folder), dispose: () => child.stop() };
  });
}
