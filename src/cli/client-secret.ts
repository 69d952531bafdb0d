/** The client secret that a command works on: an app that has some, and which of them is meant. */
import { CLIENT_SECRET } from "../directory/app-secret.js";
import { clientSecretNamed, setClientSecretStatus } from "../directory/client-secrets.js";
import { authenticatesWithSecret, refuseWithoutSecret } from "../integrations/credentials-of.js";
import type { App } from "../store/apps.js";
import { type Secret, type SecretStatus, secretsOf } from "../store/secrets.js";
import type { Context } from "./context.js";
import { missingFlags } from "./problems.js";
import { masked, secretJson } from "./secret-json.js";

/**
 * The client secrets of an app, newest first; an app that has become a public client may still keep some.
 *
 * @throws Problem NO_CLIENT_SECRET for an app without any that cannot have one
 */
export async function clientSecretsOf(app: App, context: Context): Promise<Secret[]> {
  const secrets = await secretsOf((await context.store()).read, app.id, CLIENT_SECRET);
  if (secrets.length === 0) await refuseWithoutSecret(app);
  return secrets;
}

/**
 * @param typed id, `newest`, `oldest`, or nothing: then the person picks it
 * @param command that needs it, as it is typed: `credentials delete shop`
 * @throws Problem NO_CLIENT_SECRET, SECRET_NOT_FOUND, MISSING_VALUES where nobody can be asked
 */
export async function chosenSecret(
  app: App,
  typed: string | undefined,
  command: string,
  context: Context,
): Promise<Secret> {
  const secrets = await clientSecretsOf(app, context);
  if (typed !== undefined) return clientSecretNamed(app, secrets, typed);
  if (!context.canPrompt) {
    const flag = secrets.at(-1)?.id ?? "<secret>";
    throw missingFlags([{ flag, term: "the secret" }], "nothing says which of the app's secrets is meant", command);
  }
  const { unseal } = await context.store();
  const { asking } = await import("./prompts/asking.js");
  const rows = secrets.map(({ id, status, created, sealed }) => ({
    ...{ value: id, label: id },
    detail: `${masked(unseal(sealed))}   ${status.toLowerCase()}   ${created.toISOString()}`,
  }));
  return await asking(context, async (asker) => {
    const message = "Which client secret?";
    const help = ["On the command line a secret is named by its id, or as newest or oldest."];
    const picked = await asker.pick({ message, help, canGoBack: false, rows });
    const secret = clientSecretNamed(app, secrets, "answer" in picked ? picked.answer : "");
    asker.answered(message, secret.id);
    return secret;
  });
}

/** Switches the secret that is meant on or off, and tells it. @throws Problem of `chosenSecret`, and of the switch */
export async function switchSecret(
  app: App,
  typed: string | undefined,
  { verb, status, effect }: { verb: string; status: SecretStatus; effect: string },
  context: Context,
): Promise<void> {
  const store = await context.store();
  const chosen = await chosenSecret(app, typed, `credentials ${verb} ${app.slug}`, context);
  const isNeeded = await authenticatesWithSecret(app);
  const secret = await setClientSecretStatus(store, app, chosen, status, { isNeeded, now: context.clock() });
  context.output.done(
    `The client secret ${secret.id} of ${app.label} is ${status.toLowerCase()}; the token endpoint ${effect}`,
    secretJson(secret, store.unseal(secret.sealed), { reveal: false }),
    {
      next: [
        status === "ACTIVE"
          ? `appint credentials list ${app.slug}`
          : `appint credentials delete ${app.slug} ${secret.id}`,
      ],
    },
  );
}
