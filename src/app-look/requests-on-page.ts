/** Requests to an IdP that a page holds ready: behind a link, in a form that waits for a click, or in its script. */
import type { Page } from "../smoke/agents/agent.js";
import { fieldsOf } from "../smoke/agents/http/submission.js";
import { type IdpRequest, idpRequestOf } from "./idp-request.js";

/** An address in a script: in quotes, with slashes that may be escaped as JSON does. */
const ADDRESS = /["'`](https?:(?:\\?\/){2}[^"'`\s<>]{1,20000})["'`]/g;

/** In the order in which a person would meet them. */
export function requestsOnPage({ links, forms, body, contentType }: Page): IdpRequest[] {
  const ofForms = forms.flatMap((form) => (form.action ? [{ url: form.action, fields: fieldsOf(form) }] : []));
  const ofLinks = links.map(({ href }) => ({ url: href, fields: [] }));
  const isText = /html|json|javascript/.test(contentType);
  const ofScript = isText ? [...body.matchAll(ADDRESS)].map(([, text = ""]) => unescaped(text)) : [];
  const addresses = ofScript.filter((url) => URL.canParse(url)).map((url) => ({ url, fields: [] }));
  return [...ofForms, ...ofLinks, ...addresses].flatMap((message) => idpRequestOf(message) ?? []);
}

const unescaped = (text: string): string =>
  text
    .replaceAll("\\/", "/")
    .replaceAll(/\\u0026|&amp;/g, "&")
    .replaceAll(/\\u003[dD]/g, "=");
