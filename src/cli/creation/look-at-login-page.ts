/** What the login page of an app tells of the fields that describe its form, and a line for each on stderr. */
import type { FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import type { Context } from "../context.js";
import { checked } from "../field-arguments.js";
import { valueText } from "../value-text.js";

/** The fields that are told by one look. */
const FORM = ["formUrl", "usernameField", "passwordField", "optionalFields"];

/**
 * Looks at the login page where the kind has a form and nobody has described it.
 *
 * @param said what was typed: it wins
 * @returns values of fields, none where there is nothing to look for
 */
export async function seenOnLoginPage(
  kind: Kind,
  said: FieldValues,
  { output, clock }: Pick<Context, "output" | "clock">,
): Promise<FieldValues> {
  const fields = kind.fields.filter(({ key }) => FORM.includes(key));
  const { loginUrl } = said;
  if (fields.length === 0 || typeof loginUrl !== "string" || FORM.some((key) => said[key] !== undefined)) return {};
  const { lookAtLoginPage } = await import("../../app-look/look-at-login-page.js");
  const { MOST_OPTIONAL_FIELDS } = await import("../../integrations/swa/fields/optional-fields.js");
  const done = await output.busy(`Looking at ${loginUrl}`);
  const { form, landedAt, tokens, notes } = await lookAtLoginPage(loginUrl, { clock }).finally(done);

  const found: FieldValues = {};
  const lines: string[] = [];
  const isToken = ({ name }: { name: string }) => tokens.includes(name);
  if (form) {
    // A token is named, so that whoever looks at the app sees what is missing; its value would be old at once.
    const others = [
      ...form.others.filter(isToken).map(({ name }) => ({ name, value: "" })),
      ...form.others.filter((other) => !isToken(other)),
    ];
    found.formUrl = form.url;
    found.usernameField = form.usernameField;
    found.passwordField = form.passwordField;
    // Also where there are none: an edit must not keep those of another page.
    found.optionalFields = others.length > 0 ? others.slice(0, MOST_OPTIONAL_FIELDS) : undefined;
    const rest = others.slice(MOST_OPTIONAL_FIELDS).map(({ name }) => name);
    if (rest.length > 0)
      notes.push(`the form also has ${rest.join(", ")}; the platform's form has room for ${MOST_OPTIONAL_FIELDS}`);
  }
  if (landedAt !== undefined && said.redirectUrl === undefined) found.redirectUrl = landedAt;
  for (const field of kind.fields) {
    if (found[field.key] === undefined) continue;
    try {
      found[field.key] = checked(field, found[field.key]);
      lines.push(`  saw   ${field.term} = ${valueText(field, found[field.key])}`);
    } catch (error) {
      // A form is told whole or not at all.
      for (const key of FORM.includes(field.key) ? FORM : [field.key]) delete found[key];
      notes.push(`${field.term} cannot be used: ${(error as { why?: string }).why ?? ""}`);
    }
  }
  if (found.formUrl === undefined)
    notes.push(
      "without its form the tile leads to the login page: --form-url, --username-field and --password-field describe it",
    );
  const told = [...lines, ...notes.map((note) => `  note  ${note}`)];
  output.note([`Looked at ${loginUrl}`, ...told].join("\n"));
  return found;
}
