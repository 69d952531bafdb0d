/** What an expression can see when it is evaluated. */

export interface ScopeGroup {
  id: string;
  name: string;
  /** OKTA_GROUP, BUILT_IN, APP_GROUP */
  type: string;
}

export interface Scope {
  /** Attributes by root: `user`, `appuser`, `source`, `app`, `org`, `session`. */
  roots: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What `user.getInternalProperty` tells. */
  internal: Readonly<Record<"id" | "status", string>>;
  /** Groups of the person. */
  groups: readonly ScopeGroup[];
  now: Date;
  /** Called where the platform goes on in silence: an attribute without a value in a text. */
  warn?(message: string): void;
}

/** An attribute's raw value; own members only, so that no name of the language's runtime is one. */
export const attributeOf = (scope: Scope, root: string, attribute: string): unknown => {
  const members = Object.hasOwn(scope.roots, root) ? scope.roots[root] : undefined;
  return members && Object.hasOwn(members, attribute) ? members[attribute] : undefined;
};
