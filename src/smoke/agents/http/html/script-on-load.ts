/**
 * Which calls in a script run when the page loads. No script is run here: brackets are matched and the words before
 * them read, so that `form.submit()` at the top is told from the same words in a click handler, as many pages have for
 * their log-out link.
 */

/** A call that runs on load. */
export interface LoadCall {
  /** The expression before the dot: `document.forms[0]`. */
  receiver: string;
  method: "submit" | "click";
}

/** Pages that post a form make one call through a few names; more would only be there to cost time. */
const mostCalls = 40;
const mostNames = 20;

const callPattern = /\.\s*(submit|requestSubmit|click)\s*(?:\.\s*(?:call|apply)\s*\(|\()/g;
const loadEvents = /^\(?\s*["'`](load|DOMContentLoaded|pageshow|readystatechange|ready)["'`]/i;
const listenerCall = /\.\s*(addEventListener|attachEvent|on|one|bind|live)\s*$/;
const handlerName = /\bon([a-z]+)["']?\]?\s*=\s*(async\s*)?(function\b[^{]*|(\([^()]*\)|\w+)\s*=>\s*)?$/i;
const functionHead = /(\bfunction\b\s*\*?\s*[\w$]*\s*\([^()]*\)|=>)\s*$/;
const functionName = /\bfunction\s+([\w$]+)\s*\([^()]*\)\s*$/;
const assignedName = /([\w$]+)\s*[=:]\s*(async\s*)?(\bfunction\b[^{]*|(\([^()]*\)|[\w$]+)\s*=>\s*)$/;
const interaction = /\.\s*(click|submit|change|keyup|keydown|keypress|blur|focus|hover|mousedown)\s*$/;

/**
 * The calls of `.submit()`, `.requestSubmit()` and `.click()` that a script makes on load.
 *
 * @param inline what the page runs besides, such as the body's onload attribute: it can call the script's functions
 */
export function callsOnLoad(script: string, inline = ""): LoadCall[] {
  const code = withoutComments(script);
  const blank = blankStrings(code); // brackets inside strings are none
  const calls: LoadCall[] = [];
  for (const match of [...blank.matchAll(callPattern)].slice(0, mostCalls)) {
    if (!runsOnLoad(code, blank, match.index, inline, new Set())) continue;
    const isCalledThrough = /\.\s*(call|apply)\s*\($/.test(match[0]);
    const end = match.index + match[0].length;
    const receiver = isCalledThrough
      ? argumentAt(code, blank, end)
      : code.slice(receiverStart(blank, match.index), match.index).trim();
    calls.push({ receiver, method: match[1] === "click" ? "click" : "submit" });
  }
  // A string that is run later is script too: setTimeout("document.forms[0].submit()", 0)
  for (const match of [...code.matchAll(/\bsetTimeout\s*\(\s*(["'`])(.*?)\1/gs)].slice(0, mostCalls)) {
    if (runsOnLoad(code, blank, match.index, inline, new Set())) calls.push(...callsOnLoad(match[2] ?? ""));
  }
  return calls;
}

function runsOnLoad(code: string, blank: string, at: number, inline: string, asked: Set<string>): boolean {
  const statement = code.slice(statementStart(blank, at), at);
  if (!headRuns(code, blank, statement, inline, asked)) return false;
  return openBracketsAt(blank, at).every((bracket) => {
    const before = code.slice(statementStart(blank, bracket), bracket);
    if (blank[bracket] === "(") {
      if (listenerCall.test(before)) return loadEvents.test(code.slice(bracket, bracket + 40));
      return !interaction.test(before);
    }
    return blank[bracket] !== "{" || headRuns(code, blank, before, inline, asked);
  });
}

/** Whether what follows these words runs by itself: they are no function, or one that is called on load. */
function headRuns(code: string, blank: string, before: string, inline: string, asked: Set<string>): boolean {
  const isFunction = functionHead.test(before) || /=>[^;{}]*$/.test(before);
  if (!isFunction) return true;
  const head = before.replace(/(=>)[^;{}]*$/, "$1 ");
  const handler = handlerName.exec(head);
  if (handler) return /^(load|pageshow|readystatechange)$/i.test(handler[1] ?? "");
  const name = functionName.exec(head)?.[1] ?? assignedName.exec(head)?.[1];
  if (name === undefined) return true; // nameless: an argument or called in place; its brackets decide
  return isUsedOnLoad(code, blank, name, inline, asked);
}

function isUsedOnLoad(code: string, blank: string, name: string, inline: string, asked: Set<string>): boolean {
  if (asked.has(name) || asked.size >= mostNames) return false;
  asked.add(name);
  const word = new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`, "g");
  if (word.test(inline)) return true;
  word.lastIndex = 0;
  return [...blank.matchAll(word)].some(({ index }) => {
    const after = blank.slice(index + name.length);
    const before = blank.slice(Math.max(0, index - 40), index);
    if (/\bfunction\s+$/.test(before) || /^\s*[=:](?!=)/.test(after)) return false; // its own definition
    const isHandler = /\bon([a-z]+)\s*=\s*$/i.exec(before);
    if (isHandler) return /^(load|pageshow|readystatechange)$/i.test(isHandler[1] ?? "");
    return (/^\s*\(/.test(after) || /[(,]\s*$/.test(before)) && runsOnLoad(code, blank, index, inline, asked);
  });
}

function openBracketsAt(blank: string, at: number): number[] {
  const open: number[] = [];
  for (let i = 0; i < at; i++) {
    const sign = blank[i];
    if (sign === "(" || sign === "{" || sign === "[") open.push(i);
    else if (sign === ")" || sign === "}" || sign === "]") open.pop();
  }
  return open;
}

/** Back over balanced brackets to where the statement, block or argument begins. */
function statementStart(blank: string, at: number): number {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    const sign = blank[i] as string;
    if (sign === ")" || sign === "]" || (sign === "}" && depth > 0)) depth++;
    else if (sign === "(" || sign === "[" || (sign === "{" && depth > 0)) {
      if (depth === 0) return i + 1;
      depth--;
    } else if (depth === 0 && (sign === ";" || sign === "{" || sign === "}" || sign === ",")) return i + 1;
  }
  return 0;
}

/** Back over the expression before a dot. */
function receiverStart(blank: string, at: number): number {
  let i = at - 1;
  while (i >= 0) {
    const sign = blank[i] as string;
    if (sign === ")" || sign === "]") {
      let depth = 1;
      for (i--; i >= 0 && depth > 0; i--) {
        if (")]".includes(blank[i] as string)) depth++;
        else if ("([".includes(blank[i] as string)) depth--;
      }
    } else if (/[\w$.?!]/.test(sign)) i--;
    else break;
  }
  return i + 1;
}

const argumentAt = (code: string, blank: string, at: number): string => {
  let depth = 0;
  let end = at;
  for (; end < blank.length; end++) {
    const sign = blank[end] as string;
    if ("([".includes(sign)) depth++;
    else if (")]".includes(sign)) depth--;
    if (depth < 0 || (depth === 0 && sign === ",")) break;
  }
  return code.slice(at, end).trim();
};

const withoutComments = (script: string): string =>
  script
    .replaceAll(/<!--|-->/g, "")
    .replaceAll(
      /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*.*?\*\/|\/\/[^\n]*/gs,
      (_, string) => string ?? " ",
    );

const blankStrings = (code: string): string =>
  code.replaceAll(
    /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/gs,
    (string) => `"${"_".repeat(string.length - 2)}"`,
  );
