/** The positional argument that names a client secret of an app; light, since `--help` reads it too. */
import { positional } from "./arguments.js";

/** Picked from the app's, where it was not typed. */
export const secretArgument = positional<string, false>({
  name: "secret",
  help: "id of the secret, or newest or oldest",
  required: false,
});
