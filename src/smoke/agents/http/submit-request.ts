/** The request that a submitted form makes. */
import type { Button, Fields, Form, PendingRequest } from "../agent.js";
import { beginRequest } from "./request.js";
import { urlWithFields } from "./submission.js";

/**
 * A button's own action and method count before the form's.
 *
 * @returns `undefined` where the form leads nowhere by HTTP
 */
export function submitRequest(
  idpOrigin: string,
  submission: {
    form: Form;
    button: Button | undefined;
    fields: Fields;
    cause: PendingRequest["cause"];
    headers?: Readonly<Record<string, string>>;
  },
): PendingRequest | undefined {
  const { form, button, fields, cause, headers } = submission;
  const action = button?.action ?? form.action;
  if (!action) return undefined;
  const method = button?.method ?? form.method;
  const begin = { cause, initiator: form.document, headers };
  return method === "GET"
    ? beginRequest(idpOrigin, { ...begin, url: urlWithFields(action, fields) })
    : beginRequest(idpOrigin, { ...begin, url: action, method, fields, encoding: form.encoding });
}
