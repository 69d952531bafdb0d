import fc from "fast-check";
import { parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { html } from "../../../src/idp/pages/html.js";

describe("html", () => {
  it("escapes values and keeps markup of its own", () => {
    expect(html`<p title="${'"'}">${"<b>"} ${html`<i>${"&"}</i>`} ${[1, html`<br>`]}</p>`.toString()).toBe(
      '<p title="&quot;">&lt;b&gt; <i>&amp;</i> 1<br></p>',
    );
  });

  it("writes nothing for false, null and undefined, and 0 for 0", () => {
    expect(html`${false}${null}${undefined}${0}`.toString()).toBe("0");
  });

  it("whatever the value, a browser reads it as that text and as nothing else", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("<", ">", '"', "'", "&", "a", ";", "/", "=", " ", "lt") }),
        (text) => {
          const page = parseFragment(html`<a title="${text}">${text}</a>`.toString());
          expect(page.childNodes).toHaveLength(1);
          const [link] = page.childNodes as unknown as {
            attrs: { name: string; value: string }[];
            childNodes: { value: string }[];
          }[];
          expect(link?.attrs).toEqual([{ name: "title", value: text }]);
          expect(link?.childNodes.map(({ value }) => value).join("")).toBe(text);
        },
      ),
    );
  });
});
