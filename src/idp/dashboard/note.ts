import { atPath } from "../../integrations/field.js";
import { userNote } from "../../integrations/fields/general.js";
import type { AppDocument } from "../../store/apps.js";

/** The admin's note for people, shown beside the tile. */
export const noteOf = (document: AppDocument): string | undefined =>
  (atPath(document, userNote.path) as string | null | undefined) ?? undefined;
