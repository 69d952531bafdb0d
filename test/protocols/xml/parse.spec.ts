import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/problem.js";
import {
  childOf,
  childrenOf,
  descendantsOf,
  elementsOf,
  exactTextOf,
  positionOf,
  textOf,
} from "../../../src/protocols/xml/find.js";
import { parseXml } from "../../../src/protocols/xml/parse.js";

const codeOf = (text: string, maxBytes?: number): string => {
  try {
    parseXml(text, { maxBytes });
    return "read";
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

describe("parseXml refuses a DTD", () => {
  it.each([
    ["at the start", "<!DOCTYPE a><a/>"],
    ["after the XML declaration", '<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>'],
    ["after a comment", "<!-- <a/> --><!DOCTYPE a><a/>"],
    ["after a processing instruction", "<?x <!-- ?><!DOCTYPE a><a/>"],
    ["in small letters", "<!doctype a><a/>"],
    ["with entities that grow", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ["inside the root", "<a><!DOCTYPE a></a>"],
    ["after the root", "<a/><!DOCTYPE a>"],
    ["as a bare entity declaration", '<!ENTITY x "y"><a/>'],
    ["after a CDATA section that ends early", "<a><![CDATA[x]]><!DOCTYPE a></a>"],
    ["behind a byte order mark", "\uFEFF<!DOCTYPE a><a/>"],
  ])("%s", (_where, text) => {
    expect(codeOf(text)).toBe("XML_DTD");
  });

  it("but not the word in a comment, in CDATA or in a processing instruction", () => {
    expect(codeOf("<?x <!DOCTYPE a> ?><!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>&x;]]></a>")).toBe("read");
  });

  it("and says where it is", () => {
    expect(() => parseXml("<!-- x\n -->\n  <!DOCTYPE a><a/>")).toThrow(
      expect.objectContaining({ what: "The XML has a document type declaration in line 3, column 3" }),
    );
  });
});

describe("parseXml refuses what is not well-formed", () => {
  it.each([
    ["an unclosed element", "<a><b></b>"],
    ["crossed elements", "<a><b></a></b>"],
    ["two roots", "<a/><b/>"],
    ["text before the root", "x<a/>"],
    ["text after the root", "<a/>x"],
    ["no element at all", "hello"],
    ["only a comment", "<!-- x -->"],
    ["an attribute without quotes", "<a b=1/>"],
    ["an attribute without a value", "<a b/>"],
    ["the same attribute twice", "<a b='1' b='2'/>"],
    ["a prefix that is not declared", "<p:a/>"],
    ["an undeclared entity", "<a>&nbsp;</a>"],
    ["an undeclared entity in an attribute", "<a b='&nbsp;'/>"],
    ["a bare ampersand", "<a>a & b</a>"],
    ["an ampersand in a URL", "<a b='/?a=1&b=2'/>"],
    ["a control character", "<a>\u0001</a>"],
    ["a control character by reference", "<a>&#1;</a>"],
    ["a NUL by reference", "<a>&#x0;</a>"],
    ["a surrogate by reference", "<a>&#xD800;</a>"],
    ["a reference beyond Unicode", "<a>&#x110000;</a>"],
    ["half a surrogate pair", "<a>\ud800</a>"],
    ["a < in an attribute", "<a b='<'/>"],
    ["a comment that never ends", "<a/><!-- x"],
    ["a CDATA section that never ends", "<a><![CDATA[x</a>"],
    ["an XML declaration that comes late", " <?xml version='1.0'?><a/>"],
    ["a name that begins with a digit", "<1a/>"],
  ])("%s", (_case, text) => {
    expect(codeOf(text)).toBe("XML_MALFORMED");
  });

  it("and says where and why", () => {
    expect(() => parseXml("<a>\n  <b>\n</a>")).toThrow(
      expect.objectContaining({
        status: 2,
        what: "The XML is not well-formed in line 2, column 6", // the last thing that was read well
        why: 'Opening and ending tag mismatch: "b" != "a"',
      }),
    );
    expect(() => parseXml("<a>\n  x &y; z</a>")).toThrow(
      expect.objectContaining({ what: "The XML is not well-formed in line 2, column 5" }),
    );
  });

  it("never throws anything but a problem, whatever the text is", () => {
    const piece = fc.constantFrom(
      "<a>",
      "</a>",
      "<a/>",
      "<",
      ">",
      "&",
      "&#",
      ";",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<?",
      "?>",
      "'",
      '"',
      " b=",
      "x:",
      "xmlns",
      "=",
      "<!",
      "\u0000",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(codeOf(pieces.join(""))).toMatch(/^(read|XML_[A-Z_]+)$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe("parseXml keeps to its size", () => {
  it("counts bytes, not characters", () => {
    const text = "<a>ééé</a>";

    expect(codeOf(text, 13)).toBe("read");
    expect(codeOf(text, 12)).toBe("XML_TOO_LARGE");
  });

  it("reads very deep nesting, or refuses it, without breaking down", () => {
    const depth = 50_000;

    expect(codeOf("<a>".repeat(depth) + "</a>".repeat(depth))).toMatch(/^(read|XML_MALFORMED)$/);
  });

  it.each(["", " \n\t", "\uFEFF"])("calls %j empty", (text) => {
    expect(codeOf(text)).toBe("XML_EMPTY");
  });
});

describe("parseXml reads", () => {
  it("line ends as XML 1.0 has them: CR and CR LF become LF, U+0085 and U+2028 stay", () => {
    expect(exactTextOf(parseXml("<a>1\r\n2\r3\u00854\u20285</a>"))).toBe("1\n2\n3\u00854\u20285");
  });

  it("text without cutting it at a comment or a CDATA section", () => {
    expect(textOf(parseXml("<a> ada@example.com<!-- -->.evil<![CDATA[.example]]> </a>"))).toBe(
      "ada@example.com.evil.example",
    );
  });

  it("names by namespace, whatever their prefixes are", () => {
    const root = parseXml("<p:a xmlns:p='urn:1' xmlns='urn:2'><b/><p:b>1</p:b>x<q:b xmlns:q='urn:1'>2</q:b></p:a>");

    expect(childrenOf(root, "urn:1", "b").map(textOf)).toEqual(["1", "2"]);
    expect(childOf(root, "urn:3", "b")).toBeUndefined();
    expect(childOf(undefined, "urn:1", "b")).toBeUndefined();
    expect(elementsOf(root)).toHaveLength(3);
    expect(descendantsOf(root, "urn:2", "b")).toHaveLength(1);
  });

  it("where an element began", () => {
    const [child] = elementsOf(parseXml("<a>\n   <b/>\n</a>"));

    expect(child && positionOf(child)).toEqual({ line: 2, column: 4 });
  });
});
