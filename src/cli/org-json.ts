/** An org as `--json` prints it. */
import type { Org } from "../store/orgs.js";

export const ORG_JSON_MEMBERS = ["id", "slug", "name", "origin", "current", "created"] as const;

export const orgJson = (
  org: Org,
  { current }: { current: boolean },
): Record<(typeof ORG_JSON_MEMBERS)[number], unknown> => ({
  id: org.id,
  slug: org.slug,
  name: org.name,
  origin: org.origin,
  current,
  created: org.created.toISOString(),
});
