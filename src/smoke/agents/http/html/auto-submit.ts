/** Finds the form that a page submits by itself, as the SAML POST binding and OIDC's form_post have it. */
import type { Button, Page } from "../../agent.js";
import type { ReadForm } from "./forms.js";
import { callsOnLoad, type LoadCall } from "./script-on-load.js";
import { attribute, type Element, elementsOf, type Node, rawText } from "./tree.js";

const messageFields = new Set(
  "samlresponse samlrequest wresult wa id_token code state logoutrequest logout_token".split(" "),
);
/** A script that is longer does more than post a form; reading it all would only cost time. */
const longestScript = 20_000;
const mostScripts = 10;
const unfillable = new Set(["hidden", "submit"]);

/**
 * The form, and the button where the page's script presses one instead of submitting.
 *
 * Proof is, in this order: an onload attribute or an inline script that submits on load; else a lone POST form of
 * hidden fields with a protocol message in it on a page whose script is in a file, or which has a button only for those
 * without script. A form with something to fill in is only believed to submit itself if the script names it.
 */
export function autoSubmitOf(root: Node, forms: readonly ReadForm[]): Page["autoSubmit"] {
  if (forms.length === 0) return undefined;
  const elements = elementsOf(root);
  const onload = elements
    .filter(({ tagName }) => tagName === "body" || tagName === "html")
    .map((element) => (attribute(element, "onload") ?? "").replace(/^\s*javascript:/i, ""))
    .join(";")
    .slice(0, longestScript);
  const scripts = elements.filter(({ tagName }) => tagName === "script");
  const inline = scripts
    .filter((script) => attribute(script, "src") === undefined && isJavaScript(script))
    .map(rawText)
    .filter(({ length }) => length <= longestScript)
    .slice(0, mostScripts);

  const calls = [...callsOnLoad(onload), ...callsOnLoad(inline.join("\n;\n"), onload)];
  for (const call of calls) {
    const found = call.method === "submit" ? submittedForm(call, forms, inline) : pressed(call, forms, elements);
    if (found) return found;
  }
  const [only] = forms;
  const scripted = scripts.some((script) => attribute(script, "src") !== undefined);
  const forNoScript = elements.some(({ tagName }) => tagName === "noscript");
  if (forms.length === 1 && only && (scripted || forNoScript) && isMessage(only)) return { form: only.form };
  return undefined;
}

const isJavaScript = (script: Element): boolean =>
  /^(|module|(text|application)\/(java|ecma)script)$/i.test((attribute(script, "type") ?? "").trim());

/** Nothing for a person to fill in. */
const isSilent = ({ form }: ReadForm): boolean => form.controls.every(({ type }) => unfillable.has(type));

const isMessage = (candidate: ReadForm): boolean =>
  isSilent(candidate) &&
  candidate.form.method === "POST" &&
  candidate.form.controls.some(({ name }) => messageFields.has(name.toLowerCase()));

function submittedForm({ receiver }: LoadCall, forms: readonly ReadForm[], scripts: string[]): Page["autoSubmit"] {
  const named = formNamed(receiver, forms) ?? formNamed(definitionOf(receiver, scripts), forms);
  if (named) return { form: named.form };
  // The script means a form by a way that is not followed here: only one that is nothing but a message is believed.
  const silent = forms.filter(isSilent);
  return silent.length === 1 && silent[0] ? { form: silent[0].form } : undefined;
}

/** What a variable was set to: `const form = document.forms[0]`. */
function definitionOf(receiver: string, scripts: string[]): string {
  if (!/^[\w$]+$/.test(receiver)) return "";
  const pattern = new RegExp(`(?<![\\w$.])${receiver.replaceAll("$", "\\$")}\\s*=(?!=)\\s*([^;\\n]+)`);
  return scripts.map((script) => pattern.exec(script)?.[1]).find(Boolean) ?? "";
}

function formNamed(expression: string, forms: readonly ReadForm[]): ReadForm | undefined {
  const index = /\bforms\s*\[\s*(\d+)\s*\]|\bforms\.item\(\s*(\d+)\s*\)/.exec(expression);
  if (index) return forms[Number(index[1] ?? index[2])];
  const byTag = /getElementsByTagName\(\s*["'`]form["'`]\s*\)\s*\[\s*(\d+)/i.exec(expression);
  if (byTag) return forms[Number(byTag[1])];
  if (/querySelector\(\s*["'`]\s*(body\s*>?\s*)?form\s*["'`]\s*\)|^\$\(\s*["'`]form["'`]\s*\)/i.test(expression))
    return forms[0];
  const name =
    /getElementById\(\s*["'`]([^"'`]+)/.exec(expression)?.[1] ??
    /(?:querySelector|^\$|jQuery)\(\s*["'`](?:form)?#([\w-]+)/.exec(expression)?.[1] ??
    /\[\s*(?:name|id)\s*=\s*\\?["'`]?([\w.:-]+)/.exec(expression)?.[1] ??
    /\bforms\s*\[\s*["'`]([^"'`]+)/.exec(expression)?.[1] ??
    /\bforms\s*\.\s*([\w$]+)/.exec(expression)?.[1] ??
    /\bdocument\s*\.\s*([\w$]+)\s*$/.exec(expression)?.[1] ??
    /^(?:window\s*\.\s*)?([\w$]+)$/.exec(expression)?.[1];
  return name === undefined ? undefined : forms.find(({ form }) => form.id === name || form.name === name);
}

/** The form whose button a script presses; only where nothing else could be wanted from a person. */
function pressed({ receiver }: LoadCall, forms: readonly ReadForm[], elements: Element[]): Page["autoSubmit"] {
  const id = /getElementById\(\s*["'`]([^"'`]+)/.exec(receiver)?.[1] ?? /\(\s*["'`]#([\w-]+)/.exec(receiver)?.[1];
  const at = /getElementsByTagName\(\s*["'`](input|button)["'`]\s*\)\s*\[\s*(\d+)/i.exec(receiver);
  const element = at
    ? elements.filter(({ tagName }) => tagName === at[1]?.toLowerCase())[Number(at[2])]
    : elements.find((candidate) => id !== undefined && attribute(candidate, "id") === id);
  const silent = forms.filter(isSilent);
  const matches = (button: Button) =>
    element !== undefined &&
    (button.id ?? "") === (attribute(element, "id") ?? "") &&
    button.name === (attribute(element, "name") ?? "");
  for (const { form } of silent) {
    const button = form.buttons.find(matches);
    if (button) return { form, button };
  }
  return undefined;
}
