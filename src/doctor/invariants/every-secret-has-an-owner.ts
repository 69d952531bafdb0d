import { deleteSecret } from "../../store/secrets.js";
import { secretsWithoutOwner } from "../../store/soundness.js";
import { defineInvariant } from "../invariant.js";

export default defineInvariant({
  says: "every secret belongs to something that is there",

  async breaches(database) {
    return (await secretsWithoutOwner(database)).map(({ id, owner }) => ({
      seen: `secret ${id} belongs to ${owner}, which is not there`,
      mend: { what: `forget secret ${id}, which nothing can use`, run: (tx) => deleteSecret(tx, id) },
    }));
  },
});
