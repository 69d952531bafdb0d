/** The mistake: the app has no sign-in at all; every address shows the same page. */
import { serve } from "../../templates/samples/oidc/web.js";
import { answerPage, type RunningApp } from "./variation.js";

export const start = ({ port = 0 }: { port?: number } = {}): Promise<RunningApp> =>
  serve(() => (_request, response) => answerPage(response, 200, "Welcome"), { port, env: {} });
