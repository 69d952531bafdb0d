/** JSON that knows its places: `JSON.parse` tells neither where a member stands nor that one is there twice. */

/** A value with the offset where it begins. */
export interface Node {
  value: unknown;
  at: number;
  /** Of an object, in the order of the text; a key may be there twice. */
  members?: { key: string; at: number; node: Node }[];
  /** Of an array. */
  items?: Node[];
}

/** What keeps a text from being JSON. */
export class JsonFault extends Error {
  constructor(
    readonly at: number,
    readonly why: string,
  ) {
    super(why);
  }
}

/** Nothing that a person writes is nested deeper. */
const DEEPEST = 32;

/** @throws JsonFault where the text stops being JSON (RFC 8259), or is nested deeper than 32 levels */
export function readJson(text: string): Node {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.end();
  return node;
}

/** `line 3, column 5`, both from 1. */
export function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  return `line ${before.split("\n").length}, column ${at - before.lastIndexOf("\n")}`;
}

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  value(depth: number): Node {
    if (depth > DEEPEST) throw new JsonFault(this.at, `it is nested deeper than ${DEEPEST} levels`);
    this.blanks();
    const { at } = this;
    const character = this.text[at];
    if (character === "{") return this.object(depth);
    if (character === "[") return this.array(depth);
    if (character === '"') return { at, value: this.string() };
    const word = /^(true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/.exec(
      this.text.slice(at, at + 400),
    )?.[1];
    if (word === undefined) throw this.unexpected("a value");
    this.at += word.length;
    return { at, value: JSON.parse(word) };
  }

  end(): void {
    this.blanks();
    if (this.at < this.text.length) throw this.unexpected("nothing more");
  }

  private object(depth: number): Node {
    const { at } = this;
    const members: NonNullable<Node["members"]> = [];
    this.list("}", () => {
      const keyAt = this.at;
      if (this.text[keyAt] !== '"') throw this.unexpected("a name in double quotes");
      const key = this.string();
      this.blanks();
      if (this.text[this.at] !== ":") throw this.unexpected(`a : behind "${key}"`);
      this.at++;
      members.push({ key, at: keyAt, node: this.value(depth + 1) });
    });
    // A member called __proto__ stays a member.
    return { at, members, value: Object.fromEntries(members.map(({ key, node }) => [key, node.value])) };
  }

  private array(depth: number): Node {
    const { at } = this;
    const items: Node[] = [];
    this.list("]", () => void items.push(this.value(depth + 1)));
    return { at, items, value: items.map(({ value }) => value) };
  }

  /** What stands between the brackets, parted by commas. */
  private list(close: string, item: () => void): void {
    this.at++;
    this.blanks();
    if (this.text[this.at] === close) {
      this.at++;
      return;
    }
    for (;;) {
      this.blanks();
      item();
      this.blanks();
      const character = this.text[this.at];
      if (character !== "," && character !== close) throw this.unexpected(`a comma or ${close}`);
      this.at++;
      if (character === close) return;
    }
  }

  private string(): string {
    const from = this.at;
    for (this.at++; this.text[this.at] !== '"'; this.at++) {
      const character = this.text[this.at];
      if (character === undefined) throw new JsonFault(from, "the text that begins here has no end");
      if (character < " ") throw new JsonFault(this.at, "a text has a line end or another control character in it");
      if (character === "\\") this.at++;
    }
    this.at++;
    try {
      return JSON.parse(this.text.slice(from, this.at)) as string;
    } catch {
      throw new JsonFault(from, "the text that begins here has a \\ that JSON does not know");
    }
  }

  private blanks(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? "")) this.at++;
  }

  private unexpected(wanted: string): JsonFault {
    const found = this.text[this.at];
    const seen = found === undefined ? "the text ends" : `there is ${JSON.stringify(found)}`;
    return new JsonFault(this.at, `${seen} where JSON has ${wanted}`);
  }
}
