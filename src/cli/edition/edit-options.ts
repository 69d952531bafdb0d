/** The flags over an app that is there: those of `create`, none of them required, and `--unset`. */
import { kinds } from "../../integrations/registry.js";
import { testFields } from "../../integrations/test-settings.js";
import { type ArgumentDefinitions, options } from "../arguments.js";
import { optionsOf } from "../field-arguments.js";

export async function editOptions(): Promise<ArgumentDefinitions> {
  const fields = (await kinds())
    .flatMap((kind) => kind.fields)
    // What is not named stays as it is.
    .map((field) => ({ ...field, required: false, default: undefined }));
  return {
    unset: options("--unset <flag>", "take the value of this flag away, as --unset user-url"),
    ...optionsOf([...fields, ...testFields]),
  };
}
