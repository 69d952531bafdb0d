/** The JSON Schemas that are published, by file name; the build writes them to dist/schema. */
import { answersJsonSchema, jsonSchemaOf } from "./integrations/json-schema.js";
import { kinds } from "./integrations/registry.js";
import { testFields } from "./integrations/test-settings.js";
import { orgFileSchema } from "./org-file/format.js";
import { reportJsonSchema } from "./smoke/report-schema.js";

export async function schemas(): Promise<Record<string, object>> {
  const all: Record<string, object> = {
    "test-sso-report.json": reportJsonSchema(),
    "org-file.json": orgFileSchema(),
  };
  for (const kind of await kinds()) all[`integration-${kind.id}.json`] = jsonSchemaOf(kind);
  all["answers.json"] = answersJsonSchema(await kinds(), testFields);
  return all;
}
