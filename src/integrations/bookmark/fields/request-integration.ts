/** The wish for an integration that signs people in, where a bookmark only opens a page. */
import { z } from "zod";
import { defineField } from "../../field.js";

export const requestIntegration = defineField<boolean>({
  key: "requestIntegration",
  path: "settings.app.requestIntegration",
  term: "Request integration",
  flag: "--request-integration",
  help: "ask for an integration of this app that signs people in",
  switch: true,
  schema: z.boolean(),
  default: () => false,
  notHonoured: (isWanted) =>
    isWanted ? "the wish is kept, and nobody is asked: there is no catalog team here" : undefined,
});
