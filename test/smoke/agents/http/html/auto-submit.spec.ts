import { describe, expect, it } from "vitest";
import { readPage } from "../../../../../src/smoke/agents/http/html/read-page.js";

const page = (body: string) =>
  readPage({ url: "http://idp.test/sso", status: 200, headers: { "content-type": "text/html" }, body });

const message = (attributes = "") =>
  `<form method="post" action="http://app.test/acs" ${attributes}><input type="hidden" name="SAMLResponse" value="x"><noscript><button>Continue</button></noscript></form>`;
const signOut = `<form id="logout" method="post" action="/logout"><input type="hidden" name="csrf" value="1"></form>`;

describe("a page that submits its form on load", () => {
  it.each([
    ["body onload", `<body onload="document.forms[0].submit()">${message()}`],
    ["body onload in odd case", `<BODY Onload="document.forms[0].submit()">${message()}`],
    ["javascript: in onload", `<body onload="javascript:document.forms[0].submit();">${message()}`],
    ["a form by name in onload", `<body onload="document.forms['saml'].submit()">${message('name="saml"')}`],
    ["a form as a member of document", `<body onload="document.saml.submit()">${message('name="saml"')}`],
    ["a script below", `${message()}<script>document.forms[0].submit();</script>`],
    ["a script by id", `${message('id="f"')}<script>document.getElementById("f").submit()</script>`],
    ["a script by query", `${message()}<script>document.querySelector('form').submit()</script>`],
    ["window.onload", `<script>window.onload = function() { document.forms[0].submit(); };</script>${message()}`],
    ["window.onload with an arrow", `<script>window.onload = () => document.forms[0].submit()</script>${message()}`],
    [
      "a listener of load",
      `<script>window.addEventListener("load", function(){document.forms[0].submit()})</script>${message()}`,
    ],
    [
      "a listener of DOMContentLoaded",
      `<script>document.addEventListener('DOMContentLoaded', () => { document.forms[0].submit() })</script>${message()}`,
    ],
    [
      "a named listener",
      `<script>function go(){document.forms[0].submit()} window.addEventListener("load", go);</script>${message()}`,
    ],
    [
      "a function named by onload",
      `<script>function go(){document.forms[0].submit()}</script><body onload="go()">${message()}`,
    ],
    [
      "a function given to window.onload",
      `<script>function go(){document.forms[0].submit()}\nwindow.onload = go;</script>${message()}`,
    ],
    [
      "a timeout with text",
      `${message()}<script language="javascript">window.setTimeout('document.forms[0].submit()', 0);</script>`,
    ],
    [
      "a timeout with a function",
      `${message()}<script>setTimeout(function(){ document.forms[0].submit(); }, 10)</script>`,
    ],
    ["jQuery", `${message('id="f"')}<script>$(document).ready(function () { $("#f").submit(); });</script>`],
    ["jQuery in short", `${message('id="f"')}<script>$(function () { $('#f').submit(); });</script>`],
    ["called in place", `${message()}<script>(function () { var f = document.forms[0]; f.submit(); })();</script>`],
    [
      "an arrow called in place",
      `${message()}<script>(() => { const f = document.forms[0]; f.requestSubmit(); })()</script>`,
    ],
    ["a variable", `${message()}<script>const form = document.querySelector("form"); form.submit()</script>`],
    ["the prototype's submit", `${message()}<script>HTMLFormElement.prototype.submit.call(document.forms[0])</script>`],
    ["a script in HTML comments", `${message()}<script><!--\ndocument.forms[0].submit();\n//--></script>`],
    ["a script with a nonce", `${message()}<script nonce="r4nd0m">document.forms[0].submit()</script>`],
    [
      "a condition around it",
      `${message()}<script>if (window.top === window.self) { document.forms[0].submit(); }</script>`,
    ],
    ["try around it", `${message()}<script>try { document.forms[0].submit() } catch (e) {}</script>`],
    ["a script in a file, with a button for those without", `${message()}<script src="/post.js"></script>`],
    [
      "a form that stands in a table",
      `<body onload="document.forms[0].submit()"><table><form method="post" action="http://app.test/acs"><tr><td><input type="hidden" name="SAMLResponse" value="x"></td></tr></form></table>`,
    ],
  ])("is followed: %s", (_, body) => {
    const { autoSubmit } = page(body);

    expect(autoSubmit?.form.action).toBe("http://app.test/acs");
    expect(autoSubmit?.form.controls).toEqual([{ name: "SAMLResponse", type: "hidden", value: "x", chosen: true }]);
  });

  it("takes the form that the script names among several", () => {
    const { autoSubmit } = page(
      `${signOut}${message('id="post"')}<script>document.getElementById('post').submit()</script>`,
    );

    expect(autoSubmit?.form.id).toBe("post");
  });

  it("presses the button that the script presses", () => {
    const { autoSubmit } = page(
      `<body onload="document.getElementById('go').click()"><form method="post" action="http://app.test/acs"><input type="hidden" name="wresult" value="x"><input type="submit" id="go" name="go" value="1"></form>`,
    );

    expect(autoSubmit?.button).toMatchObject({ name: "go", value: "1" });
  });

  it("believes a script that submits a named form even if it has something to fill in", () => {
    const body = `<body onload="document.forms[0].submit()"><form method="post" action="http://app.test/acs"><textarea name="SAMLResponse" style="display:none">x</textarea></form>`;

    expect(page(body).autoSubmit?.form.controls[0]?.value).toBe("x");
  });
});

