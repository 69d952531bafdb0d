import { describe, expect, it } from "vitest";
import { asksNameFirst, loginFormOf, tokensOf } from "../../src/app-look/login-form.js";
import { readPage } from "../../src/smoke/agents/http/html/read-page.js";

const page = (body: string) =>
  readPage({ url: "http://app/login", status: 200, headers: { "content-type": "text/html" }, body });
const form = (inside: string, attributes = 'method="post" action="/in"') =>
  page(`<form ${attributes}>${inside}</form>`);
const NAME = '<input name="email" type="email">';
const PASSWORD = '<input name="pw" type="password">';

describe("the login form of a page", () => {
  it("is the one with a name and one password, posted as a browser would", () => {
    const found = loginFormOf(
      page(`<form action="/search"><input name="q"></form>
<form method="post" action="/register"><input name="user"><input type="password" name="a"><input type="password" name="b"></form>
<form method="post" action="../sessions?x=1"><input type="hidden" name="to" value="/a&amp;b"><input name="user"><input name="pw" type="password">
<input type="checkbox" name="keep" checked><input type="checkbox" name="no"><select name="lang"><option>en<option selected>de</select>
<button name="forgot">Forgot log in?</button><button name="go" value="1">Log in</button></form>`),
    );
    expect(found).toEqual({
      url: "http://app/sessions?x=1",
      method: "POST",
      encoding: "application/x-www-form-urlencoded",
      usernameField: "user",
      passwordField: "pw",
      others: [
        { name: "to", value: "/a&b" },
        { name: "keep", value: "on" },
        { name: "lang", value: "de" },
        { name: "go", value: "1" },
      ],
    });
  });

  it.each([
    ["a name before the password", `<input name="x"><input name="login">${PASSWORD}<input name="email2">`, "login"],
    ["the last of several that say nothing", `<input name="a"><input name="b">${PASSWORD}`, "b"],
    ["a name behind the password", `${PASSWORD}<input name="username">`, "username"],
    ["a telephone number", `<input name="a" type="tel">${PASSWORD}`, "a"],
  ])("takes %s for the username", (_, inside, name) => {
    expect(loginFormOf(form(inside))?.usernameField).toBe(name);
  });

  it.each([
    ["no form", page("<p>hello")],
    ["a name alone", form(NAME)],
    ["a password alone", form(PASSWORD)],
    ["two passwords", form(`${NAME}${PASSWORD}<input type="password" name="again">`)],
    ["a disabled password", form(`${NAME}<input name="pw" type="password" disabled>`)],
    ["nameless controls", form('<input type="email"><input type="password">')],
    ["an address that no browser posts to", form(NAME + PASSWORD, 'method="post" action="javascript:go()"')],
    ["another type than text", form(`<input name="user" type="date">${PASSWORD}`)],
  ])("is not seen in %s", (_, shown) => expect(loginFormOf(shown)).toBeUndefined());

  it("tells a page that asks for the name first", () => {
    expect(asksNameFirst(form(NAME))).toBe(true);
    expect(asksNameFirst(form(NAME + PASSWORD))).toBe(false);
    expect(asksNameFirst(form('<input name="q">'))).toBe(false);
  });

  it("has a token where its name says so, or where another visitor gets another value", () => {
    const seen = (hidden: string) => {
      const found = loginFormOf(form(NAME + PASSWORD + hidden));
      if (!found) throw new Error("no form");
      return found;
    };
    const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${value}">`;
    for (const name of ["_csrf", "authenticity_token", "__RequestVerificationToken", "csrfmiddlewaretoken", "_token"])
      expect(tokensOf(seen(hidden(name, "x")), undefined), name).toEqual([name]);
    expect(tokensOf(seen(hidden("s", "1") + hidden("t", "2")), seen(hidden("s", "1") + hidden("t", "3")))).toEqual([
      "t",
    ]);
    expect(tokensOf(seen(hidden("s", "1")), seen(""))).toEqual(["s"]);
    expect(tokensOf(seen(hidden("tenant", "acme")), undefined)).toEqual([]);
  });
});
