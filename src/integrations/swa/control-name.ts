/** Names of the controls of a login form, as they are posted. */
import { z } from "zod";

export const controlName = z
  .string()
  .min(1, "the name is empty")
  .max(255, "the name has more than 255 characters")
  .regex(/^\P{Cc}*$/u, "the name has a control character in it");
