/** Where an expression can stand, and what it may use there. */

export interface Place {
  /** In messages: "an attribute statement". */
  name: string;
  /** Roots of references that have a value there. */
  roots: readonly string[];
  /** Whether a function may be called there; all may where it is not said. */
  allows?(functionName: string): boolean;
}

/** Group names of a claim come from functions that nothing else may use. */
const isForClaims = (name: string) => name.startsWith("Groups.");

export const PLACES = {
  attributeStatement: {
    name: "an attribute statement",
    roots: ["user", "appuser", "app", "org", "session"],
    allows: (name) => !isForClaims(name),
  },
  username: {
    name: "an application username",
    roots: ["user", "source", "appuser", "app", "org"],
    allows: (name) => !isForClaims(name),
  },
  usernameTemplate: {
    name: "a username template",
    roots: ["source", "user", "app", "org", "instance"],
    allows: (name) => !isForClaims(name),
  },
  claim: { name: "a claim", roots: ["user", "appuser", "app", "org", "access", "session"] },
  groupRule: {
    name: "a group rule",
    roots: ["user"],
    allows: (name) => /^(String|Arrays|user)\.|^isMemberOf/.test(name) || !name.includes("."),
  },
} as const satisfies Record<string, Place>;
