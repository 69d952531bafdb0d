/** What an app is, in plain words: the wizard's first question. Which kinds fit an answer, the kinds say themselves. */
import type { FieldValues } from "./field.js";

export const APP_NATURES = [
  { id: "server", label: "A web app on a server that keeps a secret" },
  { id: "browser", label: "A single-page app that runs in the browser" },
  { id: "device", label: "A mobile or desktop app" },
  { id: "service", label: "A service without people that calls an API" },
  { id: "login-form", label: "A site with a login form and no single sign-on" },
  { id: "link", label: "Only a link" },
] as const;

export type AppNature = (typeof APP_NATURES)[number]["id"];

/** That a kind of integration suits apps of one nature. */
export interface Fit {
  nature: AppNature;
  /** One line that helps to choose it among the others that fit; no full stop. */
  why: string;
  /** What the nature decides of the values, by field key. */
  values?: FieldValues;
}
