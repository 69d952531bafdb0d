/** `appint apps edit <app>`: the same fields and flags as `create`, over what the app has now. */
import { APP_JSON_MEMBERS } from "../../../integrations/app-json.js";
import type { App } from "../../../store/apps.js";
import type { ArgumentDefinitions } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";
import { nothingToEdit } from "../../problems.js";

export default defineCommand({
  summary: "Change settings of an app",
  description: "A flag that may be repeated replaces the whole list. --unset takes a setting away again.",
  examples: [
    "appint apps edit shop --redirect-uri http://localhost:3000/callback --redirect-uri http://localhost:8080/callback",
    "appint apps edit payroll --start-url http://localhost:3000/reports --user-url http://localhost:3000/me",
  ],
  json: APP_JSON_MEMBERS,

  async args(): Promise<ArgumentDefinitions> {
    const { kinds } = await import("../../../integrations/registry.js");
    const { testFields } = await import("../../../integrations/test-settings.js");
    const { optionsOf } = await import("../../field-arguments.js");
    const { options } = await import("../../arguments.js");
    const fields = (await kinds()).flatMap((kind) => kind.fields).map((field) => ({ ...field, required: false }));
    return {
      app: appArgument,
      unset: options("--unset <flag>", "take the value of this flag away, as --unset user-url"),
      ...optionsOf([...fields, ...testFields]),
    };
  },

  async run(raw, context) {
    const { app, unset = [], ...flags } = raw as { app: App; unset?: string[] } & Record<string, unknown>;
    const { kindOf } = await import("../../../integrations/registry.js");
    const { testFields } = await import("../../../integrations/test-settings.js");
    const { valuesFromFlags, checked } = await import("../../field-arguments.js");
    const { refuseForeignFlags } = await import("../../foreign-flags.js");
    const { fieldsToUnset } = await import("../../unset.js");
    const kind = await kindOf(app);
    await refuseForeignFlags(kind, flags, app.label);

    const given = valuesFromFlags(kind.fields, flags);
    const tests = valuesFromFlags(testFields, flags);
    const gone = fieldsToUnset(unset, [...kind.fields, ...testFields]);
    if (Object.keys({ ...given, ...tests }).length === 0 && gone.length === 0) throw nothingToEdit(app.slug);

    const values = { ...kind.fromDocument(app.document), label: app.label, ...given } as Record<string, unknown>;
    const kept = { ...app.tests, ...tests } as Record<string, unknown>;
    for (const field of gone) {
      delete kept[field.key];
      values[field.key] = field.default?.(values);
    }
    for (const field of kind.fields) if (values[field.key] !== undefined) checked(field, values[field.key]);
    kind.check(values);

    const { editApp } = await import("../../../directory/edit-app.js");
    const store = await context.store();
    const org = await context.org();
    const change = { label: values.label as string, document: kind.toDocument(values, app.document), tests: kept };
    const edited = await editApp(store, app, change, context.clock());
    const { setupInputOf } = await import("../../../integrations/setup-input.js");
    const { appJson } = await import("../../../integrations/app-json.js");
    const { changesBetween } = await import("../../output/changes.js");
    for (const line of changesBetween(kind, app, edited)) context.output.print(line);
    context.output.done(
      `${edited.label} changed`,
      await appJson(await setupInputOf(store, org, edited, { reveal: false })),
      {
        next: [`appint test-sso ${edited.slug}`],
      },
    );
    return 0;
  },
});