describe("a page that waits for a person", () => {
  it.each([
    [
      "a log-out form and a click handler",
      `${signOut}<script>document.getElementById("out").addEventListener("click", () => document.getElementById("logout").submit())</script>`,
    ],
    [
      "a click handler with a block",
      `${signOut}<script>a.addEventListener('click', function (e) { e.preventDefault(); document.getElementById('logout').submit(); });</script>`,
    ],
    [
      "onclick in a script",
      `${signOut}<script>document.getElementById('out').onclick = function () { document.forms[0].submit(); }</script>`,
    ],
    ["onclick with an arrow", `${signOut}<script>out.onclick = () => document.forms[0].submit()</script>`],
    [
      "onclick in an attribute",
      `${signOut}<a href="#" onclick="event.preventDefault(); document.getElementById('logout').submit();">Log out</a>`,
    ],
    ["jQuery's click", `${signOut}<script>$("#out").click(function(){ $("#logout").submit(); });</script>`],
    [
      "jQuery's click inside ready",
      `${signOut}<script>$(document).ready(function(){ $("#out").on("click", function(){ $("#logout").submit(); }); });</script>`,
    ],
    [
      "a click handler set up on load",
      `${signOut}<script>window.onload = function(){ out.addEventListener("click", function(){ document.forms[0].submit() }) }</script>`,
    ],
    ["a function that nobody calls", `${signOut}<script>function logout() { document.forms[0].submit(); }</script>`],
    ["an arrow that nobody calls", `${signOut}<script>const logout = () => document.forms[0].submit();</script>`],
    [
      "a function that only a click calls",
      `${signOut}<script>function logout() { document.forms[0].submit(); } out.addEventListener("click", logout);</script>`,
    ],
    [
      "functions that call each other in a circle",
      `${signOut}<script>function a(){ b(); document.forms[0].submit() } function b(){ a() }</script>`,
    ],
    [
      "a comment",
      `${message().replace(/<noscript>.*<\/noscript>/, "")}<script>// document.forms[0].submit()\n/* document.forms[0].submit() */</script>`,
    ],
    ["text in a string", `${signOut}<script>var help = "call document.forms[0].submit() yourself";</script>`],
    [
      "a script of another kind",
      `${signOut}<script type="application/json">{"a":"document.forms[0].submit()"}</script>`,
    ],
    [
      "a sign-in form with a script in a file",
      `<form method="post"><input name="username"><input type="password" name="password"></form><script src="/app.js"></script>`,
    ],
    [
      "a sign-in form with state and noscript",
      `<noscript>Please</noscript><form method="post"><input type="hidden" name="state" value="1"><input name="username"></form>`,
    ],
    [
      "a consent form with buttons alone",
      `<form method="post"><input type="hidden" name="csrf" value="1"><button name="ok" value="1">Allow</button></form><script src="/app.js"></script>`,
    ],
    ["a log-out form and a script in a file", `${signOut}<script src="/app.js"></script>`],
    ["two forms with messages and a script in a file", `${message()}${message()}<script src="/app.js"></script>`],
    ["a message without any script", `${message().replace(/<noscript>.*<\/noscript>/, "<button>Go</button>")}`],
    [
      "a search form that a script focuses",
      `<form><input name="q"></form><script>document.forms[0].q.focus()</script>`,
    ],
    [
      "a click on something that is no button of a form",
      `${signOut}<div id="menu"></div><script>document.getElementById('menu').click()</script>`,
    ],
    [
      "a sign-in form whose script submits something unknown",
      `<form method="post"><input name="u"></form><script>thing().submit()</script>`,
    ],
    ["no form at all", `<script>document.forms[0].submit()</script>`],
  ])("is left alone: %s", (_, body) => {
    expect(page(body).autoSubmit).toBeUndefined();
  });
});
