/** Finds the login form of a page: where it is posted, and what its controls are called. */
import { isForgeryToken } from "../integrations/swa/forgery-token.js";
import type { Button, Control, Form, Page } from "../smoke/agents/agent.js";

export interface LoginForm {
  /** Absolute. */
  url: string;
  method: Form["method"];
  encoding: Form["encoding"];
  usernameField: string;
  passwordField: string;
  /** What a browser would post besides, in order: hidden values, ticked boxes, the button. */
  others: { name: string; value: string }[];
}

/** Text that a person types a name into; a control without a type is one. */
const typed = new Set(["text", "email", "tel", ""]);
const userLike = /user|e-?mail|log-?in|account|identifier|^(id|name)$/i;
/** What the button of a login form says, in the order in which the platform's own plugin looks for it. */
const says = [
  /^(?!forgot).*log\W?(i|o)n/i,
  /save/i,
  /sign\W?in/i,
  /^ok$/i,
  /^submit$/i,
  /continue/i,
  /next/i,
  /go/i,
  /verify/i,
];

/** The page's login form: the one that asks for one password, and for a name before it. */
export function loginFormOf(page: Page): LoginForm | undefined {
  for (const form of page.forms) {
    const passwords = form.controls.filter(({ type }) => type === "password");
    // Two passwords are a registration, or a change of one.
    const [password] = passwords;
    if (passwords.length !== 1 || !password || form.action === undefined) continue;
    const username = usernameOf(form, password);
    if (!username) continue;
    const button = buttonOf(form);
    return {
      url: button?.action ?? form.action,
      method: button?.method ?? form.method,
      encoding: form.encoding,
      usernameField: username.name,
      passwordField: password.name,
      others: [
        ...form.controls.filter((control) => control.chosen && isFixed(control)),
        ...(button && button.name !== "" ? [button] : []),
      ].map(({ name, value }) => ({ name, value })),
    };
  }
  return undefined;
}

/** Whether a form on the page asks for a name and leaves the password to the next page. */
export const asksNameFirst = (page: Page): boolean =>
  page.forms.some(
    ({ controls }) =>
      !controls.some(({ type }) => type === "password") &&
      controls.some(({ type, name }) => typed.has(type) && userLike.test(name)),
  );

/** Those of a form that are new on every visit, told by their name or by what another visit saw. */
export function tokensOf(form: LoginForm, again: LoginForm | undefined): string[] {
  const differs = ({ name, value }: { name: string; value: string }) =>
    again !== undefined && again.others.find((other) => other.name === name)?.value !== value;
  return form.others.filter((field) => isForgeryToken(field.name) || differs(field)).map(({ name }) => name);
}

const isFixed = ({ type }: Control): boolean => !typed.has(type) && type !== "password";

function usernameOf({ controls }: Form, password: Control): Control | undefined {
  const before = controls.slice(0, controls.indexOf(password)).filter(({ type }) => typed.has(type));
  return (
    before.findLast(({ name }) => userLike.test(name)) ??
    before.at(-1) ??
    controls.find(({ type, name }) => typed.has(type) && userLike.test(name))
  );
}

const buttonOf = ({ buttons }: Form): Button | undefined =>
  says.map((pattern) => buttons.find(({ text, value }) => pattern.test(text || value))).find(Boolean) ?? buttons[0];
