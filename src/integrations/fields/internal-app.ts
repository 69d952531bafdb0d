/**
 * What the last page of the platform's wizard asks of apps that people made themselves. The platform keeps it beside the
 * app object; here it lies in it.
 */
import { z } from "zod";
import { defineField } from "../field.js";

export const internalApp = defineField<boolean>({
  key: "internalApp",
  path: "settings.internalApp",
  term: "Internal app that we created",
  flag: "--internal-app",
  help: "the app is your own and is not meant for the catalog",
  switch: true,
  schema: z.boolean(),
  default: () => false,
});
