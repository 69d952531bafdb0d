/** Pages that say no although they answer 200: many apps show a failed sign-in so. */
import type { Page } from "./agents/agent.js";

/** Only the beginning of a page is asked: further down words like these may stand in a log that the app shows. */
const ASKED = 300;

const REFUSALS = [
  /access (is |was )?denied/,
  /(sign|log)[- ]?(in|on) (has |was )?(failed|unsuccessful|not possible|error)/,
  /(authentication|sso) (has |was )?(failed|error|unsuccessful)/,
  /(could not|couldn['’]t|cannot|can['’]t|unable to|failed to) (sign|log)( you| \S+@\S+)? (in|on)\b/,
  /not (authori[sz]ed|permitted|allowed) to (access|use|sign|log|view)/,
  /(unknown user|no such user|user (was )?(not found|does not exist))/,
  /no (user )?account\b|account (was |is |has been )?(not found|disabled|deactivated|locked|suspended)/,
  /(invalid|bad|missing|wrong) (signature|assertion|saml|response|audience|issuer|state|nonce|id[_ ]token)/,
];

/** The words with which a page refuses; undefined when it reads like any other. */
export function refusalIn({ title, text }: Pick<Page, "title" | "text">): string | undefined {
  const beginning = `${title}\n${text.slice(0, ASKED)}`;
  for (const words of REFUSALS) {
    const found = new RegExp(words, "i").exec(beginning);
    if (found) return found[0];
  }
  return undefined;
}
