/** Strict reading of XML that others wrote. Loads a DOM parser: import this module only where XML is read. */
import { DOMParser, type Element, ParseError } from "@xmldom/xmldom";
import { type Position, type XmlRefusals, xmlRefusals } from "./problems.js";
import { firstFault } from "./scan.js";

export interface ParseOptions {
  /** Of the text in UTF-8. */
  maxBytes?: number;
  /** The words of the message's kind. */
  refusals?: XmlRefusals;
}

/**
 * The root element of well-formed XML.
 *
 * No DTD is ever read: it is refused before parsing, and with it every entity but the five of XML.
 * Every warning of the parser is a refusal.
 *
 * @throws Problem XML_EMPTY, XML_TOO_LARGE, XML_DTD, XML_MALFORMED, or their namesakes in `refusals`
 */
export function parseXml(text: string, { maxBytes = 1_048_576, refusals = xmlRefusals }: ParseOptions = {}): Element {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) throw refusals.tooLarge(bytes, maxBytes);

  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (source.trim() === "") throw refusals.empty();

  const fault = firstFault(source);
  if (fault?.kind === "dtd") throw refusals.dtd(positionAt(source, fault.offset));
  if (fault) throw refusals.malformed(positionAt(source, fault.offset), fault.detail);

  return rootOf(source, refusals);
}

function rootOf(source: string, refusals: XmlRefusals): Element {
  let detail = "the parser could not read it";
  const parser = new DOMParser({
    // The parser's own rule is that of XML 1.1, which also turns U+0085 and U+2028 into line feeds.
    normalizeLineEndings: (raw) => raw.replaceAll("\r\n", "\n").replaceAll("\r", "\n"),
    onError: (_level, message) => {
      detail = message;
      throw new Error(message);
    },
  });

  try {
    const root = parser.parseFromString(source, "text/xml").documentElement;
    if (root) return root;
  } catch (error) {
    if (!(error instanceof ParseError || error instanceof RangeError)) throw error;
    throw refusals.malformed(parserPosition(error), inWords(detail));
  }
  throw refusals.malformed({ line: 1, column: 1 }, "there is no root element");
}

/** Faults that the parser names in the terms of its tree. */
const TREE_FAULTS: readonly (readonly [fault: RegExp, words: string])[] = [
  [/prefix is non-null and namespace is null/, "a prefix is used that no xmlns:… declares"],
  [/Only one element can be added/, "there is more than one root element"],
];

/** The parser names every tag that is still open: a document of nothing else would fill a page. */
const LONGEST_DETAIL = 160;

function inWords(detail: string): string {
  const words = TREE_FAULTS.find(([fault]) => fault.test(detail))?.[1];
  const told = words ?? detail.replace(/^Error constructing the DOM: (\w+: )?/, "");
  return told.length > LONGEST_DETAIL ? `${told.slice(0, LONGEST_DETAIL)}…` : told;
}

function parserPosition(error: ParseError | RangeError): Position {
  const { lineNumber, columnNumber } = ("locator" in error && error.locator) || {};
  return { line: lineNumber || 1, column: columnNumber || 1 };
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
