import { z } from "zod";

/** A URI that is only compared: a URL or a urn, with a scheme in front. @param what it is called in messages */
export const uriText = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `${what} is empty`)
    .max(1024, `${what} has more than 1024 characters`)
    .regex(
      /^[a-z][a-z0-9+.-]*:[^\s\p{Cc}]+$/iu,
      `${what} is not a URI: a scheme such as urn: or https:, and no blanks`,
    );
