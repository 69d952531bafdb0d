/** What a secret that is wrong is instead, for the person who must find the mistake. The secret itself is told nobody. */
import { equalSecrets } from "../../crypto/hash.js";
import { CLIENT_SECRET } from "../../directory/app-secret.js";
import type { App } from "../../store/apps.js";
import { secretsOf } from "../../store/secrets.js";
import { allAppsOfOrg } from "../every-app.js";
import type { Exchange } from "../http/exchange.js";
import { clientOf, clientSecrets, openIdConnect } from "./client.js";
import { readCredentials } from "./client-credentials.js";

/** How a wrong secret came about, where that can be told. */
export type SecretSent = "with white space around it" | "deactivated" | "of another app" | "of nobody";

/** @param app whose secret it should have been */
export async function whoseSecret({ idp, req }: Exchange, form: URLSearchParams, app: App): Promise<SecretSent> {
  const { secret = "" } = readCredentials({ authorization: req.headers.authorization, form });
  const isOf = async (other: App, text: string) =>
    (await clientSecrets(idp, clientOf(other))).some((one) => equalSecrets(one, text));

  if (await isOf(app, secret.trim())) return "with white space around it";
  const kept = await secretsOf(idp.store.read, app.id, CLIENT_SECRET);
  const inactive = kept.filter(({ status }) => status === "INACTIVE");
  if (inactive.some(({ sealed }) => equalSecrets(idp.store.unseal(sealed), secret.trim()))) return "deactivated";
  for await (const other of allAppsOfOrg(idp)) {
    if (other.signOnMode === openIdConnect && (await isOf(other, secret.trim()))) return "of another app";
  }
  return "of nobody";
}
