/** What a copy takes along is decided in directory/clone-app and by the fields of the kind, not here. */
import { APP_JSON_MEMBERS } from "../../../integrations/app-json.js";
import type { App } from "../../../store/apps.js";
import type { ArgumentDefinitions } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";

export default defineCommand({
  summary: "Make another app with the same settings",
  description:
    "The copy is active and assigned to nobody. It has ids, addresses, keys and a client secret of its own; what test-sso is told of the app is copied. A flag gives the copy another value.",
  examples: [
    "appint apps clone shop",
    'appint apps clone payroll --name "Payroll Staging" --acs-url http://localhost:4000/saml/acs --json',
  ],
  changes: "org",
  json: APP_JSON_MEMBERS,

  async args(): Promise<ArgumentDefinitions> {
    const { editOptions } = await import("../../edition/edit-options.js");
    return { app: appArgument, ...(await editOptions()) };
  },

  async run(raw, context) {
    const { app, unset = [], ...flags } = raw as { app: App; unset?: string[] } & Record<string, unknown>;
    const { kindOf } = await import("../../../integrations/registry.js");
    const { wantedByFlags, withLoginPage } = await import("../../edition/wanted.js");
    const { planOf } = await import("../../edition/plan.js");
    const { cloneApp } = await import("../../../directory/clone-app.js");
    const { tellCreated } = await import("../../creation/tell-created.js");
    const kind = await kindOf(app);
    const wanted = await withLoginPage(kind, await wantedByFlags(kind, app.label, flags, unset), context);
    const given = { label: `${app.label} copy`, ...wanted.given };
    const store = await context.store();
    const plan = await planOf(store, kind, app, { ...wanted, given });
    const copy = {
      ...plan,
      definitionName: kind.definitionName,
      signsAssertions: kind.signsAssertions,
      sealedSettings: kind.fields.filter(({ secret }) => secret).map(({ key }) => key),
      appLinks: kind.newDocument().visibility.appLinks,
    };
    const { app: made, clientSecret } = await cloneApp(store, await context.org(), app, copy, context.clock());
    await tellCreated(kind, made, { clientSecret }, context);
    return 0;
  },
});
