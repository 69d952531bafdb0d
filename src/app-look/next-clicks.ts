/** What a person would click on a page to sign in: links and buttons of the app's own, the likeliest first. */
import type { Button, Form, Page } from "../smoke/agents/agent.js";

/** Something to click, and how likely it leads to the IdP: 5 names single sign-on, 1 is a page that may be protected. */
export interface Click {
  likelihood: number;
  /** "GET /login", "POST /auth/signin/okta". */
  text: string;
  link?: string;
  form?: Form;
  button?: Button;
}

const NEVER =
  /log-?_?\s?out|sign-?_?\s?out|sign-?_?\s?up|regist|delete|remove|unsubscribe|forgot|reset|cancel|download|abmelden/i;
const SINGLE_SIGN_ON =
  /\bsso\b|saml|single sign|okta|openid|\boidc\b|oauth2?\b|enterprise|company|organi[sz]ation|work account|identity provider|keycloak|auth0|entra|azure/i;
const SIGN_IN = /log-?_?\s?in\b|sign-?_?\s?in\b|signin|\bauth\b|authenticate|authorize|anmelden|connexion|einloggen/i;
const SOCIAL =
  /google|github|gitlab|facebook|twitter|apple|linkedin|discord|slack|bitbucket|passkey|webauthn|magic|email/i;
const PROTECTED =
  /account|dashboard|profile|admin|setting|report|private|protected|secure|secret|member|user|\bme\b|home|continue/i;

/** @returns those that lead somewhere on the app, none twice */
export function clicksOn(page: Page, isOwn: (url: URL) => boolean): Click[] {
  const links = page.links.map((link): Click => {
    const { pathname, search } = new URL(link.href);
    return {
      likelihood: likelihoodOf(`${link.text} ${pathname}${search}`),
      text: `GET ${pathname}${search}`,
      link: link.href,
    };
  });
  const forms = page.forms.filter(isBare).flatMap((form): Click[] =>
    (form.buttons.length > 0 ? form.buttons : [undefined]).map((button) => {
      const { pathname } = new URL(button?.action ?? (form.action as string));
      const words = `${button?.text ?? ""} ${button?.value ?? ""} ${button?.name ?? ""} ${pathname}`;
      // A page that may be protected is opened, never posted to.
      const likelihood = likelihoodOf(words);
      const text = `${button?.method ?? form.method} ${pathname}`;
      return { likelihood: likelihood > 1 ? likelihood : 0, text, form, button };
    }),
  );
  const seen = new Set<string>();
  return [...forms, ...links]
    .filter(({ likelihood, link, form }) => likelihood > 0 && isOwn(new URL(link ?? form?.action ?? page.url)))
    .filter(({ text, button }) => {
      const key = `${text} ${button?.value ?? ""}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((one, other) => other.likelihood - one.likelihood);
}

function likelihoodOf(words: string): number {
  if (NEVER.test(words)) return 0;
  if (SOCIAL.test(words)) return SIGN_IN.test(words) ? 2 : 0;
  if (SINGLE_SIGN_ON.test(words)) return 5;
  if (SIGN_IN.test(words)) return 4;
  return PROTECTED.test(words) ? 1 : 0;
}

/** A form in which nothing has to be typed. */
const isBare = ({ action, controls }: Form): boolean =>
  action !== undefined && controls.every(({ type, value }) => ["hidden", "checkbox", "submit"].includes(type) || value);

/** Whether the page asks for a password itself. */
export const asksForPassword = ({ forms }: Page): boolean =>
  forms.some(({ controls }) => controls.some(({ type }) => type === "password"));
