import { describe, expect, it } from "vitest";
import { checked } from "../../src/cli/field-arguments.js";
import { CREDENTIAL_SCHEMES } from "../../src/integrations/swa/credential-schemes.js";
import { credentials } from "../../src/integrations/swa/fields/credentials.js";
import swa from "../../src/integrations/swa/index.js";
import { checkValues, documentOf, isNeeded, notHonouredBy } from "../../src/integrations/values.js";

const shop = { label: "Timesheet", loginUrl: "http://localhost:3000/login" };
const shared = { ...shop, credentials: "SHARED_USERNAME_AND_PASSWORD", sharedUsername: "team", sharedPassword: "s" };
const settingsOf = (values: object) => documentOf(swa, { ...values });

describe("the app object of an SWA app", () => {
  it("is the platform's, scheme by scheme", () => {
    const own = { credentials: "EDIT_USERNAME_AND_PASSWORD" };
    expect(settingsOf({ ...shop, ...own }).credentials).toEqual({
      scheme: "EDIT_USERNAME_AND_PASSWORD",
      userNameTemplate: { template: "${source.login}", type: "BUILT_IN" },
      revealPassword: false,
      signing: {},
    });
    expect(settingsOf(shared).credentials).toMatchObject({
      scheme: "SHARED_USERNAME_AND_PASSWORD",
      userName: "team",
      password: {},
    });
    expect(settingsOf(shared).credentials).not.toHaveProperty("revealPassword");
    expect(JSON.stringify(settingsOf(shared))).not.toContain('"s"');
    expect(settingsOf(shop).settings.signOn).toEqual({ loginUrl: shop.loginUrl, redirectUrl: null });
  });

  it("forgets the shared name when people get accounts of their own", () => {
    const after = documentOf(swa, { ...shared, credentials: "ADMIN_SETS_CREDENTIALS" }, settingsOf(shared));
    expect(after.credentials).not.toHaveProperty("userName");
    expect(after.credentials).not.toHaveProperty("password");
  });

  it("keeps the form where the platform's form-POST template keeps it", () => {
    const form = { formUrl: "http://localhost:3000/session", usernameField: "user", passwordField: "pass" };
    const optionalFields = [
      { name: "lang", value: "en" },
      { name: "go", value: "" },
    ];
    expect(settingsOf({ ...shop, ...form, optionalFields }).settings.app).toEqual({
      url: "http://localhost:3000/session",
      usernameField: "user",
      passwordField: "pass",
      optionalField1: "lang",
      optionalField1Value: "en",
      optionalField2: "go",
      optionalField2Value: "",
      optionalField3: null,
      optionalField3Value: null,
    });
  });
});

describe("who sets the credentials", () => {
  it.each(
    CREDENTIAL_SCHEMES.flatMap(({ id, word }) =>
      [word, id, word.toUpperCase(), word.replace(/^admin/, "administrator")].map((text) => [text, id]),
    ),
  )("may be typed as %s", (text, id) => expect(checked(credentials, credentials.fromText?.(text))).toBe(id));

  it.each(["", "shared", "admin", "EDIT", "constructor"])("is not %j", (text) => {
    expect(() => checked(credentials, credentials.fromText?.(text))).toThrow();
  });

  it.each(CREDENTIAL_SCHEMES.map(({ id }) => id))("%s decides what goes with it", (scheme) => {
    const values = { ...shop, credentials: scheme };
    const isShared = scheme === "SHARED_USERNAME_AND_PASSWORD";
    const isOwn = scheme === "EDIT_PASSWORD_ONLY" || scheme === "EDIT_USERNAME_AND_PASSWORD";
    const means = (more: object) => () => checkValues(swa, { ...values, ...more }, { ...more });
    const needed = swa.fields.filter((field) => isNeeded(field, values)).map(({ key }) => key);

    expect(needed).toEqual(["label", "loginUrl", ...(isShared ? ["sharedUsername", "sharedPassword"] : [])]);
    for (const more of [{ sharedUsername: "team" }, { sharedPassword: "s" }])
      if (isShared) expect(means(more)).not.toThrow();
      else expect(means(more)).toThrow(expect.objectContaining({ code: "MEANS_NOTHING" }));
    if (isOwn) expect(means({ passwordReveal: true })).not.toThrow();
    else expect(means({ passwordReveal: true })).toThrow(expect.objectContaining({ code: "MEANS_NOTHING" }));
  });

  it("is said to be asked for where no password is kept that could be posted", () => {
    const app = (scheme: string) => ({ document: settingsOf({ ...shop, credentials: scheme }) });
    const told = (scheme: string) => notHonouredBy(swa, app(scheme)).map(({ setting }) => setting);
    expect(told("EXTERNAL_PASSWORD_SYNC")).toContain("Who sets the credentials?");
    expect(told("ADMIN_SETS_CREDENTIALS")).not.toContain("Who sets the credentials?");
  });
});

describe("the login form", () => {
  const form = { formUrl: "http://localhost:3000/session", usernameField: "user", passwordField: "pass" };

  it("is told whole or not at all", () => {
    expect(() => checkValues(swa, { ...shop, ...form }, {})).not.toThrow();
    expect(() => checkValues(swa, shop, {})).not.toThrow();
    for (const key of Object.keys(form))
      expect(() => checkValues(swa, { ...shop, ...form, [key]: undefined }, {})).toThrow(
        expect.objectContaining({ code: "HALF_A_FORM" }),
      );
    expect(() => checkValues(swa, { ...shop, optionalFields: [{ name: "a", value: "b" }] }, {})).toThrow(
      expect.objectContaining({ code: "HALF_A_FORM" }),
    );
  });
});
