import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPage } from "../../../../../src/smoke/agents/http/html/read-page.js";
import { fieldsOf } from "../../../../../src/smoke/agents/http/submission.js";

const read = (body: string, headers: Record<string, string> = {}, url = "http://app.test/dir/page?q=1") =>
  readPage({ url, status: 200, headers: { "content-type": "text/html; charset=utf-8", ...headers }, body });

const form = (body: string) => {
  const [first] = read(body).forms;
  if (!first) throw new Error("no form was read");
  return first;
};

describe("forms", () => {
  it.each([
    ["relative to the page", `<form action="save">`, "http://app.test/dir/save"],
    ["relative to the base", `<base href="/other/"><form action="save">`, "http://app.test/other/save"],
    ["missing: the page itself", `<form>`, "http://app.test/dir/page?q=1"],
    [
      "empty: the page itself, whatever the base",
      `<base href="/other/"><form action="">`,
      "http://app.test/dir/page?q=1",
    ],
    ["with white space around", `<form action="  /x  ">`, "http://app.test/x"],
    ["script: nowhere", `<form action="javascript:go()">`, undefined],
    ["no address: nowhere", `<form action="http://">`, undefined],
    ["an app's own scheme: nowhere", `<form action="com.example:/cb">`, undefined],
  ])("an action %s", (_, body, action) => {
    expect(form(body).action).toBe(action);
  });

  it("keeps what a browser would send, in order", () => {
    const read = form(`<form method="POST">
      <input name="t" value="1"><input type="hidden" name="h" value="2"><input type="CHECKBOX" name="on" checked>
      <input type="radio" name="r" value="a"><input type="radio" name="r" value="b" checked>
      <textarea name="ta">\nline</textarea><select name="s"><option>x<option value="y" selected>Y</select>
      <select name="m" multiple><option selected>1<option>2<option selected>3</select>
      <select name="d"><option disabled>0<option>first</select></form>`);

    expect(fieldsOf(read)).toEqual([
      ["t", "1"],
      ["h", "2"],
      ["on", "on"],
      ["r", "b"],
      ["ta", "line"],
      ["s", "y"],
      ["m", "1"],
      ["m", "3"],
      ["d", "first"],
    ]);
  });

  it("leaves out what a browser would not send", () => {
    const read = form(`<form><input value="no name"><input name="off" type="checkbox"><input name="dis" disabled>
      <input type="button" name="b" value="1"><input type="reset" name="r"><input type="file" name="f">
      <fieldset disabled><input name="fs" value="1"></fieldset><datalist><input name="dl"></datalist></form>
      <input name="outside" value="1"><template><form><input name="t"></form></template>`);

    expect(fieldsOf(read)).toEqual([]);
  });

  it("sends a button only when it is pressed, and never one that does not submit", () => {
    const read = form(`<form><button type="button" name="no">x</button><button type="reset">r</button>
      <button name="deny" value="0">Deny</button><input type="submit" name="allow"></form>`);

    expect(read.buttons.map(({ name, value }) => [name, value])).toEqual([
      ["deny", "0"],
      ["allow", "Submit"],
    ]);
    expect(fieldsOf(read)).toEqual([]);
  });

  it("takes controls that name the form from anywhere", () => {
    const read = form(`<input form="f" name="a" value="1"><form id="f"><input name="b" form="g" value="2"></form>`);

    expect(fieldsOf(read)).toEqual([["a", "1"]]);
  });

  it("puts a form that stands in a table together, and stops at its end", () => {
    const read = form(
      `<table><tr><form method="post"><td><input name="a" value="1"></td></form></tr><tr><td><input name="b"></td></tr></table>`,
    );

    expect(read.controls.map(({ name }) => name)).toEqual(["a"]);
  });
});

