import { APP_JSON_MEMBERS } from "../../../integrations/app-json.js";
import { option, toggle } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { forAlone } from "../../frameworks/problems.js";
import { appArgument } from "../../named-things.js";
import { envWithJson } from "../../problems.js";

export default defineCommand({
  summary: "Show an app: its settings, and what the other side needs",
  examples: [
    "appint apps show payroll",
    "appint apps show shop --reveal --json=credentials,signOn",
    "appint apps show shop --env --reveal",
    "appint apps show payroll --for passport-saml",
  ],
  args: {
    app: appArgument,
    reveal: toggle("--reveal", "show the client secret in clear"),
    env: toggle("--env", "print what the app needs as lines of a .env file, and nothing else"),
    for: option(
      "--for <framework>",
      "print the file that configures a framework or server, as passport-saml or spring-oidc; a wrong word lists them",
    ),
  },
  json: APP_JSON_MEMBERS,

  async run({ app, reveal = false, env = false, for: framework }, { store, org, output, clock, dist }) {
    if (env && output.isJson) throw envWithJson();
    if (framework !== undefined && (env || output.isJson)) throw forAlone(env ? "--env" : "--json");
    const { setupInputOf } = await import("../../../integrations/setup-input.js");
    const { kindOf } = await import("../../../integrations/registry.js");
    const input = await setupInputOf(await store(), await org(), app, { reveal });
    if (output.isJson) {
      const { appJson } = await import("../../../integrations/app-json.js");
      output.json(await appJson(input, clock()));
      return 0;
    }
    const kind = await kindOf(app);
    if (framework !== undefined) {
      const { printConfiguration } = await import("../../frameworks/print-configuration.js");
      printConfiguration(framework, kind, input, output, dist);
      return 0;
    }
    if (env) {
      const { printEnvironment } = await import("../../output/environment.js");
      printEnvironment(kind, input, output);
      return 0;
    }
    const { setupOf } = await import("../../../integrations/other-side.js");
    const { assignedUsersOfApp } = await import("../../../store/assignments.js");
    const { remarksText } = await import("../../output/remarks.js");
    const { setupText } = await import("../../output/setup.js");
    const { settingsOf } = await import("../../output/settings.js");
    const { printable } = await import("../../output/style.js");
    const { tryOut } = await import("../../output/try-out.js");
    const { groupsOfApp } = await import("../../../store/group-assignments.js");
    const { read } = await store();
    const people = await assignedUsersOfApp(read, app.id, { scope: "USER" });
    const groups = await groupsOfApp(read, app.id);
    const assigned = [
      listOf(
        people,
        people.rows.map(({ login }) => login),
      ),
      listOf(
        groups,
        groups.rows.map(({ name }) => `the group "${name}"`),
      ),
    ].filter(Boolean);
    output.print(
      `${output.style.bold(printable(app.label))} (${app.slug}, ${app.id})   ${kind.term} · ${app.status.toLowerCase()}`,
    );
    output.print(setupText("Settings", settingsOf(kind, app), output.style));
    const remarks = await remarksText(kind, input, { now: clock(), style: output.style, withNotes: true });
    if (remarks) output.print(remarks);
    output.print(setupText(`For your ${kind.otherSide}`, setupOf(kind, input), output.style));
    if (kind.keepsSecret(app.document) && !reveal)
      output.note(`    The client secret is kept sealed; see it: appint apps show ${app.slug} --reveal`);
    if (kind.assignable !== false) output.print(`\n  Assigned to ${printable(assigned.join(", ")) || "nobody"}`);
    const isNobodys = kind.assignable !== false && assigned.length === 0;
    output.next(isNobodys ? [`appint assign ${app.slug} --user <login>`] : tryOut(kind, app));
    return 0;
  },
});

/** As many as a screen takes, and that there are more. */
const listOf = ({ next }: { next?: string }, names: readonly string[]): string =>
  names.slice(0, 50).join(", ") + (next || names.length > 50 ? ", …" : "");
