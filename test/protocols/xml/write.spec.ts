import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalXml } from "../../../src/protocols/xml/canonical.js";
import { element } from "../../../src/protocols/xml/element.js";
import { attributeOf, elementsOf, exactTextOf } from "../../../src/protocols/xml/find.js";
import { parseXml } from "../../../src/protocols/xml/parse.js";
import { writeXml } from "../../../src/protocols/xml/write.js";

/** Any text of whole characters, the ones that escape badly much more often than chance would have them. */
const ODD = ["&", "<", ">", '"', "'", "\t", "\n", "\r", "\r\n", "]]>", "<!--", "&amp;", "\u0085", "\u2028", "😀", " "];
const character = fc
  .string({ unit: "binary", minLength: 1, maxLength: 1 })
  .filter((one) => /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]$/u.test(one));
const anyText = fc
  .array(fc.oneof(character, fc.constantFrom(...ODD)), { maxLength: 20 })
  .map((parts) => parts.join(""));

const ILLEGAL = ["\u0000", "\u0001", "\u000b", "\u001f", "\ufffe", "\uffff", "\ud800", "\udc00"];

describe("writeXml", () => {
  it("writes text that parses back to the same text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(exactTextOf(parseXml(writeXml(element("a", {}, [text]))))).toBe(text);
      }),
    );
  });

  it("writes attributes that parse back to the same values", () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const parsed = parseXml(writeXml(element("a", { one, other })));
        expect([attributeOf(parsed, "one"), attributeOf(parsed, "other")]).toEqual([one, other]);
      }),
    );
  });

  it("keeps attributes in their order, self-closes what is empty and leaves out what is undefined", () => {
    const written = writeXml(element("p:a", { z: "1", a: undefined, "xmlns:p": "urn:p" }, [undefined, element("b")]));

    expect(written).toBe('<p:a z="1" xmlns:p="urn:p"><b/></p:a>');
  });

  it.each(ILLEGAL)("refuses %j in text and in attributes, and writes nothing", (illegal) => {
    expect(() => element("name", {}, [`ad${illegal}min`])).toThrow(expect.objectContaining({ code: "XML_CHARACTER" }));
    expect(() => element("name", { value: illegal })).toThrow(expect.objectContaining({ code: "XML_CHARACTER" }));
  });

  it("names the character, the place and the position of what it refuses", () => {
    expect(() => element("saml2:NameID", {}, ["ad\u000bmin"])).toThrow(
      expect.objectContaining({
        status: 2,
        what: "XML cannot carry the character U+000B in the text of saml2:NameID",
        why: "it is character 3 of the value, and leaving it out would send another value",
      }),
    );
  });
});

describe("canonicalXml", () => {
  it("parses to the same element as what is sent", () => {
    fc.assert(
      fc.property(anyText, anyText, (value, text) => {
        // What U+0085 and U+2028 become depends on the parser when they are bare, which canonical text has them.
        const made = element("p:a", { "xmlns:p": "urn:p", value }, [element("b", {}, [text])]);
        const sent = parseXml(writeXml(made));
        const signed = parseXml(canonicalXml(made));
        expect(attributeOf(signed, "value")).toBe(attributeOf(sent, "value"));
        expect(elementsOf(signed).map(exactTextOf)).toEqual(elementsOf(sent).map(exactTextOf));
      }),
    );
  });

  it("orders declarations by prefix, then attributes by namespace and local name", () => {
    const made = element("z:e", {
      b: "1",
      "y:a": "2",
      "x:b": "3",
      a: "4",
      "xml:lang": "en",
      "xmlns:x": "urn:2",
      "xmlns:y": "urn:1",
      "xmlns:z": "urn:z",
    });

    expect(canonicalXml(made)).toBe(
      '<z:e xmlns:x="urn:2" xmlns:y="urn:1" xmlns:z="urn:z" a="4" b="1" xml:lang="en" y:a="2" x:b="3"></z:e>',
    );
  });

  it("renders a declaration where it is first used, not where it stands, and not twice", () => {
    const inner = element("p:c", { "xmlns:p": "urn:p" }, [element("p:d")]);
    const made = element("a", { "xmlns:p": "urn:p", "xmlns:unused": "urn:u" }, [element("b", {}, [inner])]);

    expect(canonicalXml(made)).toBe('<a><b><p:c xmlns:p="urn:p"><p:d></p:d></p:c></b></a>');
  });

  it("renders prefixes of the PrefixList at the apex although no name uses them", () => {
    const made = element("a", { "xmlns:xs": "urn:xs" }, [element("b", { "xmlns:xs": "urn:xs" })]);

    expect(canonicalXml(made, { inclusivePrefixes: ["xs", "absent"] })).toBe('<a xmlns:xs="urn:xs"><b></b></a>');
  });

  it("takes declarations of ancestors, and takes the default namespace back where it ends", () => {
    const made = element("p:a", { xmlns: "urn:d" }, [element("b", {}, [element("c", { xmlns: "" })])]);

    expect(canonicalXml(made, { inScope: new Map([["p", "urn:p"]]) })).toBe(
      '<p:a xmlns:p="urn:p"><b xmlns="urn:d"><c xmlns=""></c></b></p:a>',
    );
  });

  it("escapes as canonical XML does", () => {
    const odd = "&<>\"'\t\n\r\u2028";

    expect(canonicalXml(element("a", { v: odd }, [odd]))).toBe(
      '<a v="&amp;&lt;>&quot;\'&#x9;&#xA;&#xD;\u2028">&amp;&lt;&gt;"\'\t\n&#xD;\u2028</a>',
    );
  });

  it("does not sign a prefix that nobody declared", () => {
    expect(() => canonicalXml(element("p:a"))).toThrow("the prefix p is not declared");
  });
});
