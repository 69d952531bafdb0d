import { orgById, orgs, setCurrentOrg } from "../../store/orgs.js";
import { settingOf } from "../../store/settings.js";
import { defineInvariant } from "../invariant.js";

export default defineInvariant({
  says: "the current org is one of the orgs, where there is any",

  async breaches({ read }) {
    const current = await settingOf(read, "current_org");
    if (current !== undefined && (await orgById(read, current))) return [];
    const [first] = await orgs(read);
    if (!first) return [];
    return [
      {
        seen: current === undefined ? "no org is the current one" : `the current org ${current} does not exist`,
        mend: { what: `make ${first.slug} the current org`, run: (tx) => setCurrentOrg(tx, first.id) },
      },
    ];
  },
});
