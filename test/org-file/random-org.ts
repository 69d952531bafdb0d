/** Orgs made by chance: people with any names, groups, apps of every kind, with or without secrets of every sort. */
import fc from "fast-check";
import { newId, randomToken } from "../../src/crypto/ids.js";
import { generateSigningKey, type NewSigningKey } from "../../src/crypto/signing-key.js";
import { samlCertificate } from "../../src/directory/app-certificate.js";
import type { Kind } from "../../src/integrations/kind.js";
import { kinds } from "../../src/integrations/registry.js";
import { documentOf } from "../../src/integrations/values.js";
import { insertApp } from "../../src/store/apps.js";
import { insertAssignment } from "../../src/store/assignments.js";
import { insertGroupAssignment } from "../../src/store/group-assignments.js";
import { addMember, EVERYONE, type Group, insertGroup } from "../../src/store/groups.js";
import { insertKey } from "../../src/store/keys.js";
import { insertOrg, type Org } from "../../src/store/orgs.js";
import { insertSecret } from "../../src/store/secrets.js";
import type { Store } from "../../src/store/store.js";
import { insertUser } from "../../src/store/users.js";
import { aGroup, aKey, anApp, anAssignment, anEvent, anOrg, aSecret, at, aUser, NOON } from "../conformance/rows.js";
import { VALUES } from "../integrations/values.js";

const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .map((text) => text.replace(/\p{Cc}/gu, "x").normalize("NFC"))
  .filter((text) => !/[\ud800-\udfff]/u.test(text));

type Values = Record<string, unknown>;

export const orgPlan = fc.record({
  people: fc.array(
    fc.record({
      first: name,
      last: name,
      status: fc.constantFrom("ACTIVE" as const, "STAGED" as const, "DEPROVISIONED" as const, "LOCKED_OUT" as const),
      profile: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }),
      hasPassword: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  groups: fc.array(fc.record({ description: name, members: fc.nat(6) }), { maxLength: 4 }),
  apps: fc.array(
    fc.record({
      label: fc
        .string({ unit: fc.constantFrom(..."abcXYZäß日1 "), minLength: 1, maxLength: 20 })
        .map((text) => `A${text}`),
      kind: fc.oneof(...Object.entries(VALUES).map(([id, values]) => fc.record({ id: fc.constant(id), values }))),
      people: fc.nat(6),
      active: fc.boolean(),
    }),
    { maxLength: 5 },
  ),
});

export type OrgPlan = typeof orgPlan extends fc.Arbitrary<infer Plan> ? Plan : never;

/** What a field has when nothing is said of it. */
const defaultsOf = ({ fields }: Kind): Values =>
  Object.fromEntries(fields.map(({ key, default: value }) => [key, value?.({})]));

let pair: Promise<NewSigningKey> | undefined;

/** Writes an org of that plan; keys are one pair under many names, since making one takes its time. */
export async function makeOrg(store: Store, { people, groups, apps }: OrgPlan): Promise<Org> {
  const org = anOrg({ slug: "acme", name: "Acme" });
  pair ??= generateSigningKey();
  const { privateKeyPem, publicJwk } = await pair;
  const every = await kinds();
  const keyOf = (app: string | null, purpose: "id-token" | "saml") =>
    aKey(org.id, {
      app,
      purpose,
      publicJwk,
      sealedPrivateKey: store.seal(privateKeyPem),
      ...(app === null ? {} : samlCertificate({ privateKeyPem }, org, org.created)),
    });
  await store.write(async (tx) => {
    await insertOrg(tx, org);
    await insertKey(tx, keyOf(null, "id-token"));
    const users = people.map(({ first: firstName, last: lastName, status, profile }, index) =>
      aUser(org.id, { login: `${index}-é@example.com`, firstName, lastName, status, profile, created: at(index) }),
    );
    for (const [index, user] of users.entries()) {
      const hash = `scrypt$15$8$1$${randomToken(16)}$${randomToken(32)}`;
      await insertUser(tx, user, people[index]?.hasPassword ? hash : null);
    }
    const everyone = aGroup(org.id, { name: EVERYONE, type: "BUILT_IN" });
    await insertGroup(tx, everyone);
    for (const { id } of users) await addMember(tx, everyone.id, id, NOON);
    const made: Group[] = [];
    for (const [index, { description, members }] of groups.entries()) {
      const group = aGroup(org.id, { name: `Group ${index}`, description });
      made.push(group);
      await insertGroup(tx, group);
      for (const user of users.slice(0, members)) await addMember(tx, group.id, user.id, at(index));
    }
    for (const [index, plan] of apps.entries()) {
      const kind = every.find(({ id }) => id === plan.kind.id);
      if (!kind) throw new Error(`no kind ${plan.kind.id}`);
      const id = newId("0oa");
      const document = documentOf(kind, { ...defaultsOf(kind), ...plan.kind.values });
      const client = document.credentials.oauthClient as { client_id?: string } | undefined;
      if (client) client.client_id = id;
      const key = kind.signsAssertions ? keyOf(id, "saml") : undefined;
      if (key) document.credentials.signing = { kid: key.kid };
      const app = anApp(org.id, {
        id,
        slug: `app-${index}`,
        label: plan.label,
        signOnMode: kind.signOnMode,
        status: plan.active ? "ACTIVE" : "INACTIVE",
        document,
      });
      await insertApp(tx, app);
      if (key) await insertKey(tx, key);
      if (kind.keepsSecret(document)) {
        const times = { created: at(index), lastUpdated: at(index) };
        await insertSecret(tx, aSecret(org.id, id, { ...times, sealed: store.seal(`secret of ${id}`) }));
        if (plan.active)
          await insertSecret(
            tx,
            aSecret(org.id, id, { status: "INACTIVE", sealed: store.seal(`old secret of ${id}`) }),
          );
      }
      if (plan.active) for (const { id: group } of made) await insertGroupAssignment(tx, id, group, at(index));
      const most = plan.active ? Math.max(0, ...groups.map(({ members }) => members)) : 0;
      for (const [place, user] of users.entries()) {
        if (place < plan.people) {
          const assignment = anAssignment(id, user.id);
          await insertAssignment(tx, assignment);
          const kept = { kind: "appPassword", sealed: store.seal(`password of ${assignment.id}`) };
          if (kind.id === "swa") await insertSecret(tx, aSecret(org.id, assignment.id, kept));
        } else if (place < most && user.status !== "DEPROVISIONED")
          await insertAssignment(tx, anAssignment(id, user.id, { scope: "GROUP" }));
      }
    }
    await tx.record(anEvent(org.id));
  });
  return org;
}
