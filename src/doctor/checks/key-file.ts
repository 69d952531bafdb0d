import { existsSync } from "node:fs";
import { defineCheck } from "../check.js";
import { openToOthers } from "../modes.js";

export default defineCheck({
  title: "Secret key",
  needs: ["database"],

  async look(patient) {
    const keyFile = `${patient.file}.key`;
    const unseal = await (await patient.inspect()).unsealer();
    if (!unseal) return [{ verdict: "passed", seen: "not made yet; the first command makes it" }];
    if (patient.env.APPINT_SECRET_KEY) {
      const spare = existsSync(keyFile) ? `; ${keyFile} is not used` : "";
      return [{ verdict: "passed", seen: `APPINT_SECRET_KEY is the key of this database${spare}` }];
    }
    const open = openToOthers(keyFile, 0o600);
    return open.length > 0
      ? open
      : [{ verdict: "passed", seen: `${keyFile} is the key of this database, for you alone` }];
  },
});
