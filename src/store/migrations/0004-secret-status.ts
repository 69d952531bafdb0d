/**
 * A secret can be switched off before it is forgotten: an app that rotates its client secret has two for a while, and
 * whoever doubts that the old one is unused can try. What is there already is what works.
 */
import type { Migration } from "../migration.js";

export const secretStatus: Migration = {
  id: "0004-secret-status",

  statements: () => [
    "ALTER TABLE secret ADD COLUMN status TEXT NOT NULL DEFAULT 'ACTIVE'",
    "ALTER TABLE secret ADD COLUMN last_updated TEXT NOT NULL DEFAULT ''",
    "UPDATE secret SET last_updated = created",
  ],
};
