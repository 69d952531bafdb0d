/** What the assertion tells about the person: attribute statements become attributes. */
import { ExpressionError, type Scope, valuesOfExpression } from "../../directory/expression-language/index.js";
import { namesThrough } from "../../directory/group-filter.js";
import { profileOf } from "../../directory/profile.js";
import { filterOf } from "../../integrations/saml/attribute-statements.js";
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import type { SamlAttribute } from "../../protocols/saml/assertion.js";
import { type Group, groupsOfUser } from "../../store/groups.js";
import type { IdpSession } from "../../store/sessions.js";
import type { Idp } from "../idp.js";
import type { Allowed } from "../sessions/access.js";

export interface Attributes {
  /** One a statement, in their order; the groups of one in order of name. */
  attributes: SamlAttribute[];
  /** `name: reason` of each statement whose expression has no value for this person: the platform sends none then. */
  leftOut: string[];
}

/** What expressions may ask of the session. */
export type PersonSession = Pick<IdpSession, "amr">;

export async function attributesOf(
  idp: Pick<Idp, "store" | "org" | "clock">,
  allowed: Allowed,
  session: PersonSession,
): Promise<Attributes> {
  const { attributeStatements } = samlSettingsOf(allowed.app);
  const asksGroups = attributeStatements.some(
    (statement) => statement.type === "GROUP" || statement.values.some((text) => /group/i.test(text)),
  );
  const groups = asksGroups ? await groupsOfUser(idp.store.read, allowed.user.id) : [];
  const scope = scopeOf(idp, allowed, session, groups);
  const leftOut: string[] = [];
  const attributes: SamlAttribute[] = [];
  for (const statement of attributeStatements) {
    const { name, namespace: nameFormat } = statement;
    let values: string[] = [];
    try {
      values =
        statement.type === "GROUP"
          ? namesThrough(filterOf(statement), groups)
          : (await Promise.all(statement.values.map((text) => valuesOfExpression(text, scope)))).flat();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      leftOut.push(`${name}: ${error.message}`);
    }
    attributes.push({ name, nameFormat, values });
  }
  return { attributes, leftOut };
}

const scopeOf = (
  { org, clock }: Pick<Idp, "org" | "clock">,
  { app, user, assignment }: Allowed,
  session: PersonSession,
  groups: readonly Group[],
): Scope => ({
  roots: {
    user: profileOf(user),
    appuser: { ...assignment.profile, userName: assignment.username },
    app: { id: app.id, name: app.name, label: app.label },
    org: { name: org.name, subDomain: org.slug },
    session: { amr: session.amr },
  },
  internal: { id: user.id, status: user.status },
  groups,
  now: clock(),
});
