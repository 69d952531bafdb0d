/** The mistake: after sign-in everybody lands on the home page, whatever page they had asked for. */
import { type EitherProtocol, isAnswer, type RunningApp, startVaried } from "./variation.js";

export const start = (options: EitherProtocol): Promise<RunningApp> =>
  startVaried(options, {
    location: (location, request, baseUrl) => (isAnswer(request) ? new URL("/", baseUrl).href : location),
  });
