import { describe, expect, it } from "vitest";
import type { Form } from "../../../../src/smoke/agents/agent.js";
import { encodeFields, fieldsOf, pressedButton, urlWithFields } from "../../../../src/smoke/agents/http/submission.js";

const form: Form = {
  action: "http://app.test/x?old=1",
  method: "POST",
  encoding: "application/x-www-form-urlencoded",
  controls: [
    { name: "user", type: "text", value: "", chosen: true },
    { name: "keep", type: "hidden", value: "1", chosen: true },
    { name: "box", type: "checkbox", value: "a", chosen: false },
    { name: "box", type: "checkbox", value: "b", chosen: true },
  ],
  buttons: [
    { name: "go", value: "1", text: "Sign in" },
    { name: "", value: "", text: "Cancel", id: "cancel" },
  ],
  document: { url: "http://app.test/", referrerPolicy: "" },
};

describe("filling a form", () => {
  it("keeps the rest, takes several values, leaves out null and adds what the form lacks", () => {
    expect(fieldsOf(form, { user: "ada" })).toEqual([
      ["user", "ada"],
      ["keep", "1"],
      ["box", "b"],
    ]);
    expect(fieldsOf(form, { box: ["x", "y"], user: null })).toEqual([
      ["keep", "1"],
      ["box", "x"],
      ["box", "y"],
    ]);
    expect(fieldsOf(form, { keep: null, extra: "1", box: null }, form.buttons[0])).toEqual([
      ["user", ""],
      ["extra", "1"],
      ["go", "1"],
    ]);
  });

  it("takes no values from the prototype of the values", () => {
    const odd = { ...form, controls: [{ name: "constructor", type: "text", value: "v", chosen: true }] };

    expect(fieldsOf(odd, {})).toEqual([["constructor", "v"]]);
  });

  it("presses the first button, the named one, none, and never another one instead", () => {
    expect(pressedButton(form, undefined)?.name).toBe("go");
    expect(pressedButton(form, "cancel")?.text).toBe("Cancel");
    expect(pressedButton(form, "Sign in")?.name).toBe("go");
    expect(pressedButton(form, null)).toBeUndefined();
    expect(pressedButton(form, "missing")).toBeUndefined();
  });
});

describe("encoding fields", () => {
  it("replaces the query of a GET form, fragment kept", () => {
    expect(urlWithFields("http://app.test/x?old=1#f", [["a b", "ü&\n"]])).toBe(
      "http://app.test/x?a+b=%C3%BC%26%0D%0A#f",
    );
  });

  it("keeps base64 intact in a urlencoded body", () => {
    expect(encodeFields([["SAMLResponse", "a+b/c=="]], "application/x-www-form-urlencoded")).toEqual({
      body: "SAMLResponse=a%2Bb%2Fc%3D%3D",
      contentType: "application/x-www-form-urlencoded",
    });
  });

  it("writes multipart that no field can break out of", async () => {
    const { body, contentType } = encodeFields([['a"\r\nX: y', "1\n2"]], "multipart/form-data");
    const read = await new Response(body, { headers: { "content-type": contentType } }).formData();

    expect([...read]).toEqual([['a"\r\nX: y', "1\r\n2"]]);
  });
});
