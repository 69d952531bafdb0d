/** What of a look that found nothing says more than that: sentences without a full stop. */
import type { Problem } from "../problem.js";
import type { Step } from "./visitor.js";

interface Looked {
  steps: readonly Step[];
  exhausted: string | undefined;
  passwordAt?: string;
  scriptAt?: string;
  unreadable: readonly { url: string; problem: Problem }[];
}

export function hintsOf({ steps, exhausted, passwordAt, scriptAt, unreadable }: Looked): string[] {
  const failed = steps.find(({ came }) => /^5\d\d\b/.test(came));
  const away = steps.find(({ came }) => came.includes("which is not asked"));
  return [
    ...unreadable.map(({ url, problem }) => `the metadata at ${url} cannot be used: ${problem.what}`),
    ...(failed
      ? [`${failed.asked} fails with ${failed.came}: an app that asks its IdP first needs it running (appint serve)`]
      : []),
    ...(away ? [`${away.asked} ${away.came.replace(/^\d+ /, "")}, and it is no request for a sign-in`] : []),
    ...(passwordAt
      ? [`${passwordAt} asks for a password itself: appint create swa --login-url ${passwordAt} fills it in`]
      : []),
    ...(scriptAt ? [`${scriptAt} is filled by script, which is not run`] : []),
    ...(exhausted ? [`the look ended early: ${exhausted}`] : []),
  ];
}
