/** Options that take the address of a page. */
import { webUrl } from "../integrations/url.js";
import { urlUnusable } from "./problems.js";

/** Reads an address as the settings of an app do. @throws Problem URL_UNUSABLE */
export const urlTyped =
  (example: string) =>
  (text: string, flag: string): string => {
    const result = webUrl(example).safeParse(text);
    if (result.success) return result.data;
    const name = flag.split(" ")[0] ?? flag;
    throw urlUnusable(name, result.error.issues.map(({ message }) => message).join("; "), example);
  };
