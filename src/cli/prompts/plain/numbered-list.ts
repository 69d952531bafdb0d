/** A list as numbers to type: read out in portions, narrowed by words. */
import { type PickQuestion, type Row, sourceOf } from "../asker.js";

/** So many rows are read out at once. */
const AT_ONCE = 20;

type Item = Exclude<Row, { line: true | string }>;

export class NumberedList {
  private items: Item[] = [];
  /** The heading in front of a row, where there is one. */
  private headings = new Map<Item, string>();
  private told = 0;
  private next: string | undefined;
  private search = "";

  constructor(
    private readonly question: PickQuestion,
    private readonly tell: (line: string) => void,
  ) {}

  /** Reads the rows that fit the words; where none does, the list is whole again. */
  async find(search: string): Promise<void> {
    this.search = search;
    await this.load();
    if (this.items.length > 0 || search === "") return;
    this.tell(`Nothing fits "${search}"`);
    await this.find("");
  }

  /** Reads out the next portion. */
  async tellMore(): Promise<void> {
    if (this.told >= this.items.length && this.next !== undefined) await this.load(this.next);
    const portion = this.items.slice(this.told, this.told + AT_ONCE);
    for (const row of portion) {
      const heading = this.headings.get(row);
      if (heading !== undefined) this.tell(`${heading}:`);
      this.tell(`${++this.told}. ${textOf(row)}`);
    }
    if (this.items.length === 0) this.tell("The list is empty");
    else if (this.told < this.items.length || this.next !== undefined) this.tell("+ tells more, words search");
  }

  /** The row of a number that was read out. */
  numbered(text: string): Item | undefined {
    const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
    return number <= this.told ? this.items[number - 1] : undefined;
  }

  /** Whether words have taken rows away; Enter brings them back. */
  get isNarrowed(): boolean {
    return this.search !== "";
  }

  /** The number of the row that Enter takes: only of the whole list, and only where there is one. */
  get offered(): number | undefined {
    if (this.isNarrowed) return undefined;
    const index = this.items.findIndex(({ value }) => value === this.question.selected);
    return index < 0 ? undefined : index + 1;
  }

  get last(): number {
    return this.told;
  }

  private async load(after?: string): Promise<void> {
    const page = await sourceOf(this.question.rows)(this.search, after);
    const items = page.rows.filter((row): row is Item => !("line" in row));
    page.rows.forEach((row, index) => {
      const above = page.rows[index - 1];
      if (!("line" in row) && above && "line" in above && above.line !== true) this.headings.set(row, above.line);
    });
    this.items = after === undefined ? items : [...this.items, ...items];
    if (after === undefined) this.told = 0;
    this.next = page.next;
  }
}

const textOf = ({ label, detail, about }: Item): string =>
  `${label}${detail === undefined ? "" : `: ${detail}`}${about ? `. ${about}` : ""}`;
