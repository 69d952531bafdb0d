/** An org's file as text, from a store and into one. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ExportOptions, exportOrg } from "../../src/org-file/export-org.js";
import { type ImportOptions, importOrg } from "../../src/org-file/import-org.js";
import { openStore } from "../../src/store/open.js";
import type { Org } from "../../src/store/orgs.js";
import type { Store } from "../../src/store/store.js";
import { LATER } from "../directory/org.js";

export const PASSPHRASE = "correct horse battery";

export async function exported(store: Store, org: Org, options: ExportOptions = {}): Promise<string> {
  let text = "";
  await exportOrg(store, org, { log2N: 10, ...options }, async (piece) => {
    text += piece;
  });
  return text;
}

export interface FileFolder extends AsyncDisposable {
  path(name: string): string;
  /** A new database, empty. */
  emptyStore(): Promise<Store>;
  /** Imports the text from a file. */
  importText(store: Store, text: string | Buffer, options?: ImportOptions): ReturnType<typeof importOrg>;
}

export function fileFolder(): FileFolder {
  const folder = mkdtempSync(join(tmpdir(), "appint-org-file-"));
  const stores: Store[] = [];
  const path = (name: string) => join(folder, name);
  return {
    path,
    async emptyStore() {
      const store = await openStore({ file: path(`${stores.length}.db`), secretKey: "" });
      stores.push(store);
      return store;
    },
    importText(store, text, options = {}) {
      writeFileSync(path("org.jsonl"), text);
      return importOrg(async () => store, path("org.jsonl"), options, LATER);
    },
    async [Symbol.asyncDispose]() {
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
