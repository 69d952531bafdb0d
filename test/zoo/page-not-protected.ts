/** The mistake: the page that should be protected answers everybody alike; signing in works. */
import { answerPage, type EitherProtocol, pathOf, type RunningApp, startVaried } from "./variation.js";

export const start = (options: EitherProtocol): Promise<RunningApp> =>
  startVaried(options, {
    instead: (request, response) =>
      pathOf(request) === "/reports" && answerPage(response, 200, "Reports about everything"),
  });
