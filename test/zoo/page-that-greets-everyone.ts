/** The mistake: the page claims that one certain person is signed in, whoever asks; signing in works. */
import { answerPage, type EitherProtocol, pathOf, type RunningApp, startVaried } from "./variation.js";

/** @param greets who the page says is signed in */
export const start = ({
  greets = "ada@example.com",
  ...options
}: EitherProtocol & { greets?: string }): Promise<RunningApp> =>
  startVaried(options, {
    instead: (request, response) =>
      ["/", "/reports"].includes(pathOf(request)) && answerPage(response, 200, `Signed in as ${greets}`),
  });
