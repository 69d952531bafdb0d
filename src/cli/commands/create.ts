/**
 * `appint create [kind]`: an app integration from flags, SP metadata and, on a terminal, questions for what is missing.
 * What an integration consists of is defined in integrations/<kind>/fields; here the values are only gathered.
 */

// A copy of APP_JSON_MEMBERS would be a second list: commands are loaded one at a time, so the import costs only this one.
import { APP_JSON_MEMBERS } from "../../integrations/app-json.js";
import type { FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import type { SpMetadata } from "../../protocols/saml/metadata.js";
import { type ArgumentDefinitions, option, positional } from "../arguments.js";
import { defineCommand } from "../command.js";
import type { Context } from "../context.js";
import { missingFlags, unknownKind } from "../problems.js";
import { nearestNames } from "../words.js";

export default defineCommand({
  summary: "Create an app integration: question by question, or with flags alone",
  description:
    "Kinds: oidc (OpenID Connect), saml (SAML 2.0). On a terminal it asks for what is missing; elsewhere it names it.",
  examples: [
    "appint create oidc --name Shop --redirect-uri http://localhost:3000/callback",
    "appint create saml --name Payroll --acs-url http://localhost:3000/saml/acs --audience http://localhost:3000/saml/metadata",
    "appint create saml --name Payroll --metadata sp-metadata.xml --attribute email=user.email --json",
  ],
  json: APP_JSON_MEMBERS,

  async args(words): Promise<ArgumentDefinitions> {
    const { kindById, kinds } = await import("../../integrations/registry.js");
    const { hidden, optionsOf } = await import("../field-arguments.js");
    const { testFields } = await import("../../integrations/test-settings.js");
    const kind = words[0] === undefined ? undefined : await kindById(words[0]);
    const all = (await kinds()).flatMap((each) => each.fields);
    return {
      kind: positional({ name: "kind", help: "oidc or saml", required: false }),
      metadata: option("--metadata <file|url>", "the SP's metadata: fills ACS URL, audience and more (SAML)"),
      // Flags of other kinds are understood, so that the refusal can say where they belong; help leaves them out.
      ...hidden(optionsOf(all)),
      ...optionsOf([...(kind?.fields ?? all), ...testFields]),
    };
  },

  async run(raw, context) {
    const { kind: word, metadata, ...flags } = raw as Record<string, unknown>;
    const kind = await chooseKind(word as string | undefined, flags, metadata, context);
    const { valuesFromFlags } = await import("../field-arguments.js");
    const { testFields } = await import("../../integrations/test-settings.js");
    const { refuseForeignFlags } = await import("../foreign-flags.js");
    await refuseForeignFlags(kind, { ...flags, metadata }, `appint create ${kind.id}`);

    const given = valuesFromFlags(kind.fields, flags);
    const tests = valuesFromFlags(testFields, flags);
    const values = await complete(kind, given, metadata as string | undefined, context);
    kind.check(values);

    const store = await context.store();
    const org = await context.org();
    const { createApp } = await import("../../directory/create-app.js");
    const document = kind.toDocument(values);
    const { app, clientSecret } = await createApp(
      store,
      org,
      {
        label: values.label as string,
        signOnMode: kind.signOnMode,
        definitionName: kind.definitionName,
        document,
        tests,
        keepsSecret: kind.keepsSecret(document),
        signsAssertions: kind.signsAssertions,
      },
      context.clock(),
    );
    await tell(kind, app, clientSecret, context);
    return 0;
  },
});

async function chooseKind(
  word: string | undefined,
  flags: Record<string, unknown>,
  metadata: unknown,
  context: Context,
): Promise<Kind> {
  const { kindById, kindIds, kinds } = await import("../../integrations/registry.js");
  if (word !== undefined) {
    const kind = await kindById(word);
    if (!kind) throw unknownKind(word, kindIds(), nearestNames(word.toLowerCase(), kindIds()));
    return kind;
  }
  if (!context.canPrompt) {
    throw missingFlags(
      [{ flag: kindIds()[0] ?? "", term: "the kind" }],
      `nothing is asked without a terminal, with --json or in CI; the kinds are ${kindIds().join(" and ")}`,
      "create",
    );
  }
  const { askKind } = await import("../prompts/ask-kind.js");
  return await askKind(await kinds(), { flags, metadata });
}

/** Flags first, then the SP's metadata, then the wizard, then defaults. @throws Problem MISSING_VALUES without a terminal */
async function complete(
  kind: Kind,
  given: FieldValues,
  metadata: string | undefined,
  context: Context,
): Promise<FieldValues> {
  const values: FieldValues = { ...given };
  const usesMetadata = kind.fields.some((field) => field.fromSpMetadata);
  const lacks = () => kind.fields.filter((field) => field.required && values[field.key] === undefined);
  let sp: SpMetadata | undefined;
  if (metadata !== undefined || (usesMetadata && context.canPrompt && lacks().some((field) => field.fromSpMetadata))) {
    const { loadSpMetadata } = await import("../sp-metadata.js");
    const { askMetadata } = await import("../prompts/ask-metadata.js");
    const load = (source: string) => loadSpMetadata(source, context);
    sp = metadata === undefined ? await askMetadata(load) : await load(metadata);
  }
  if (sp) for (const field of kind.fields) values[field.key] ??= field.fromSpMetadata?.(sp);
  const missing = lacks();
  if (missing.length > 0 && !context.canPrompt) {
    const flags = missing.map(({ flag, term }) => ({ flag, term }));
    const hint =
      metadata === undefined && missing.some((field) => field.fromSpMetadata)
        ? "; --metadata <file|url> fills in what an SP's metadata tells"
        : "";
    const begin = metadata === undefined && Object.keys(given).length === 0 ? "" : " …";
    throw missingFlags(
      flags,
      `nothing is asked without a terminal, with --json or in CI${hint}`,
      `create ${kind.id}${begin}`,
    );
  }
  if (missing.length > 0) {
    const { askFields } = await import("../prompts/ask-fields.js");
    Object.assign(values, await askFields(kind.fields, values, { answered: given }));
  }
  for (const field of kind.fields) values[field.key] ??= field.default?.(values);
  const { checked } = await import("../field-arguments.js");
  for (const field of kind.fields)
    if (values[field.key] !== undefined) values[field.key] = checked(field, values[field.key]);
  return values;
}

async function tell(
  kind: Kind,
  app: import("../../store/apps.js").App,
  clientSecret: string | undefined,
  context: Context,
): Promise<void> {
  const { output } = context;
  const { setupInputOf } = await import("../../integrations/setup-input.js");
  const { appJson } = await import("../../integrations/app-json.js");
  const input = {
    ...(await setupInputOf(await context.store(), await context.org(), app, { reveal: false })),
    clientSecret,
  };
  if (output.isJson) return output.json(await appJson(input));
  const { setupText } = await import("../output/setup.js");
  const { printable } = await import("../output/style.js");
  output.print(
    `${output.style.green("✔")} ${printable(app.label)} created (${app.id})   ${kind.term} · active · assigned to nobody yet`,
  );
  output.print(`${setupText(`For your ${kind.otherSide}`, kind.setup(input), output.style)}\n`);
  if (clientSecret)
    output.note(`  The client secret is kept sealed; see it again: appint apps show ${app.slug} --reveal\n`);
  output.next([`appint assign ${app.slug} --user ada@example.com`, `appint test-sso ${app.slug}`]);
}
