/** A pattern as a tree: what the platform's regular expressions share with those that can be matched in linear time. */
import { anyCharacter, type CharacterTest, characterClass, escapedClass, literal } from "./characters.js";
import { RegexFault } from "./regex-fault.js";

export type Node =
  | { type: "empty" }
  | { type: "character"; test: CharacterTest }
  | { type: "assertion"; at: "start" | "end" | "boundary" | "no-boundary" }
  | { type: "look"; body: Node; negative: boolean }
  | { type: "sequence"; parts: Node[] }
  | { type: "choice"; options: Node[] }
  | { type: "repeat"; body: Node; min: number; max: number };

const DEEPEST = 100;

/** @throws RegexFault for what is no pattern, or none that can be matched in linear time */
export function parse(pattern: string): Node {
  const ignoresCase = pattern.startsWith("(?i)");
  return new Parser(ignoresCase ? pattern.slice(4) : pattern, ignoresCase).whole();
}

class Parser {
  #at = 0;
  #depth = 0;
  readonly #characters: string[];

  constructor(
    pattern: string,
    readonly ignoresCase: boolean,
  ) {
    this.#characters = [...pattern];
  }

  whole(): Node {
    const node = this.#choice();
    if (this.#peek() !== undefined) throw new RegexFault(`it has a "${this.#peek()}" that nothing opens`);
    return node;
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead];
  }

  #sees(text: string): boolean {
    return [...text].every((character, ahead) => this.#peek(ahead) === character);
  }

  #take(text: string): boolean {
    if (!this.#sees(text)) return false;
    this.#at += text.length;
    return true;
  }

  #choice(): Node {
    if (++this.#depth > DEEPEST) throw new RegexFault(`it has more than ${DEEPEST} groups inside one another`);
    const options = [this.#sequence()];
    while (this.#take("|")) options.push(this.#sequence());
    this.#depth--;
    return options.length === 1 ? (options[0] as Node) : { type: "choice", options };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    for (let next = this.#peek(); next !== undefined && next !== "|" && next !== ")"; next = this.#peek()) {
      if (this.#take("\\Q")) parts.push(...this.#quoted());
      else parts.push(this.#repeated(this.#atom()));
    }
    return parts.length === 0 ? { type: "empty" } : { type: "sequence", parts };
  }

  /** `\Q…\E`: everything in between is meant as it stands. */
  #quoted(): Node[] {
    const parts: Node[] = [];
    while (this.#peek() !== undefined && !this.#take("\\E")) parts.push(this.#character(this.#next()));
    return parts;
  }

  #next(): string {
    const character = this.#characters[this.#at++];
    if (character === undefined) throw new RegexFault("it ends in the middle");
    return character;
  }

  #character(character: string): Node {
    return { type: "character", test: literal(character, this.ignoresCase) };
  }

  #atom(): Node {
    const character = this.#next();
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return { type: "character", test: characterClass(this.#classText(), this.ignoresCase) };
      case ".":
        return { type: "character", test: anyCharacter };
      case "^":
        return { type: "assertion", at: "start" };
      case "$":
        return { type: "assertion", at: "end" };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
      case "{":
        throw new RegexFault(`its "${character}" has nothing before it to repeat`);
      default:
        return this.#character(character);
    }
  }

  #group(): Node {
    if (this.#sees("?<=") || this.#sees("?<!")) throw new RegexFault("it looks behind, which is not supported");
    if (this.#sees("?>")) throw new RegexFault("it has an atomic group, which is not supported");
    const look = this.#sees("?=") || this.#sees("?!");
    const negative = this.#sees("?!");
    if (look) this.#at += 2;
    else if (this.#take("?<")) {
      const name = [];
      while (/[A-Za-z0-9]/.test(this.#peek() ?? "")) name.push(this.#next());
      if (name.length === 0 || !this.#take(">")) throw new RegexFault("one of its groups has no good name");
    } else if (this.#peek() === "?" && !this.#take("?:")) {
      throw new RegexFault(`it has "(?${this.#peek(1) ?? ""}", which is not supported there`);
    }
    const body = this.#choice();
    if (!this.#take(")")) throw new RegexFault('it has a "(" that nothing closes');
    return look ? { type: "look", body, negative } : body;
  }

  /** What stands between the brackets; the opening one is taken already. */
  #classText(): string {
    let text = "";
    for (let character = this.#next(); character !== "]" || text === "" || text === "^"; character = this.#next()) {
      text += character === "\\" ? character + this.#next() : character;
    }
    return text;
  }

  #escape(): Node {
    const character = this.#next();
    const assertion = { b: "boundary", B: "no-boundary", A: "start", z: "end", Z: "end" } as const;
    if (character in assertion) return { type: "assertion", at: assertion[character as keyof typeof assertion] };
    if (/[1-9k]/.test(character))
      throw new RegexFault("it refers back to a group, which cannot be matched in linear time");
    if (character === "p" || character === "P" || character === "u" || character === "x") {
      const rest = character === "u" ? this.#hex(4) : character === "x" ? this.#hex(2) : this.#property();
      return { type: "character", test: characterClass(`\\${character}${rest}`, this.ignoresCase) };
    }
    if (/[A-Za-z0-9]/.test(character)) return { type: "character", test: escapedClass(character, this.ignoresCase) };
    return this.#character(character);
  }

  #hex(length: number): string {
    let digits = "";
    while (digits.length < length) digits += this.#next();
    return digits;
  }

  #property(): string {
    if (!this.#take("{")) return `{${this.#next()}}`;
    let name = "";
    for (let character = this.#next(); character !== "}"; character = this.#next()) name += character;
    return `{${name}}`;
  }

  #repeated(body: Node): Node {
    const [min, max] = this.#count();
    if (min === undefined || max === undefined) return body;
    if (this.#peek() === "+") throw new RegexFault("it has a possessive quantifier, which is not supported");
    this.#take("?"); // lazy or not: the same texts match as a whole
    if (body.type === "assertion" || body.type === "look") throw new RegexFault("it repeats what has no length");
    if (/^[*+?{]$/.test(this.#peek() ?? "")) throw new RegexFault("one of its quantifiers stands behind another");
    return { type: "repeat", body, min, max };
  }

  #count(): [number, number] | [] {
    if (this.#take("*")) return [0, Number.POSITIVE_INFINITY];
    if (this.#take("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.#take("?")) return [0, 1];
    if (!this.#take("{")) return [];
    let text = "";
    for (let character = this.#next(); character !== "}"; character = this.#next()) text += character;
    const [, low, comma, high] = /^(\d{1,4})(,)?(\d{1,4})?$/.exec(text) ?? [];
    if (low === undefined || (high !== undefined && !comma)) throw new RegexFault(`"{${text}}" is no number of times`);
    const min = Number(low);
    const max = high !== undefined ? Number(high) : comma ? Number.POSITIVE_INFINITY : min;
    if (max < min) throw new RegexFault(`"{${text}}" counts backwards`);
    return [min, max];
  }
}
