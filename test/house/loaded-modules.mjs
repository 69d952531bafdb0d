// Given to Node by --import: writes the address of every module that is loaded into the file named LOADED_MODULES.
import { appendFileSync } from "node:fs";
import { register } from "node:module";

const hooks = `
  import { appendFileSync } from "node:fs";
  export async function load(url, context, next) {
    if (url.startsWith("file:")) appendFileSync(${JSON.stringify(process.env.LOADED_MODULES)}, url + "\\n");
    return await next(url, context);
  }
`;
appendFileSync(process.env.LOADED_MODULES, "");
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
