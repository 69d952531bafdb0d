import { eventsOutOfOrder } from "../../store/soundness.js";
import { defineInvariant } from "../invariant.js";

export default defineInvariant({
  says: "the System Log stands in the order in which its events were published",

  async breaches(database) {
    const out = await eventsOutOfOrder(database);
    if (out.length === 0) return [];
    const first = `${out[0]?.uuid}, ${out[0]?.published}`;
    return [{ seen: `${out.length} events stand behind a later one (the first: ${first})` }];
  },
});
