/** The mistake: the app breaks on the provider's answer, with the error page that a framework shows. */
import { answerPage, type EitherProtocol, isAnswer, type RunningApp, startVaried } from "./variation.js";

export const CRASH = "TypeError: Cannot read properties of undefined (reading 'toLowerCase')";

export const start = (options: EitherProtocol): Promise<RunningApp> =>
  startVaried(options, {
    instead: (request, response) => isAnswer(request) && answerPage(response, 500, CRASH),
  });
