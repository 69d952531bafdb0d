/** What can be said against an expression before it is ever evaluated. */
import { nearestNames } from "../../nearest-names.js";
import { FUNCTIONS } from "./functions/index.js";
import type { Place } from "./places.js";
import { type Expression, ExpressionError } from "./syntax.js";

/** Lists of groups are no texts: something of them must be named, or they are counted. */
const TAKES_GROUPS = ["Arrays.size", "Arrays.isEmpty"];
/** The platform evaluates conditions without these. */
const NOT_IN_CONDITIONS = /^(Convert|Arrays|Time)\./;

interface Surroundings {
  place: Place;
  isCondition?: boolean;
  takesGroups?: boolean;
}

/** @throws ExpressionError for a name that means nothing there, and for a wrong number of arguments */
export function checkExpression(expression: Expression, around: Surroundings): void {
  if (expression.kind === "reference") checkReference(expression, around.place);
  if (expression.kind === "call") checkCall(expression, around);
  for (const { part, ...about } of partsOf(expression)) {
    const { place, isCondition } = around;
    checkExpression(part, { place, ...(isCondition ? { isCondition } : {}), ...about });
  }
}

/** What an expression is made of, and what is special about the place of each. */
function partsOf(expression: Expression): ({ part: Expression } & Omit<Surroundings, "place">)[] {
  switch (expression.kind) {
    case "literal":
    case "reference":
      return [];
    case "call":
      return expression.args.map((part) => ({ part, takesGroups: TAKES_GROUPS.includes(expression.name) }));
    case "list":
      return expression.items.map((part) => ({ part }));
    case "map":
      return expression.entries.map(({ value: part }) => ({ part }));
    case "index":
      return [{ part: expression.target }, { part: expression.index }];
    case "projection":
      return [{ part: expression.target, takesGroups: true }];
    case "not":
      return [{ part: expression.operand }];
    case "conditional":
      return [{ part: expression.condition, isCondition: true }, { part: expression.yes }, { part: expression.no }];
    case "elvis":
      return [{ part: expression.value }, { part: expression.otherwise }];
    case "binary":
      return [{ part: expression.left }, { part: expression.right }];
  }
}

function checkReference(reference: Expression & { kind: "reference" }, place: Place): void {
  const { root, attribute } = reference;
  if (!place.roots.includes(root)) {
    const meant = nearestNames(root, place.roots)[0];
    const isFunction = FUNCTIONS.has(attribute === undefined ? root : `${root}.${attribute}`);
    throw new ExpressionError(
      isFunction
        ? `${attribute === undefined ? root : `${root}.${attribute}`} is a function: its arguments follow in "(…)"`
        : `"${root}" has no value in ${place.name}${meant ? `, did you mean "${meant}"?` : `: ${place.roots.join(", ")} have`}`,
      reference,
    );
  }
  if (attribute === undefined)
    throw new ExpressionError(`"${root}" alone is no value: name an attribute, as in "${root}.email"`, reference);
}

function checkCall(call: Expression & { kind: "call" }, { place, isCondition, takesGroups }: Surroundings): void {
  const { name, args } = call;
  const definition = FUNCTIONS.get(name);
  if (!definition) {
    const meant = name.length > 2 ? nearestNames(name, [...FUNCTIONS.keys()])[0] : undefined;
    throw new ExpressionError(`there is no function "${name}"${meant ? `, did you mean "${meant}"?` : ""}`, call);
  }
  if (place.allows && !place.allows(name)) throw new ExpressionError(`${name} cannot be used in ${place.name}`, call);
  if (isCondition && NOT_IN_CONDITIONS.test(name))
    throw new ExpressionError(`${name} cannot be used in a condition`, call);
  if (name === "user.getGroups" && !takesGroups)
    throw new ExpressionError("the groups have no text: name what of them, as in user.getGroups(…).![name]", call);
  const least = definition.takes.length - definition.optional;
  const most = definition.more ? Number.POSITIVE_INFINITY : definition.takes.length;
  if (args.length < least || args.length > most)
    throw new ExpressionError(countOf(name, least, most, args.length), call);
}

function countOf(name: string, least: number, most: number, given: number): string {
  const wanted =
    least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
  return `${name} takes ${wanted} argument${wanted === "1" ? "" : "s"}, and ${given === 0 ? "none is" : `${given} ${given === 1 ? "is" : "are"}`} given`;
}
