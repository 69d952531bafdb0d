import { createPrivateKey, createPublicKey } from "node:crypto";
import { CLIENT_SECRET } from "../../directory/app-secret.js";
import { kindOf } from "../../integrations/registry.js";
import { appsOfOrg } from "../../store/apps.js";
import { keysOf, type SealedKey } from "../../store/keys.js";
import { orgs } from "../../store/orgs.js";
import { everyRow } from "../../store/page.js";
import { secretsOf } from "../../store/secrets.js";
import { type Breach, defineInvariant, type Inspected } from "../invariant.js";

/** An app is made together with its secret or its key: one without them was half made. */
export default defineInvariant({
  says: "every app has the client secret or signing key of its kind, and every key its other half",

  async breaches(database) {
    const { read } = database;
    const found: Breach[] = [];
    for (const org of await orgs(read)) {
      for (const key of await keysOf(read, org.id)) found.push(...brokenKey(key, database));
      for await (const app of everyRow((page) => appsOfOrg(read, org.id, page))) {
        const kind = await kindOf(app).catch(() => undefined);
        if (!kind) {
          found.push({ seen: `the app ${app.slug} has the sign-on mode ${app.signOnMode}, which no kind has` });
          continue;
        }
        const secrets = await secretsOf(read, app.id, CLIENT_SECRET);
        if (kind.keepsSecret(app.document) && !secrets.some(({ status }) => status === "ACTIVE"))
          found.push({
            seen: `the app ${app.slug} has no active client secret`,
            fix: `appint credentials rotate ${app.slug}`,
          });
        const keys = await keysOf(read, org.id, { app: app.id });
        if (kind.signsAssertions && !keys.some(({ status }) => status === "ACTIVE"))
          found.push({
            seen: `the app ${app.slug} has no key that signs`,
            fix: `appint keys rotate ${app.slug} --activate`,
          });
        for (const key of keys) found.push(...brokenKey(key, database));
      }
    }
    return found;
  },
});

function brokenKey({ kid, publicJwk, sealedPrivateKey }: SealedKey, { unseal }: Inspected): Breach[] {
  if (!unseal) return [];
  try {
    const own = createPublicKey(createPrivateKey(unseal(sealedPrivateKey))).export({ format: "jwk" });
    return own.n === publicJwk.n ? [] : [{ seen: `the two halves of signing key ${kid} are of two keys` }];
  } catch {
    return [{ seen: `the private half of signing key ${kid} cannot be used` }];
  }
}
