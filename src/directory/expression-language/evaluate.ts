/** An expression's value for a person. */
import { asParameter, NoValue } from "./function.js";
import { GROUP_MEMBERS } from "./functions/groups.js";
import { FUNCTIONS } from "./functions/index.js";
import { matchesWhole } from "./regular-expression.js";
import { attributeOf, type Scope } from "./scope.js";
import { type Expression, ExpressionError } from "./syntax.js";
import { checkedLength, kindOf, profileValue, textOf, type Value, valuesOf } from "./values.js";

/** @throws ExpressionError where there is no value: a function on nothing, a text where a truth is needed */
export async function evaluated(expression: Expression, scope: Scope): Promise<Value> {
  const value = async (each: Expression) => await evaluated(each, scope);
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "reference": {
      const { root, attribute } = expression;
      if (attribute === undefined)
        throw new ExpressionError(`${root} alone has no value: name an attribute of it`, expression);
      return profileValue(attributeOf(scope, root, attribute));
    }
    case "list":
      return await Promise.all(expression.items.map(value));
    case "map":
      throw new ExpressionError("a list of keys and values is an argument of user.getGroups only", expression);
    case "call":
      return await called(expression, scope);
    case "index":
      return elementOf(await value(expression.target), await value(expression.index), expression);
    case "projection":
      return projected(await value(expression.target), expression);
    case "not":
      return !truthOf(await value(expression.operand), expression.operand);
    case "conditional": {
      const { condition, yes, no } = expression;
      return await value(truthOf(await value(condition), condition) ? yes : no);
    }
    case "elvis": {
      const first = await value(expression.value);
      return first === null || first === "" ? await value(expression.otherwise) : first;
    }
    case "binary":
      return await combined(expression, scope);
  }
}

async function called(call: Expression & { kind: "call" }, scope: Scope): Promise<Value> {
  const definition = FUNCTIONS.get(call.name);
  if (!definition) throw new ExpressionError(`there is no function ${call.name}`, call);
  const args: unknown[] = [];
  for (const [index, arg] of call.args.entries()) {
    const type = definition.takes[index] ?? definition.more;
    if (type === undefined) throw new ExpressionError(`${call.name} takes fewer arguments`, arg);
    args.push(
      type === "map" ? await mapOf(arg, scope) : asParameter(type, await evaluated(arg, scope), call.name, arg),
    );
  }
  return await valueOrReason(call, async () => {
    const value = await definition.run(args, scope);
    return typeof value === "string" ? checkedLength(value, call) : value;
  });
}

/** @throws ExpressionError at the expression's place for what a function has against its arguments */
async function valueOrReason(at: Expression, work: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NoValue)) throw error;
    throw new ExpressionError(at.kind === "call" ? `${at.name}: ${error.message}` : error.message, at);
  }
}

async function mapOf(arg: Expression, scope: Scope): Promise<Map<string, string[]>> {
  if (arg.kind !== "map")
    throw new ExpressionError("a list such as {'group.profile.name': 'Sales'} is needed here", arg);
  const map = new Map<string, string[]>();
  for (const { key, value } of arg.entries) map.set(key, valuesOf(await evaluated(value, scope)));
  return map;
}

function elementOf(target: Value, index: Value, at: Expression): Value {
  if (!Array.isArray(target)) throw new ExpressionError(`${kindOf(target)} has no elements`, at);
  const element = typeof index === "number" ? target[index] : undefined;
  if (element === undefined) throw new ExpressionError(`there is no such element: the list has ${target.length}`, at);
  return element;
}

function projected(target: Value, at: Expression & { kind: "projection" }): Value {
  const place = Object.hasOwn(GROUP_MEMBERS, at.member) ? GROUP_MEMBERS[at.member] : undefined;
  if (place === undefined) throw new ExpressionError(`a group has no member "${at.member}"`, at);
  if (!Array.isArray(target)) throw new ExpressionError(`${kindOf(target)} has no elements`, at);
  return target.map((each) => (Array.isArray(each) ? (each[place] ?? null) : null));
}

async function combined(expression: Expression & { kind: "binary" }, scope: Scope): Promise<Value> {
  const { operator, left, right } = expression;
  const first = await evaluated(left, scope);
  if (operator === "AND" || operator === "OR") {
    const decided = truthOf(first, left);
    return decided === (operator === "OR") ? decided : truthOf(await evaluated(right, scope), right);
  }
  const second = await evaluated(right, scope);
  if (operator === "==") return same(first, second);
  if (operator === "!=") return !same(first, second);
  if (operator === "+") {
    if (typeof first === "number" && typeof second === "number") return first + second;
    for (const [value, part] of [
      [first, left],
      [second, right],
    ] as const)
      if (value === null) scope.warn?.(`a part without a value was left empty (character ${part.start + 1})`);
    return checkedLength(textOf(first) + textOf(second), expression);
  }
  if (operator === "matches") return valueOrReason(expression, () => matchesWhole(textOf(first), textOf(second)));
  return ordered(operator, first, second, expression);
}

const same = (one: Value, other: Value): boolean =>
  Array.isArray(one) && Array.isArray(other)
    ? one.length === other.length && one.every((each, index) => same(each, other[index] as Value))
    : one === other;

function ordered(operator: string, one: Value, other: Value, at: Expression): boolean {
  if (typeof one !== typeof other || (typeof one !== "number" && typeof one !== "string"))
    throw new ExpressionError(
      `"${operator}" compares two numbers or two texts, not ${kindOf(one)} and ${kindOf(other)}`,
      at,
    );
  const difference = one === other ? 0 : one < (other as typeof one) ? -1 : 1;
  if (operator === "<") return difference < 0;
  if (operator === "<=") return difference <= 0;
  return operator === ">" ? difference > 0 : difference >= 0;
}

function truthOf(value: Value, at: Expression): boolean {
  if (typeof value !== "boolean")
    throw new ExpressionError(`true or false is needed here, and this is ${kindOf(value)}`, at);
  return value;
}
