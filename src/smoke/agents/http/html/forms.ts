/** Forms as a browser would submit them. */
import type { Button, Control, DocumentRef, Form } from "../../agent.js";
import { resolveAddress } from "./resolve.js";
import { attribute, type Element, elementsOf, isElement, isInside, type Node, rawText } from "./tree.js";

/** A form and the elements that belong to it, for whoever must know which form a script means. */
export interface ReadForm {
  form: Form;
  element: Element;
}

const controlTags = new Set(["input", "select", "textarea", "button"]);

/**
 * The forms of a page, in order.
 *
 * @param source the HTML text: a form torn apart by the parser (in a table) is put together by its positions
 * @see html §4.10.21.4
 */
export function readForms(root: Node, source: string, base: string, document: DocumentRef): ReadForm[] {
  const elements = elementsOf(root);
  const forms = elements.filter(({ tagName }) => tagName === "form");
  const owned = new Map<Element, Element[]>(forms.map((form) => [form, []]));
  for (const control of elements) {
    if (!controlTags.has(control.tagName)) continue;
    const owner = ownerOf(control, forms, source);
    if (owner) owned.get(owner)?.push(control);
  }
  return forms.map((element) => ({ element, form: readForm(element, owned.get(element) ?? [], base, document) }));
}

function ownerOf(control: Element, forms: Element[], source: string): Element | undefined {
  const named = attribute(control, "form");
  if (named !== undefined) return forms.find((form) => attribute(form, "id") === named);
  for (let node: Node | null = control.parentNode; node && isElement(node); node = node.parentNode) {
    if (node.tagName === "form") return node;
  }
  const at = control.sourceCodeLocation?.startOffset ?? -1;
  return forms.find((form) => {
    const from = form.sourceCodeLocation?.startTag?.endOffset ?? form.sourceCodeLocation?.endOffset;
    if (from === undefined || at < from) return false;
    const end = source.slice(from, at).search(/<\/form/i);
    return end === -1;
  });
}

const methodOf = (text: string | undefined): Form["method"] => (text?.trim().toLowerCase() === "post" ? "POST" : "GET");

const encodingOf = (text: string | undefined): Form["encoding"] => {
  const wanted = text?.trim().toLowerCase();
  if (wanted === "multipart/form-data" || wanted === "text/plain") return wanted;
  return "application/x-www-form-urlencoded";
};

function readForm(element: Element, owned: Element[], base: string, document: DocumentRef): Form {
  const controls: Control[] = [];
  const buttons: Button[] = [];
  for (const control of owned) {
    if (isDisabled(control)) continue;
    if (isButton(control)) buttons.push(readButton(control, base));
    else controls.push(...readControl(control));
  }
  const action = attribute(element, "action")?.trim();
  return {
    id: attribute(element, "id"),
    name: attribute(element, "name"),
    // An empty action is the page itself, whatever its base says.
    action: action ? resolveAddress(action, base) : resolveAddress("", document.url),
    method: methodOf(attribute(element, "method")),
    encoding: encodingOf(attribute(element, "enctype")),
    controls,
    buttons,
    document,
  };
}

const isDisabled = (control: Element): boolean =>
  attribute(control, "disabled") !== undefined || isInside(control, "datalist") || isInDisabledFieldset(control);

function isInDisabledFieldset(control: Element): boolean {
  for (let node: Node | null = control.parentNode; node && isElement(node); node = node.parentNode) {
    if (node.tagName === "fieldset" && attribute(node, "disabled") !== undefined) return true;
  }
  return false;
}

const typeOf = (control: Element): string => (attribute(control, "type") ?? "").trim().toLowerCase();

function isButton(control: Element): boolean {
  const type = typeOf(control);
  if (control.tagName === "button") return type !== "button" && type !== "reset";
  return control.tagName === "input" && (type === "submit" || type === "image");
}

function readButton(control: Element, base: string): Button {
  const value = attribute(control, "value") ?? "";
  const action = attribute(control, "formaction")?.trim();
  const method = attribute(control, "formmethod");
  const isInput = control.tagName === "input";
  return {
    id: attribute(control, "id"),
    name: typeOf(control) === "image" ? "" : (attribute(control, "name") ?? ""),
    value: isInput && attribute(control, "value") === undefined ? "Submit" : value,
    text: (isInput ? value : rawText(control)).replaceAll(/\s+/g, " ").trim(),
    action: action ? resolveAddress(action, base) : undefined,
    method: method === undefined ? undefined : methodOf(method),
  };
}

function readControl(control: Element): Control[] {
  const name = attribute(control, "name") ?? "";
  if (name === "" || control.tagName === "button") return [];
  if (control.tagName === "textarea") {
    return [{ name, type: "textarea", value: rawText(control), chosen: true }];
  }
  if (control.tagName === "select") return readSelect(control, name);
  const type = typeOf(control) || "text";
  if (["button", "reset", "file"].includes(type)) return [];
  const ticked = attribute(control, "checked") !== undefined;
  const isBox = type === "checkbox" || type === "radio";
  const value = attribute(control, "value") ?? (isBox ? "on" : "");
  const filled = type === "hidden" && name === "_charset_" ? "UTF-8" : value;
  return [{ name, type, value: filled, chosen: !isBox || ticked }];
}

function readSelect(select: Element, name: string): Control[] {
  const options = elementsOf(select).filter(({ tagName }) => tagName === "option");
  const usable = options.filter((option) => attribute(option, "disabled") === undefined);
  const several = attribute(select, "multiple") !== undefined;
  const selected = usable.filter((option) => attribute(option, "selected") !== undefined);
  const chosen = several ? selected : [selected.at(-1) ?? usable[0]];
  return usable.map((option) => ({
    name,
    type: "select",
    value: attribute(option, "value") ?? rawText(option).replaceAll(/\s+/g, " ").trim(),
    chosen: chosen.includes(option),
  }));
}
