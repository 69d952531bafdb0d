/** A group as `--json` prints it: the platform's group object, cut to what this product keeps. */
import type { Group } from "../store/groups.js";

export const GROUP_JSON_MEMBERS = ["id", "name", "type", "created", "profile"] as const;

export const groupJson = ({
  id,
  name,
  type,
  created,
  description,
}: Group): Record<(typeof GROUP_JSON_MEMBERS)[number], unknown> => ({
  id,
  name,
  type,
  created: created.toISOString(),
  profile: { name, description },
});
