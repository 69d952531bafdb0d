/** What an org's file, or the place for it, can have wrong. */
import { Problem } from "../problem.js";
import type { Org } from "../store/orgs.js";

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** @param member of the line, where one is meant: `login` */
export const fileInvalid = (file: string, line: number, member: string | undefined, why: string) =>
  new Problem(
    "ORG_FILE_INVALID",
    2,
    `${file}, line ${line}${member ? `, ${shortened(member)}` : ""}: this cannot be imported`,
    why,
    "correct the line, or export the org again; nothing was imported",
  );

export const fileNewer = (file: string, version: unknown, known: number) =>
  new Problem(
    "ORG_FILE_NEWER",
    2,
    `${file} was written by a newer appint`,
    `its format has version ${shortened(String(version))}, this appint knows ${known}`,
    "npm install -g appint@latest, then import it again",
  );

export const fileUnreadable = (file: string, why: string, cause?: unknown) =>
  new Problem("ORG_FILE_UNREADABLE", 5, `${file} cannot be read`, why, "check the path and your rights", { cause });

export const fileChanged = (file: string) =>
  new Problem(
    "ORG_FILE_CHANGED",
    4,
    `${file} changed while it was being imported`,
    "what was checked is not what would be kept; nothing was imported",
    "import it again when nobody writes to it",
  );

export const passphraseNeeded = (file: string) =>
  new Problem(
    "PASSPHRASE_NEEDED",
    2,
    `The secrets in ${file} are sealed`,
    "they open with the passphrase of the export only",
    "appint orgs import … --passphrase-file <file>, or set APPINT_PASSPHRASE",
  );

export const passphraseWrong = (file: string) =>
  new Problem(
    "PASSPHRASE_WRONG",
    2,
    `The secrets in ${file} do not open`,
    "the passphrase is not the one of the export",
    "give the right one, or export the org again; nothing was imported",
  );

/** The passphrase is right, the bytes are not. */
export const fileForged = (file: string) =>
  new Problem(
    "ORG_FILE_ALTERED",
    2,
    `${file} is not as it was exported`,
    "it was changed or cut after its secrets were sealed: its proof (HMAC-SHA256) does not fit",
    "take the file as it was, or export the org again; nothing was imported",
  );

/** The very org is in the database. */
export const orgPresent = (org: Org) =>
  new Problem(
    "ORG_PRESENT",
    4,
    `The org of this file is in this database already, as ${org.slug}`,
    "an import takes the ids over, and no id can be there twice; nothing was imported",
    `delete it first: appint orgs delete ${org.slug}; or import into another --db`,
  );

export const slugTaken = (slug: string) =>
  new Problem(
    "ORG_SLUG_TAKEN",
    4,
    `There is another org ${slug} in this database`,
    "an import never writes over an org; nothing was imported",
    `give it another name: --name "${slug} 2"`,
  );

/** Ids that belong to somebody else. */
export const idsTaken = (type: string) =>
  new Problem(
    "ORG_IDS_TAKEN",
    4,
    `A ${type} of this file is in this database already, in another org`,
    "ids are taken over, so that issuers and client ids keep working; nothing was imported",
    "import it into another --db",
  );
