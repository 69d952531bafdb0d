/** The connection of an app to its SCIM service: its settings, with the secrets opened. */
import { kindOf } from "../integrations/registry.js";
import type { ScimAction } from "../integrations/scim/actions.js";
import { NOT_ON_OIDC } from "../integrations/scim/words.js";
import { valuesOf } from "../integrations/values.js";
import type { App } from "../store/apps.js";
import { secretsOf } from "../store/secrets.js";
import type { Store } from "../store/store.js";
import type { Connection, Credentials } from "./connection.js";
import { credentialMissing, noProvisioning, notProvisionable } from "./problems.js";

/** @throws Problem NOT_PROVISIONABLE, NO_PROVISIONING, CREDENTIAL_MISSING */
export async function connectionOf(store: Store, app: App): Promise<Connection> {
  const kind = await kindOf(app);
  if (!kind.fields.some(({ key }) => key === "provisioning")) throw notProvisionable(app, kind.term, NOT_ON_OIDC);
  const values = valuesOf(kind, app.document) as Record<string, string | undefined>;
  const { provisioning, scimBaseUrl: baseUrl } = values;
  if (provisioning !== "scim" || baseUrl === undefined) throw noProvisioning(app);

  const text = (key: string): string => {
    const value = values[key];
    if (value === undefined) throw credentialMissing(app, flagOf(key));
    return value;
  };
  const secret = async (key: string): Promise<string> => {
    const [kept] = await secretsOf(store.read, app.id, key);
    if (!kept) throw credentialMissing(app, flagOf(key));
    return store.unseal(kept.sealed);
  };
  const flagOf = (key: string): string => kind.fields.find((field) => field.key === key)?.flag.split(" ")[0] ?? key;

  const credentials: Credentials =
    values.scimAuth === "header"
      ? { mode: "header", token: await secret("scimToken") }
      : values.scimAuth === "oauth2"
        ? {
            mode: "oauth2",
            tokenUrl: text("scimTokenUrl"),
            clientId: text("scimClientId"),
            clientSecret: await secret("scimClientSecret"),
          }
        : { mode: "basic", username: text("scimUsername"), password: await secret("scimPassword") };
  return {
    baseUrl,
    uniqueField: values.scimUniqueField ?? "userName",
    actions: (values.scimActions as unknown as ScimAction[] | undefined) ?? [],
    credentials,
  };
}
