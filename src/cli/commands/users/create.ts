import { option, options, positional, toggle } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { groupsNamed } from "../../named-things.js";
import { twoPasswords } from "../../problems.js";
import { USER_JSON_MEMBERS, userJson } from "../../user-json.js";

export default defineCommand({
  summary: "Make a person",
  description:
    "Names that are not given are made from the login. Without a password the person signs in by one click on the sign-in page.",
  examples: [
    "appint users create grace@example.com",
    "appint users create alan@example.com --first-name Alan --last-name Turing --group Engineering --json=id,login",
  ],
  changes: "org",
  args: {
    login: positional({ name: "login", help: "an e-mail address, unique in the org", required: true }),
    email: option("--email <address>", "e-mail address", { defaultText: "the login" }),
    firstName: option("--first-name <name>", "first name"),
    lastName: option("--last-name <name>", "last name"),
    password: option(
      "--password <password>",
      "for the sign-in form, at least 8 characters; - reads it from standard input",
    ),
    group: options("--group <name>", "a group to join besides Everyone: name or id"),
    generatePassword: toggle("--generate-password", "make a password and show it once"),
  },
  json: USER_JSON_MEMBERS,

  async run({ login, email, firstName, lastName, password, group = [], generatePassword }, context) {
    const { store, org, clock, output } = context;
    if (password !== undefined && generatePassword) throw twoPasswords();
    const { createUser } = await import("../../../directory/create-user.js");
    const { passwordFrom } = await import("../../password-input.js");
    const groups = await groupsNamed(group, context);
    const chosen = await passwordFrom({ given: password, generate: generatePassword ?? false });
    const user = await createUser(
      await store(),
      await org(),
      { login, email, firstName, lastName, password: chosen, groups },
      clock(),
    );
    if (generatePassword) output.note(`  ${user.login} password ${chosen}   (shown this once)`, { always: true });
    output.done(`${user.firstName} ${user.lastName} created (${user.login})`, userJson(user), {
      next: [`appint assign <app> --user ${user.login}`],
    });
    return 0;
  },
});
