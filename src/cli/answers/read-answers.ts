/** `--answers`: the wizard's answers from a file. Every fault is told at once, each with its place. */
import { isDeepStrictEqual } from "node:util";
import type { Field, FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { additionsOf, carriersOf } from "../../integrations/kind-words.js";
import { nearestNames } from "../../nearest-names.js";
import { Problem } from "../../problem.js";
import { nameOfFlag } from "../arguments.js";
import { checked, read } from "../field-arguments.js";
import { JsonFault, type Node, placeOf, readJson } from "./json-text.js";
import { answersInvalid } from "./problems.js";

export interface Answers {
  /** The kind that the file names, or the only one that has all its fields. */
  kind?: Kind;
  metadata?: string;
  values: FieldValues;
  tests: FieldValues;
}

interface Definitions {
  kinds: readonly Kind[];
  /** Fields that go with every kind. */
  common: readonly Field[];
  /** What the command line has said already. */
  wanted?: Kind;
}

/** @param source how the file is called in messages @throws Problem ANSWERS_INVALID with every fault */
export function readAnswers(text: string, source: string, { kinds, common, wanted }: Definitions): Answers {
  const faults: { at: number; why: string }[] = [];
  const fault = (at: number, why: string) => void faults.push({ at, why });
  const answers: Answers = { values: {}, tests: {} };
  const end = () => {
    if (faults.length > 0)
      throw answersInvalid(
        source,
        faults.sort((a, b) => a.at - b.at).map(({ at, why }) => `${placeOf(text, at)}: ${why}`),
      );
  };

  const root = parsed(text, fault);
  if (!root?.members) {
    if (root) fault(root.at, "answers are one object: { … }");
    end();
    return answers;
  }
  const named = root.members.find(({ key }) => key === "kind");
  const word = named && kindNamed(named.node, kinds, fault);
  const kind = named ? word?.kind : wanted;
  answers.values = { ...word?.values };
  if (named && kind && wanted && kind !== wanted)
    fault(named.node.at, `the kind is ${kind.id}, and the command line says ${wanted.id}`);

  const given = new Map<string, string>();
  for (const { key, at, node } of root.members) {
    const field = fieldCalled(key, [...(kind?.fields ?? kinds.flatMap((each) => each.fields)), ...common]);
    const name = field?.key ?? key;
    const before = given.get(name);
    given.set(name, key);
    if (before !== undefined)
      fault(at, before === key ? `"${key}" is there twice` : `"${key}" and "${before}" are the same`);
    else if (key === "kind" || key === "$schema") continue;
    else if (key === "metadata") {
      if (typeof node.value === "string") answers.metadata = node.value;
      else fault(node.at, `"metadata" must be a text: a file or a URL`);
    } else if (!field) fault(at, unknownKey(key, kind, kinds, common));
    else if (node.value !== null) {
      const place = common.includes(field) ? answers.tests : answers.values;
      try {
        const value = checked(field, meant(field, node));
        const said = word?.values[field.key];
        if (said !== undefined && !isDeepStrictEqual(said, value))
          fault(node.at, `"${key}": "${named?.node.value}" says something else`);
        place[field.key] = value;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        fault(node.at, `"${key}": ${inWords(error.why)}`);
      }
    }
  }
  end();
  return { ...answers, kind: kind ?? onlyKind(kinds, Object.keys(answers.values)) };
}

function parsed(text: string, fault: (at: number, why: string) => void): Node | undefined {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    fault(error.at, error.why);
    return undefined;
  }
}

/** The kind and what its word says of the values; the word may be any that `create` takes. */
function kindNamed(node: Node, kinds: readonly Kind[], fault: (at: number, why: string) => void) {
  const word = typeof node.value === "string" ? node.value.toLowerCase() : undefined;
  for (const kind of kinds) {
    const named = kind.id === word ? { values: {} } : kind.aliases?.find((alias) => alias.word === word);
    const values: FieldValues = named?.values ?? {};
    if (named) return { kind, values };
  }
  const ids = kinds.map(({ id }) => id);
  const addition = additionsOf(kinds).find((each) => each.word === word);
  const words = [...ids, ...kinds.flatMap(({ aliases }) => aliases?.map((alias) => alias.word) ?? [])];
  const [near] = word === undefined ? [] : nearestNames(word, words);
  const hint = addition
    ? `; ${addition.term} goes with ${carriersOf(addition, kinds)
        .map(({ id }) => id)
        .join(" and ")}, as ${JSON.stringify(addition.values)}`
    : near
      ? `; did you mean ${near}?`
      : "";
  fault(node.at, `"kind" must be one of ${ids.join(", ")}${hint}`);
  return undefined;
}

/** `acsUrl`, `acs-url` and `--acs-url` are the same. */
const fieldCalled = (key: string, fields: readonly Field[]): Field | undefined =>
  fields.find((field) => field.key === key || [key, `--${key}`].includes(nameOfFlag(field.flag)));

function unknownKey(key: string, kind: Kind | undefined, kinds: readonly Kind[], common: readonly Field[]): string {
  const owner = kinds.find(({ fields }) => fieldCalled(key, fields));
  if (owner && kind) return `"${key}" is a setting of ${owner.term}; this is ${kind.term}`;
  const fields = [...(kind ? kind.fields : kinds.flatMap((each) => each.fields)), ...common];
  const names = [...fields.flatMap((field) => [field.key, nameOfFlag(field.flag).slice(2)]), "kind", "metadata"];
  const [near] = nearestNames(key.replace(/^--/, ""), [...new Set(names)]);
  return `there is no answer "${key}"${near ? `; did you mean ${near}?` : ""}`;
}

/** A text means what it means as a flag's value; everything else is the value itself. */
function meant(field: Field, { value, items }: Node): unknown {
  if (!field.repeatable) return read(field, value);
  return items
    ? items.map((item) => read(field, item.value))
    : typeof value === "string"
      ? [read(field, value)]
      : value;
}

const NAMES: Record<string, string> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/** Where a value is of another type, the schema speaks as programs do. */
const inWords = (why: string): string =>
  why.replace(
    /Invalid input: expected (\w+), received (\w+)/g,
    (_, expected: string, received: string) =>
      `it must be ${NAMES[expected] ?? expected}, not ${NAMES[received] ?? received}`,
  );

function onlyKind(kinds: readonly Kind[], keys: readonly string[]): Kind | undefined {
  const fitting = kinds.filter(({ fields }) => keys.every((key) => fields.some((field) => field.key === key)));
  return fitting.length === 1 ? fitting[0] : undefined;
}
