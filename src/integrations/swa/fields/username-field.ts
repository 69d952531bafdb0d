/** The control of the login form that takes the username. */
import { defineField } from "../../field.js";
import { controlName } from "../control-name.js";

export const usernameField = defineField<string>({
  key: "usernameField",
  path: "settings.app.usernameField",
  term: "Username field",
  flag: "--username-field <name>",
  help: "name of the control that takes the username; found on the login page where that can be reached",
  example: "username",
  schema: controlName,
});
