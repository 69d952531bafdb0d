/** From a filled form to what goes over the wire. */
import { randomUUID } from "node:crypto";
import type { Button, Fields, Form, SubmitOptions, Values } from "../agent.js";

/** The button that a person presses: the named one, else the first; `undefined` for none. */
export function pressedButton(form: Form, wanted: SubmitOptions["button"]): Button | undefined {
  if (wanted === null) return undefined;
  if (wanted === undefined) return form.buttons[0];
  return form.buttons.find(({ name, value, text, id }) => [name, value, text, id].includes(wanted));
}

/**
 * The fields that a browser would send, in the order of the page.
 *
 * @see html §4.10.21.4 (constructing the entry list)
 */
export function fieldsOf(form: Form, values: Values = {}, button?: Button): Fields {
  const fields: [string, string][] = [];
  const filled = new Set<string>();
  for (const control of form.controls) {
    const value = Object.hasOwn(values, control.name) ? values[control.name] : undefined;
    if (value === undefined) {
      if (control.chosen) fields.push([control.name, control.value]);
    } else if (!filled.has(control.name)) {
      filled.add(control.name);
      for (const one of listOf(value)) fields.push([control.name, one]);
    }
  }
  for (const [name, value] of Object.entries(values)) {
    if (!filled.has(name)) for (const one of listOf(value)) fields.push([name, one]);
  }
  if (button?.name) fields.push([button.name, button.value]);
  return fields;
}

const listOf = (value: Values[string]): readonly string[] =>
  value === null ? [] : typeof value === "string" ? [value] : value;

const withLineBreaks = (text: string): string => text.replaceAll(/\r\n|\r|\n/g, "\r\n");

/** The URL that a GET form leads to: its fields replace the query of the action. */
export function urlWithFields(action: string, fields: Fields): string {
  const url = new URL(action);
  url.search = new URLSearchParams(fields.map(([name, value]) => [name, withLineBreaks(value)])).toString();
  return url.href;
}

/** The body of a POST, and its Content-Type. @see html §4.10.21.8 */
export function encodeFields(fields: Fields, encoding: Form["encoding"]): { body: string; contentType: string } {
  const lines = fields.map(([name, value]) => [withLineBreaks(name), withLineBreaks(value)] as [string, string]);
  if (encoding === "application/x-www-form-urlencoded") {
    return { body: new URLSearchParams(lines).toString(), contentType: encoding };
  }
  if (encoding === "text/plain") {
    return { body: lines.map(([name, value]) => `${name}=${value}\r\n`).join(""), contentType: encoding };
  }
  const boundary = `----form-${randomUUID()}`;
  const escaped = (name: string) => name.replaceAll("\r\n", "%0D%0A").replaceAll('"', "%22");
  const parts = lines.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${value}\r\n`,
  );
  return { body: `${parts.join("")}--${boundary}--\r\n`, contentType: `${encoding}; boundary=${boundary}` };
}
