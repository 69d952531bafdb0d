/**
 * `appint create [kind]`: an app integration from flags, SP metadata and, on a terminal, questions for what is missing.
 * What an integration consists of is defined in integrations/<kind>/fields; how its values are gathered, in cli/creation.
 */
import { createApp } from "../../directory/create-app.js";
import { APP_JSON_MEMBERS } from "../../integrations/app-json.js";
import type { Kind } from "../../integrations/kind.js";
import { namedBy } from "../../integrations/kind-words.js";
import type { EnvMap } from "../../integrations/other-side.js";
import { kinds } from "../../integrations/registry.js";
import { testFields } from "../../integrations/test-settings.js";
import { checkValues, documentOf, secretsIn } from "../../integrations/values.js";
import { type ArgumentDefinitions, option, positional, toggle } from "../arguments.js";
import { defineCommand } from "../command.js";
import { adviseAdmins } from "../creation/advise-admins.js";
import { gatherValues } from "../creation/gather-values.js";
import { seenOnLoginPage } from "../creation/look-at-login-page.js";
import { tellCreated } from "../creation/tell-created.js";
import { checkEnvMap } from "../env-map.js";
import { hidden, optionsOf } from "../field-arguments.js";
import { envWithJson } from "../problems.js";

/** What was typed: the words of this command, and a member for each field's flag. */
type Words = {
  kind?: string;
  metadata?: string;
  fromUrl?: string;
  env?: boolean;
  draft?: boolean;
  answers?: string;
  saveAnswers?: string;
  generateKey?: boolean;
} & Record<string, unknown>;

/** "oidc (OIDC - OpenID Connect; also web)" */
const helpOfKind = ({ id, term, aliases = [] }: Kind): string =>
  `${id} (${term}${aliases.length > 0 ? `; also ${aliases.map(({ word }) => word).join(", ")}` : ""})`;

export default defineCommand({
  summary: "Create an app integration: question by question, or with flags alone",
  description:
    "On a terminal it asks for what is missing and shows everything before it is created; with nothing missing it creates at once. Elsewhere it names what is missing.",
  examples: [
    "appint create oidc --name Shop --redirect-uri http://localhost:3000/callback",
    "appint create oidc --name Wiki --redirect-uri http://localhost:3000/callback --env",
    "appint create saml --name Payroll --acs-url http://localhost:3000/saml/acs --audience http://localhost:3000/saml/metadata",
    "appint create saml --name Payroll --metadata sp-metadata.xml --attribute email=user.email --json",
    "appint create --from-url http://localhost:3000/ --json",
    "appint create swa --name Timesheet --login-url http://localhost:3000/login",
    "appint create bookmark --name Handbook --url http://localhost:3000/handbook",
    "appint create ws-fed --name Intranet --site-url http://localhost:3000/ --reply-url http://localhost:3000/wsfed --audience urn:intranet",
    "appint create api --name Reports --scope reports:read --env",
    "appint create --answers answers.json --json",
  ],
  changes: "org",
  json: APP_JSON_MEMBERS,

  async args(words): Promise<ArgumentDefinitions> {
    const every = await kinds();
    const named = words[0] === undefined ? undefined : await namedBy(words[0]);
    const fitting = named && ("kind" in named ? [named.kind] : named.carriers);
    const all = every.flatMap((each) => each.fields);
    return {
      kind: positional({
        name: "kind",
        help: every.map(helpOfKind).join(", "),
        required: false,
      }),
      env: toggle("--env", "print what the app needs as lines of a .env file, and nothing else on stdout"),
      metadata: option("--metadata <file|url>", "the SP's metadata: fills ACS URL, audience and more (SAML)"),
      fromUrl: option("--from-url <url>", "a running app: looks at how it signs in, and fills what it sees or guesses"),
      answers: option("--answers <file|->", "answers from a JSON file, or from standard input; flags win"),
      saveAnswers: option(
        "--save-answers <file>",
        "write what was answered to a file that --answers reads; no secrets",
      ),
      generateKey: toggle(
        "--generate-key",
        "make a key for an app that signs who it is (private_key_jwt): its private half is shown this once",
      ),
      draft: toggle("--no-draft", "neither offer the draft of an unfinished session nor keep one"),
      // Flags of other kinds are understood, so that the refusal can say where they belong; help leaves them out.
      ...hidden(optionsOf(all)),
      ...optionsOf([...(fitting?.flatMap(({ fields }) => fields) ?? all), ...testFields]),
    };
  },

  async run(raw, context) {
    const {
      kind: word,
      metadata,
      fromUrl,
      env,
      draft = true,
      answers,
      saveAnswers: file,
      generateKey,
      ...rest
    } = raw as Words;
    if (env && context.output.isJson) throw envWithJson();
    const made = generateKey ? await (await import("../creation/generated-key.js")).generatedKey(rest) : undefined;
    const flags = { ...rest, ...made?.flags };
    const given = { kind: word, metadata, fromUrl, flags, answers, keepsDraft: draft };
    const { kind, values: told, tests, said, isAsked = false, during } = await gatherValues(given, context);
    let values = told;
    const create = async () => {
      const document = documentOf(kind, values);
      const integration = {
        label: values.label as string,
        signOnMode: kind.signOnMode,
        definitionName: kind.definitionName,
        document,
        tests,
        keepsSecret: kind.keepsSecret(document),
        secrets: secretsIn(kind, values),
        signsAssertions: kind.signsAssertions,
      };
      return await createApp(await context.store(), await context.org(), integration, context.clock());
    };
    const { app, clientSecret } = await during(async () => {
      checkValues(kind, values, said);
      values = { ...values, ...(await seenOnLoginPage(kind, values, context)) };
      checkEnvMap(kind, tests.envMap as EnvMap);
      if (file === undefined) return await create();
      const { answersOf, savingAnswers } = await import("../answers/save-answers.js");
      return await savingAnswers(answersOf(kind, testFields, said), file, context.cwd, create);
    });
    await tellCreated(kind, app, { clientSecret, privateKey: made?.privateKey }, context, { env });
    await adviseAdmins(context, { isAsked });
    return 0;
  },
});
