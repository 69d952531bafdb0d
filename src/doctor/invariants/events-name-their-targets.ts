import { eventsWithOtherTargets, rewriteTargets } from "../../store/soundness.js";
import { defineInvariant } from "../invariant.js";

export default defineInvariant({
  says: "an event is found by every target that it names, and by no other",

  async breaches(database) {
    return (await eventsWithOtherTargets(database)).map(({ seq, uuid }) => ({
      seen: `event ${uuid} is found by other targets than it names`,
      mend: { what: `write the targets of event ${uuid} anew`, run: (tx) => rewriteTargets(tx, seq) },
    }));
  },
});