describe("what a page does by itself", () => {
  it.each([
    ["0;url=/x", "/x", 0],
    ["0; URL='/x'", "/x", 0],
    ['3 ; url = "/x" trailing', "/x", 3],
    ["0,/x", "/x", 0],
    ["0.9;url=/x", "/x", 0],
    [".5; /x", "/x", 0],
    ["5 url=/x", "/x", 5],
    ["0;url=http://other.test/y", "http://other.test/y", 0],
  ])("refreshes for %s", (content, target, seconds) => {
    const url = new URL(target, "http://app.test").href;

    expect(read(`<meta http-equiv="Refresh" content="${content.replaceAll('"', "&quot;")}">`).refresh).toEqual({
      url,
      seconds,
    });
    expect(read("", { refresh: content }).refresh).toEqual({ url, seconds });
  });

  it.each([
    "",
    "url=/x",
    "x;url=/x",
    "-1;url=/x",
    "0",
    "0;",
    "0;url=",
    "0;url=javascript:go()",
    "0;url=http://app.test/dir/page?q=1",
    "0;url=data:text/html,x",
    "0x;url=/x",
  ])("stays for %j", (content) => {
    expect(read(`<meta http-equiv="refresh" content="${content}">`).refresh).toBeUndefined();
  });

  it("ignores a refresh that stands in text or in another meta", () => {
    expect(
      read(
        `<textarea><meta http-equiv="refresh" content="0;url=/x"></textarea><meta name="refresh" content="0;url=/x">`,
      ).refresh,
    ).toBeUndefined();
  });
});

describe("what a person sees", () => {
  it("is the text without script, style, title, hidden parts and tags", () => {
    const page = read(`<title> My  app </title><style>a{}</style><script>var ada = "no"</script><noscript>no</noscript>
      <p hidden>no</p><p style="display: none">no</p><template>no</template><h1>Hi</h1><p>A<b>d</b>a &amp; Co</p>`);

    expect(page).toMatchObject({ title: "My app", text: "Hi Ada & Co" });
  });

  it("is the whole body where the answer is not HTML", () => {
    const page = read(`{"user":"<form>"}`, { "content-type": "application/json" });

    expect(page).toMatchObject({ text: `{"user":"<form>"}`, forms: [], title: "", needsScript: false });
  });

  it("is not guessed to be HTML when the server says it is plain text", () => {
    expect(read("<form></form>", { "content-type": "text/plain" }).forms).toEqual([]);
  });

  it("needs script where there is nothing else, and not where there is text or a form", () => {
    expect(read(`<div id="root"></div><script src="/app.js"></script>`).needsScript).toBe(true);
    expect(read(`<form></form><script src="/app.js"></script>`).needsScript).toBe(false);
    expect(read("<p>Hello ada@example.com</p><script></script>").needsScript).toBe(false);
    expect(read("<p>Loading…</p><script></script>").needsScript).toBe(true);
    expect(read("").needsScript).toBe(false);
  });

  it("follows what a page without script says only where its script would have shown everything", () => {
    const noScript = `<noscript><meta http-equiv="refresh" content="0;url=/no-script"></noscript>`;

    expect(read(`${noScript}<script>location.replace("/x")</script>`).refresh?.url).toBe("http://app.test/no-script");
    expect(read(`${noScript}<script></script><p>Hello</p>`).refresh).toBeUndefined();
    expect(read(`${noScript}<script></script><form></form>`).refresh).toBeUndefined();
  });

  it("has links that lead somewhere", () => {
    const page = read(
      `<a href="x" id="l">One  two</a><a href="javascript:x()">no</a><a href="mailto:a@b.c">no</a><a>no</a>`,
    );

    expect(page.links).toEqual([{ href: "http://app.test/dir/x", text: "One two", id: "l" }]);
  });
});

describe("any text at all", () => {
  const bits = fc.constantFrom(
    ...["<form>", "</form>", "<table>", "<input name=a form=", "<script>", "</script>", "document.forms[0].submit()"],
    ...[
      "function a(){",
      "}",
      "=>",
      "(",
      ")",
      '"',
      "'",
      "`",
      "<meta http-equiv=refresh content='0;url=",
      "<base href='",
    ],
    ...["http://[", "<select><option", "<svg><math>", "<!--", "&#x0;", "\0", "a.click()", "setTimeout('", "onload="],
  );

  it("is read without an exception", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string({ unit: "binary" }))), (parts) => {
        const page = read(parts.join(""));
        for (const one of page.forms) fieldsOf(one);
      }),
      { numRuns: 500 },
    );
  });

  it("takes no more than a moment, also when it was written to be slow", () => {
    const circle = Array.from({ length: 300 }, (_, i) => `function g${i}(){g${(i * 7) % 300}();x.submit()}`).join("");
    const slow = [
      "(".repeat(19_000),
      "'\\".repeat(9_000),
      "setTimeout('".repeat(1_600),
      circle,
      "x.submit();".repeat(1_800),
    ];
    slow.push("function a(){".repeat(1_000) + "x.submit();".repeat(600));
    const started = performance.now();

    for (const script of slow) read(`<form></form><script>${script}</script>`);
    read("<form>".repeat(2_000) + "<table><input name=a>".repeat(500));

    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
