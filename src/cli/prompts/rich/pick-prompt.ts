/** A list to pick from; typing narrows it. Rows come page by page, so that a list may be of any length. */
import type { Interface } from "node:readline";
import { createPrompt, isDownKey, isEnterKey, isUpKey, useEffect, useKeypress, useRef, useState } from "@inquirer/core";
import { printable, type Style } from "../../output/style.js";
import { columnsOf, cut } from "../../output/table.js";
import { type PickQuestion, type Reply, type Row, sourceOf } from "../asker.js";
import { padded } from "../lines.js";
import { below, columns, head, isBackKey, isHelpKey, type PressedKey, watchTerminal } from "./frame.js";

export interface PickPrompt {
  question: PickQuestion;
  style: Style;
}

type Item = Exclude<Row, { line: true | string }>;
export type PickResult = Reply<string> | { failed: unknown };

const isItem = (row: Row | undefined): row is Item => row !== undefined && !("line" in row);

/** The row to begin at: the selected one, else the first that is none of the lines. */
function startOf(rows: readonly Row[], selected: string | undefined): number {
  const at = rows.findIndex((row) => isItem(row) && row.value === selected);
  return at >= 0 ? at : rows.findIndex(isItem);
}

export default createPrompt<PickResult, PickPrompt>(({ question, style }, done) => {
  const [search, setSearch] = useState("");
  // Rows that are all known are there at once; a source is asked first.
  const known = typeof question.rows === "function" ? undefined : question.rows;
  const [found, setFound] = useState<{ rows: readonly Row[]; next?: string } | undefined>(known && { rows: known });
  const [active, setActive] = useState(startOf(known ?? [], question.selected));
  const [isHelping, setHelping] = useState(false);
  const [, setWidth] = useState(columns());
  const isLoading = useRef(false);
  const lastTurn = useRef(0);

  useEffect((rl) => watchTerminal(rl as unknown as Interface, () => setWidth(columns())), []);

  /** The first page of what fits, or the page behind the one that is shown. */
  async function load(after?: string): Promise<void> {
    isLoading.current = true;
    const turn = ++lastTurn.current;
    try {
      const page = await sourceOf(question.rows)(search, after);
      if (turn !== lastTurn.current) return; // something else has been typed meanwhile
      const rows = after === undefined ? page.rows : [...(found?.rows ?? []), ...page.rows];
      isLoading.current = false;
      if (after === undefined) setActive(startOf(rows, search === "" ? question.selected : undefined));
      setFound({ rows, next: page.next });
    } catch (failed) {
      done({ failed });
    }
  }

  useEffect(() => {
    void load();
  }, [search]);

  const rows = found?.rows ?? [];
  const move = (by: 1 | -1, times: number) => {
    let at = active;
    for (let left = times; left > 0; ) {
      const next = at + by;
      if (next < 0 || next >= rows.length) break;
      at = next;
      if (isItem(rows[at])) left--;
    }
    if (!isItem(rows[at])) at = active; // a line at the end
    setActive(at);
    if (found?.next !== undefined && at >= rows.length - 5 && !isLoading.current) void load(found.next);
  };

  useKeypress((event, readline) => {
    const [key, rl] = [event as PressedKey, readline as unknown as Interface];
    if (isEnterKey(event)) {
      rl.write(search); // Enter has emptied the line
      const row = rows[active];
      if (isItem(row) && !isLoading.current) done({ answer: row.value });
    } else if (isUpKey(event) || isDownKey(event) || key.name === "pageup" || key.name === "pagedown") {
      restoreLine(rl, search); // the arrows call up earlier lines
      move(isUpKey(event) || key.name === "pageup" ? -1 : 1, key.name?.startsWith("page") ? pageSize() : 1);
    } else if (isHelpKey(key, rl.line)) {
      if (key.name !== "f1") restoreLine(rl, "");
      setHelping(!isHelping);
    } else if (key.name === "escape" && search !== "") {
      restoreLine(rl, "");
      setSearch("");
    } else if (isBackKey(key)) {
      if (question.canGoBack) done({ back: true });
    } else {
      const text = rl.line.replace(/\p{Cc}+/gu, " ");
      if (text !== rl.line) restoreLine(rl, text);
      if (text !== search) setSearch(text);
    }
  });

  const width = columns();
  const about = rows[active];
  const list =
    found && rows.length === 0 ? [`  nothing fits "${printable(search)}"`] : visible(rows, active, width, style);
  const keys: [string, string][] = [
    ["↑↓", "move"],
    ["type", "to search"],
    ["Enter", "pick"],
  ];
  if (question.canGoBack) keys.push(["Shift-Tab", "back"]);
  keys.push(["?", isHelping ? "hide help" : "help"], ["Ctrl-C", "leave"]);
  const told = isItem(about) && about.about ? [about.about] : [];
  const help = isHelping ? question.help : told;
  if (help.length > 0) list.push("");
  return [
    head(printable(question.message), style) + search,
    [...list, below({ style, error: question.notice, help, keys })].join("\n"),
  ];
});

/** How many rows fit the terminal beside the question, the help and the keys. */
const pageSize = (): number => Math.max(3, Math.min(20, (process.stdout.rows || 24) - 9));

/** The page around the active row, with a word where more lies above or below. */
function visible(rows: readonly Row[], active: number, width: number, style: Style): string[] {
  const size = pageSize();
  const first = Math.max(0, Math.min(active - Math.floor(size / 2), rows.length - size));
  const page = rows.slice(first, first + size);
  const items = rows.filter(isItem);
  const room = width - 2;
  const labels = Math.min(Math.max(...items.map(({ label }) => columnsOf(printable(label))), 0), Math.ceil(room / 2));
  const lines = page.map((row, index) => {
    if (!isItem(row)) return style.dim(cut(`  ${lineOf(row)}`, width));
    const label = printable(row.label);
    const text = row.detail === undefined ? label : `${padded(cut(label, labels), labels)}  ${printable(row.detail)}`;
    const shown = cut(text.replaceAll("\n", " "), room);
    return first + index === active ? style.cyan(`❯ ${shown}`) : `  ${shown}`;
  });
  if (first > 0) lines.unshift(style.dim("  ↑ more"));
  if (first + size < rows.length) lines.push(style.dim("  ↓ more"));
  return lines;
}

const lineOf = ({ line }: Exclude<Row, Item>): string => (line === true ? "─".repeat(20) : `── ${printable(line)}`);

function restoreLine(rl: Interface, text: string): void {
  (rl as unknown as { clearLine(): void }).clearLine();
  rl.write(text);
}
