import { addMember, EVERYONE } from "../../store/groups.js";
import { peopleOutsideEveryone } from "../../store/soundness.js";
import { defineInvariant } from "../invariant.js";

export default defineInvariant({
  says: `everybody is a member of ${EVERYONE}`,

  async breaches(database) {
    return (await peopleOutsideEveryone(database)).map(({ user, group }) => ({
      seen: `${user} is no member of ${EVERYONE}`,
      mend: { what: `add ${user} to ${EVERYONE}`, run: (tx) => addMember(tx, group, user, new Date()) },
    }));
  },
});
