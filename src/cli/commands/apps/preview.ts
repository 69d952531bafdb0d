/** `appint apps preview <app>`: the assertion about a person, by the settings that are kept or by those of the flags. */
import type { App } from "../../../store/apps.js";
import { type ArgumentDefinitions, option } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { appArgument, userNamed } from "../../named-things.js";
import { PREVIEW_MEMBERS } from "../../output/preview.js";

export default defineCommand({
  summary: "Show the assertion that an app would get about a person",
  description:
    "Flags lay other settings over those of the app for this look alone: nothing is changed. The XML is a sample: indented, neither signed nor encrypted.",
  examples: [
    "appint apps preview payroll --user ada@example.com",
    "appint apps preview payroll --user ada@example.com --attribute email:uri=user.email --json=xml",
  ],
  json: PREVIEW_MEMBERS,

  async args(): Promise<ArgumentDefinitions> {
    const { kindById } = await import("../../../integrations/registry.js");
    const { optionsOf } = await import("../../field-arguments.js");
    const fields = (await kindById("saml"))?.fields ?? [];
    return {
      app: appArgument,
      user: option("--user <login>", "whom the assertion is about"),
      ...optionsOf(fields.map((field) => ({ ...field, required: false, default: undefined }))),
    };
  },

  async run(raw, context) {
    const { app, user, ...flags } = raw as { app: App; user?: string } & Record<string, unknown>;
    const { kindOf } = await import("../../../integrations/registry.js");
    const { checkValues, documentOf, valuesOf } = await import("../../../integrations/values.js");
    const { valuesFromFlags } = await import("../../field-arguments.js");
    const { nothingToPreview } = await import("../../problems.js");
    const { printPreview } = await import("../../output/preview.js");
    const kind = await kindOf(app);
    const named = user === undefined ? undefined : await userNamed(user, context);
    if (kind.signOnMode !== "SAML_2_0") throw nothingToPreview(app.label, kind.term);
    const { chooseUser } = await import("../../choose-thing.js");
    const { missingFlags } = await import("../../problems.js");
    if (!named && !context.canPrompt)
      throw missingFlags(
        [{ flag: "--user <login>", term: "the person" }],
        "an assertion is about somebody",
        "apps preview",
      );
    const person = named ?? (await chooseUser(context));

    const given = valuesFromFlags(kind.fields, flags);
    const values = { ...valuesOf(kind, app.document), label: app.label, ...given };
    checkValues(kind, values, given);
    const document = documentOf(kind, values, app.document);
    await printPreview({ ...app, label: values.label as string, document }, person, context);
    return 0;
  },
});
