/** Whether an app of a file is one that its kind of integration can work with: judged by the kind's own definitions. */
import type { Kind } from "../integrations/kind.js";
import { isOfKind, kinds } from "../integrations/registry.js";
import { testFields } from "../integrations/test-settings.js";
import { documentOf, isNeeded, valuesOf } from "../integrations/values.js";
import { Problem } from "../problem.js";
import type { App, AppDocument } from "../store/apps.js";

type Json = Record<string, unknown>;

/** What is wrong, and with which member. */
export interface Fault {
  member: string;
  why: string;
}

export interface AppLine extends Json {
  id: string;
  label: string;
  signOnMode: string;
  document: Json;
  tests: Json;
}

/** A judge of apps; it answers with the kind of an app that is fine. */
export async function appJudge(): Promise<(app: AppLine) => Kind | Fault> {
  const every = await kinds();
  return (app) => {
    const kind = every.find((each) => isOfKind(each, app as unknown as App));
    if (!kind)
      return {
        member: "signOnMode",
        why: `no kind of integration has the sign-on mode ${app.signOnMode.slice(0, 40)}`,
      };
    return documentFault(kind, app) ?? testsFault(app.tests) ?? kind;
  };
}

function documentFault(kind: Kind, app: AppLine): Fault | undefined {
  const blank: Json = Object.fromEntries(
    kind.fields.map((field) => [field.key, field.default?.({}) ?? (field.repeatable ? [] : undefined)]),
  );
  const model = documentOf(kind, blank) as unknown as Json;
  const shape = shapeFault(model, app.document, "document", neededBy(kind, model));
  if (shape) return shape;
  const { client_id: client } =
    (app.document.credentials as { oauthClient?: { client_id?: unknown } }).oauthClient ?? {};
  if (client !== undefined && client !== app.id)
    return { member: "document.credentials.oauthClient.client_id", why: "it is not the id of the app" };
  const document = app.document as unknown as AppDocument;
  const values: Json = { ...valuesOf(kind, document), label: app.label };
  for (const field of kind.fields) {
    // A secret lies on a line of its own, and a file without secrets has none.
    if (field.secret || (values[field.key] === undefined && !isNeeded(field, values))) continue;
    const result = field.schema.safeParse(values[field.key]);
    if (!result.success)
      return {
        member: field.path === "label" ? "label" : `document.${field.path}`,
        why: result.error.issues[0]?.message ?? "it cannot be used",
      };
  }
  try {
    kind.check(values);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { member: "document", why: error.what };
  }
  return undefined;
}

/**
 * Members that apps of the kind have hold what they always hold. An app of an older appint may lack what came later, but
 * for the objects that fields lie in.
 */
function shapeFault(model: Json, given: unknown, path: string, needed: ReadonlySet<string>): Fault | undefined {
  if (given === undefined && !needed.has(path)) return undefined;
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return { member: path, why: given === undefined ? "it is missing" : "it is not an object" };
  for (const [name, expected] of Object.entries(model)) {
    const [value, member] = [(given as Json)[name], `${path}.${name}`];
    if (typeof expected === "object" && expected !== null && !Array.isArray(expected)) {
      const fault = shapeFault(expected as Json, value, member, needed);
      if (fault) return fault;
    } else if (value === undefined || value === null || expected === undefined || expected === null) continue;
    else if (Array.isArray(expected) !== Array.isArray(value))
      return { member, why: `it is ${Array.isArray(expected) ? "not" : ""} a list`.replace("  ", " ") };
    else if (typeof value !== typeof expected) return { member, why: `it is not a ${typeof expected}` };
  }
  return undefined;
}

/** Paths of all objects that a field of the kind lies in, and of the document's own members. */
function neededBy(kind: Kind, model: Json): ReadonlySet<string> {
  const paths = kind.fields.map(({ path }) => path.split(".")).filter(({ length }) => length > 1);
  const around = paths.flatMap((path) => path.slice(1).map((_, end) => path.slice(0, end + 1).join(".")));
  return new Set(["document", ...[...Object.keys(model), ...around].map((path) => `document.${path}`)]);
}

function testsFault(tests: Json): Fault | undefined {
  for (const [name, value] of Object.entries(tests)) {
    const field = testFields.find(({ key }) => key === name);
    if (!field) return { member: `tests.${name}`, why: "test-sso has no such setting" };
    const result = field.schema.safeParse(value);
    if (!result.success)
      return { member: `tests.${name}`, why: result.error.issues[0]?.message ?? "it cannot be used" };
  }
  return undefined;
}
