/** The mistake: the app proves at the token endpoint who it is in another way than it is registered for. */
import { type RunningApp, startVaried, type ZooOptions } from "./variation.js";

interface TokenRequest {
  headers: Headers;
  form: URLSearchParams;
  id: string;
  secret: string;
}

/** What the request of the sample, which sends its secret in the header, becomes. */
const MISTAKES = {
  /** beside the header client_id in the form: the default of several libraries */
  "client-id-twice": ({ form, id }: TokenRequest) => form.set("client_id", id),
  "secret-twice": ({ form, id, secret }: TokenRequest) => {
    form.set("client_id", id);
    form.set("client_secret", secret);
  },
  /** client_id alone, as a public client does */
  "no-secret": ({ headers, form, id }: TokenRequest) => {
    headers.delete("authorization");
    form.set("client_id", id);
  },
  nothing: ({ headers }: TokenRequest) => headers.delete("authorization"),
  /** signed by nobody whose key is registered */
  assertion: ({ headers, form, id }: TokenRequest) => {
    headers.delete("authorization");
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    form.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.set("client_assertion", `${part({ alg: "RS256" })}.${part({ iss: id, sub: id })}.c2lnbmF0dXJl`);
  },
};

export type AuthMethodMistake = keyof typeof MISTAKES;

/** The library of the sample calls the global fetch: token requests are changed there until the app is closed. */
export async function start({ mistake, ...options }: ZooOptions & { mistake: AuthMethodMistake }): Promise<RunningApp> {
  const { OIDC_CLIENT_ID: id = "", OIDC_CLIENT_SECRET: secret = "" } = options.env;
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    if (!/\/token$/.test(String(input))) return fetch(input, init);
    const [headers, form] = [new Headers(init?.headers), new URLSearchParams(String(init?.body))];
    MISTAKES[mistake]({ headers, form, id, secret });
    return fetch(input, { ...init, headers, body: form });
  };
  const app = await startVaried({ protocol: "oidc", ...options }, {});
  return {
    url: app.url,
    async close() {
      globalThis.fetch = fetch;
      await app.close();
    },
  };
}
