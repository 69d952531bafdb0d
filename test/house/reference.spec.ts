import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { integrationsReference } from "./reference.js";
import { ROOT } from "./source-files.js";

it("docs/reference/integrations.md says what the definitions say (npm run reference writes it)", async () => {
  const file = join(ROOT, "docs/reference/integrations.md");
  const text = await integrationsReference();
  if (process.env.APPINT_GOLDEN === "write") writeFileSync(file, text);
  expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(text);
});
