/** Reading what a SCIM service answers: lists and errors, and why something else is neither. */

export const LIST_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const ERROR_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

/** A list of resources; absent resources are an empty page. @see RFC 7644 §3.4.2 */
export interface ScimList {
  totalResults: number;
  resources: readonly Record<string, unknown>[];
}

/** @returns the list, or why the body is none, as the end of a sentence */
export function readList(body: string): ScimList | { fault: string } {
  const object = readObject(body);
  if ("fault" in object) return object;
  const { schemas, totalResults, startIndex, itemsPerPage, Resources: resources = [] } = object.members;
  if (!Array.isArray(schemas) || !schemas.includes(LIST_SCHEMA))
    return { fault: `its schemas do not have ${LIST_SCHEMA}` };
  for (const [name, value] of Object.entries({ totalResults, startIndex, itemsPerPage })) {
    // Only totalResults is a duty; whatever is there must be a number, or pages cannot be counted.
    if (value === undefined && name !== "totalResults") continue;
    if (!Number.isInteger(value)) return { fault: `${name} is ${shown(value)}, not a number` };
  }
  if (!Array.isArray(resources)) return { fault: `Resources is ${shown(resources)}, not a list` };
  const odd = resources.find((resource) => !isObject(resource) || typeof resource.id !== "string");
  if (odd !== undefined) return { fault: "a resource of the list has no id" };
  return { totalResults: totalResults as number, resources: resources as Record<string, unknown>[] };
}

/** @returns the `detail` of an error body; undefined where the body is no SCIM error. @see RFC 7644 §3.12 */
export function readErrorDetail(body: string): string | undefined {
  const object = readObject(body);
  if ("fault" in object) return undefined;
  const { schemas, detail } = object.members;
  const isError = Array.isArray(schemas) && schemas.includes(ERROR_SCHEMA);
  return isError && typeof detail === "string" && detail !== "" ? detail : undefined;
}

/** A body as a JSON object. @returns its members, or why there are none */
export function readObject(body: string): { members: Record<string, unknown> } | { fault: string } {
  if (body.trim() === "") return { fault: "it is empty" };
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? { members: value } : { fault: `it is ${shown(value)}, not a JSON object` };
  } catch {
    return {
      fault: /^\s*<(!doctype|html|\?xml|[a-z])/i.test(body) ? "it is a page (HTML or XML), not JSON" : "it is no JSON",
    };
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value in a few words. */
const shown = (value: unknown): string =>
  value === undefined
    ? "missing"
    : typeof value === "string"
      ? `the text ${JSON.stringify(value.slice(0, 20))}`
      : Array.isArray(value)
        ? "a list"
        : value === null || typeof value !== "object"
          ? String(value)
          : "an object";
