/** What the assertion tells about the person: attribute statements become attributes. */
import { evaluate } from "../../directory/expression.js";
import { namesThrough } from "../../directory/group-filter.js";
import { filterOf } from "../../integrations/saml/fields/group-attributes.js";
import type { SamlSettings } from "../../integrations/saml/settings.js";
import type { SamlAttribute } from "../../protocols/saml/assertion.js";
import { groupsOfUser } from "../../store/groups.js";
import type { Store } from "../../store/store.js";
import type { User } from "../../store/users.js";

/** One attribute a statement, in their order; the groups of one in order of name. */
export async function attributesOf(
  store: Store,
  user: User,
  statements: SamlSettings["attributeStatements"],
): Promise<SamlAttribute[]> {
  const groups = statements.some(({ type }) => type === "GROUP") ? await groupsOfUser(store.read, user.id) : [];
  return statements.map((statement) => ({
    name: statement.name,
    nameFormat: statement.namespace,
    values:
      statement.type === "GROUP"
        ? namesThrough(filterOf(statement), groups)
        : statement.values.flatMap((expression) => evaluate(expression, user)),
  }));
}
