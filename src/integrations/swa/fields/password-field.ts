/** The control of the login form that takes the password. */
import { defineField } from "../../field.js";
import { controlName } from "../control-name.js";

export const passwordField = defineField<string>({
  key: "passwordField",
  path: "settings.app.passwordField",
  term: "Password field",
  flag: "--password-field <name>",
  help: "name of the control that takes the password; found on the login page where that can be reached",
  example: "password",
  schema: controlName,
});
