/** The JSON Schemas that are published, by file name; the build writes them to dist/schema. */
import { jsonSchemaOf } from "./integrations/json-schema.js";
import { kinds } from "./integrations/registry.js";
import { reportJsonSchema } from "./smoke/report-schema.js";

export async function schemas(): Promise<Record<string, object>> {
  const all: Record<string, object> = { "test-sso-report.json": reportJsonSchema() };
  for (const kind of await kinds()) all[`integration-${kind.id}.json`] = jsonSchemaOf(kind);
  return all;
}
