/** `appint apps edit <app>`: the same fields and flags as `create`, over what the app has now. */
import { APP_JSON_MEMBERS } from "../../../integrations/app-json.js";
import type { EnvMap } from "../../../integrations/other-side.js";
import type { App } from "../../../store/apps.js";
import { type ArgumentDefinitions, nameOfFlag } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";
import { givenAndUnset, nothingToEdit } from "../../problems.js";

export default defineCommand({
  summary: "Change settings of an app",
  description: "A flag that may be repeated replaces the whole list. --unset takes a setting away again.",
  examples: [
    "appint apps edit shop --redirect-uri http://localhost:3000/callback --redirect-uri http://localhost:8080/callback",
    "appint apps edit payroll --start-url http://localhost:3000/reports --user-url http://localhost:3000/me",
  ],
  changes: "org",
  json: APP_JSON_MEMBERS,

  async args(): Promise<ArgumentDefinitions> {
    const { kinds } = await import("../../../integrations/registry.js");
    const { testFields } = await import("../../../integrations/test-settings.js");
    const { optionsOf } = await import("../../field-arguments.js");
    const { options } = await import("../../arguments.js");
    const fields = (await kinds())
      .flatMap((kind) => kind.fields)
      .map((field) => ({
        ...field,
        required: false,
        default: undefined, // what is not named stays as it is
      }));
    return {
      app: appArgument,
      unset: options("--unset <flag>", "take the value of this flag away, as --unset user-url"),
      ...optionsOf([...fields, ...testFields]),
    };
  },

  async run(raw, context) {
    const { app, unset = [], ...typed } = raw as { app: App; unset?: string[] } & Record<string, unknown>;
    const { kindOf } = await import("../../../integrations/registry.js");
    const { testFields } = await import("../../../integrations/test-settings.js");
    const { checkValues, documentOf, valuesOf } = await import("../../../integrations/values.js");
    const { valuesFromFlags, checked } = await import("../../field-arguments.js");
    const { refuseForeignFlags } = await import("../../foreign-flags.js");
    const { fieldsToUnset } = await import("../../unset.js");
    const { editedSecrets, refuseMissing, withSecretsRead } = await import("../../secret-input.js");
    const { refuseChangeOfFixed } = await import("../../fixed-fields.js");
    const kind = await kindOf(app);
    const flags = await withSecretsRead(kind.fields, typed);
    await refuseForeignFlags(kind, flags, app.label);

    const given = valuesFromFlags(kind.fields, flags);
    const tests = valuesFromFlags(testFields, flags);
    const gone = fieldsToUnset(unset, [...kind.fields, ...testFields]);
    const both = gone.find(({ key }) => key in given || key in tests);
    if (both) throw givenAndUnset(nameOfFlag(both.flag));
    if (Object.keys({ ...given, ...tests }).length === 0 && gone.length === 0) throw nothingToEdit(app.slug);

    const values = { ...valuesOf(kind, app.document), label: app.label, ...given } as Record<string, unknown>;
    const kept = { ...app.tests, ...tests } as Record<string, unknown>;
    for (const field of gone) {
      delete kept[field.key];
      values[field.key] = field.default?.(values);
    }
    refuseChangeOfFixed(kind, app, given);
    for (const field of kind.fields) if (values[field.key] !== undefined) checked(field, values[field.key]);
    checkValues(kind, values, given);
    if (given.loginUrl !== undefined) {
      // Another page has another form, and leads elsewhere.
      const { seenOnLoginPage } = await import("../../creation/look-at-login-page.js");
      Object.assign(values, await seenOnLoginPage(kind, given, context));
    }
    await refuseMissing(await context.store(), app, kind, values);
    const { checkEnvMap } = await import("../../env-map.js");
    checkEnvMap(kind, kept.envMap as EnvMap);

    const { editApp } = await import("../../../directory/edit-app.js");
    const store = await context.store();
    const org = await context.org();
    const document = documentOf(kind, values, app.document);
    const change = {
      label: values.label as string,
      document,
      tests: kept,
      keepsSecret: kind.keepsSecret(document),
      secrets: editedSecrets(kind, values, { given, gone }),
    };
    const { app: edited, isChanged, clientSecret } = await editApp(store, app, change, context.clock());
    const { setupInputOf } = await import("../../../integrations/setup-input.js");
    const { appJson } = await import("../../../integrations/app-json.js");
    const { tryOut } = await import("../../output/try-out.js");
    const { changesBetween } = await import("../../output/changes.js");
    const { noteNamesKept } = await import("../../output/odd-usernames.js");
    const { output } = context;
    await noteNamesKept(store.read, app, edited, output);
    for (const line of changesBetween(kind, app, edited)) output.print(line);
    const input = { ...(await setupInputOf(store, org, edited, { reveal: false })), clientSecret };
    if (clientSecret) output.print(`  + Client secret: ${clientSecret}`);
    if (!output.isJson) {
      const { printNotHonoured } = await import("../../output/not-honoured.js");
      const { lintApp } = await import("../../../integrations/lint-app.js");
      const { printRemarks, warningsOf } = await import("../../output/remarks.js");
      printNotHonoured(kind, edited, output);
      printRemarks(warningsOf(await lintApp(kind, { ...input, now: context.clock() })), output);
    }
    output.done(
      isChanged ? `${edited.label} changed` : `${edited.label} had these settings already`,
      await appJson(input, context.clock()),
      { next: tryOut(kind, edited) },
    );
    return 0;
  },
});
