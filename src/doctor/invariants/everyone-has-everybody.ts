import { addMember } from "../../store/groups.js";
import { peopleOutsideEveryone } from "../../store/soundness.js";
import { defineInvariant } from "../invariant.js";

export default defineInvariant({
  says: "everybody is a member of Everyone",

  async breaches(database) {
    return (await peopleOutsideEveryone(database)).map(({ user, group }) => ({
      seen: `${user} is no member of Everyone`,
      mend: { what: `add ${user} to Everyone`, run: (tx) => addMember(tx, group, user, new Date()) },
    }));
  },
});
