/**
 * Regular expressions of other people, matched as a whole and in time that grows with pattern × text, whatever they are:
 * a backtracking engine can be kept busy for years by a pattern of ten characters, and with it a whole IdP.
 *
 * The pattern becomes a set of states. From the end of the text to its beginning it is worked out which states lead to
 * a match from there; each position is visited once, so nothing is ever tried twice. What cannot be said like that
 * (references back, possessive and atomic groups) is refused when the pattern is set up.
 */
import type { CharacterTest } from "./characters.js";
import { RegexFault } from "./regex-fault.js";
import { type Node, parse } from "./syntax.js";

export { RegexFault } from "./regex-fault.js";

type State =
  | { type: "character"; test: CharacterTest; next: number }
  | { type: "split"; next: number[] }
  | { type: "assertion"; at: "start" | "end" | "boundary" | "no-boundary"; next: number }
  | { type: "look"; program: Program; negative: boolean; next: number }
  | { type: "match" };

interface Program {
  states: State[];
  start: number;
  /** For each state the ones that lead to it without taking a character. */
  before: number[][];
}

const MOST_STATES = 2000;
/** States × characters of one match: about a twentieth of a second. */
const MOST_STEPS = 600_000;

/**
 * @returns whether a text matches, as a whole
 * @throws RegexFault for what is no pattern, or none that can be matched in linear time; from the match too, where the
 * text is too long for the pattern
 */
export function linearRegex(pattern: string): (text: string) => boolean {
  const budget = { states: MOST_STATES };
  const program = compile(parse(pattern), budget);
  const states = MOST_STATES - budget.states;
  return (text) => {
    if (states * text.length > MOST_STEPS) throw new RegexFault("the text is too long for a pattern of that size");
    return matchesFrom(program, [...text], { atEndOnly: true })[0] === true;
  };
}

function compile(node: Node, budget: { states: number }): Program {
  const states: State[] = [];
  const add = (state: State): number => {
    if (--budget.states < 0) throw new RegexFault("it is too large: fewer or smaller repetitions are needed");
    return states.push(state) - 1;
  };

  /** Adds the node in front of a state. @returns where it begins */
  const before = (each: Node, next: number): number => {
    switch (each.type) {
      case "empty":
        return next;
      case "character":
      case "assertion":
        return add({ ...each, next });
      case "look":
        return add({ type: "look", program: compile(each.body, budget), negative: each.negative, next });
      case "sequence":
        return each.parts.reduceRight((behind, part) => before(part, behind), next);
      case "choice":
        return add({ type: "split", next: each.options.map((option) => before(option, next)) });
      case "repeat":
        return repeat(each, next);
    }
  };

  const repeat = ({ body, min, max }: Node & { type: "repeat" }, next: number): number => {
    let begin = next;
    if (max === Number.POSITIVE_INFINITY) {
      const loop: State = { type: "split", next: [next] };
      begin = add(loop);
      loop.next.push(before(body, begin));
    } else {
      for (let count = min; count < max; count++) begin = add({ type: "split", next: [next, before(body, begin)] });
    }
    for (let count = 0; count < min; count++) begin = before(body, begin);
    return begin;
  };

  const start = before(node, add({ type: "match" }));
  const leading: number[][] = states.map(() => []);
  states.forEach((state, index) => {
    const next =
      state.type === "split" ? state.next : state.type === "match" || state.type === "character" ? [] : [state.next];
    for (const target of next) leading[target]?.push(index);
  });
  return { states, start, before: leading };
}

/** For every position of the text whether the program matches from there on: up to the end, or up to anywhere. */
function matchesFrom(program: Program, text: readonly string[], { atEndOnly }: { atEndOnly: boolean }): boolean[] {
  const { states, start, before } = program;
  const looks = states.map((state) =>
    state.type === "look" ? matchesFrom(state.program, text, { atEndOnly: false }) : undefined,
  );
  const found: boolean[] = [];
  let behind = new Uint8Array(states.length);
  for (let at = text.length; at >= 0; at--) {
    const live = new Uint8Array(states.length);
    const open: number[] = [];
    const reach = (index: number) => {
      if (live[index]) return;
      live[index] = 1;
      open.push(index);
    };
    states.forEach((state, index) => {
      if (state.type === "match" && (!atEndOnly || at === text.length)) reach(index);
      if (state.type === "character" && behind[state.next] && state.test(text[at] as string)) reach(index);
    });
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      for (const leading of before[index] ?? []) {
        const state = states[leading] as State;
        if (state.type === "assertion" && !holds(state.at, text, at)) continue;
        if (state.type === "look" && looks[leading]?.[at] === state.negative) continue;
        reach(leading);
      }
    }
    found[at] = live[start] === 1;
    behind = live;
  }
  return found;
}

function holds(what: "start" | "end" | "boundary" | "no-boundary", text: readonly string[], at: number): boolean {
  if (what === "start") return at === 0;
  if (what === "end") return at === text.length;
  const isWord = (character: string | undefined) => /^\w$/.test(character ?? "");
  return (isWord(text[at - 1]) !== isWord(text[at])) === (what === "boundary");
}
