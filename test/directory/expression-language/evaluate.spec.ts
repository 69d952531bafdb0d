import { describe, expect, it } from "vitest";
import { type Scope, valuesOfExpression } from "../../../src/directory/expression-language/index.js";

const warnings: string[] = [];
const scope: Scope = {
  roots: {
    user: {
      login: "ada@example.com",
      email: "Ada.Lovelace@Example.com",
      firstName: "Ada",
      lastName: "Lovelace",
      city: "London",
      cleared: "",
      age: 36,
      shoe: 38.5,
      manager: true,
      roles: ["admin", "author"],
      address: { zip: "N1" },
    },
    appuser: { userName: "ada" },
    org: { name: "Example" },
  },
  internal: { id: "00u1", status: "ACTIVE" },
  groups: [
    { id: "00g1", name: "Everyone", type: "BUILT_IN" },
    { id: "00g2", name: "Sales EMEA", type: "OKTA_GROUP" },
    { id: "00g3", name: "Sales US", type: "OKTA_GROUP" },
    { id: "00g4", name: "Imported", type: "APP_GROUP" },
  ],
  now: new Date("2026-03-04T05:06:07.089Z"),
  warn: (message) => warnings.push(message),
};
const valuesIn = (text: string) => valuesOfExpression(text, scope);

describe("references and literals", () => {
  it.each([
    ["user.firstName", ["Ada"]],
    ["  user . city ", ["London"]],
    ["appuser.userName", ["ada"]],
    ["org.name", ["Example"]],
    ["user.roles", ["admin", "author"]],
    ["user.roles[1]", ["author"]],
    ["user.age", ["36"]],
    ["user.shoe", ["38.5"]],
    ["user.manager", ["true"]],
    ["user.address", ['{"zip":"N1"}']],
    ["user.unknown", []],
    ["user.cleared", [""]],
    ["user.constructor", []],
    ["user.__proto__", []],
    ['"gold"', ["gold"]],
    ["'it''s'", ["it's"]],
    ['"say ""yes"""', ['say "yes"']],
    ["{'a', \"b\", 3}", ["a", "b", "3"]],
    ["{}", []],
    ["null", []],
    ["-12.50", ["-12.5"]],
  ])("%s is %j", async (text, values) => {
    expect(await valuesIn(text)).toEqual(values);
  });
});

describe("operators", () => {
  it.each([
    ['user.firstName + " " + user.lastName', ["Ada Lovelace"]],
    ["user.age + 1", ["37"]],
    ['user.age + "!"', ["36!"]],
    ['user.city == "London"', ["true"]],
    ['user.city != "london"', ["true"]],
    ["user.unknown == null", ["true"]],
    ['user.unknown == ""', ["false"]],
    ['user.cleared == ""', ["true"]],
    ["user.age >= 36 AND user.age < 37", ["true"]],
    ["user.age > 36 || user.manager && !false", ["true"]],
    ["NOT user.manager", ["false"]],
    ['user.login matches "[a-z]+@example[.]com"', ["true"]],
    ['user.login matches "ada"', ["false"]],
    ['"a" < "b"', ["true"]],
    ["true OR false AND false", ["true"]],
    ['user.unknown ?: "none"', ["none"]],
    ['user.cleared ?: "none"', ["none"]],
    ['user.city ?: "none"', ["London"]],
    ['user.age > 40 ? "old" : user.age > 30 ? "thirty" : "young"', ["thirty"]],
    ['user.cleared != "" AND user.cleared != null ? user.cleared : user.city', ["London"]],
    ['(user.manager ? "M" : "S") + user.age', ["M36"]],
    ["{'a'} == {'a'}", ["true"]],
  ])("%s is %j", async (text, values) => {
    expect(await valuesIn(text)).toEqual(values);
  });

  it("evaluates neither the branch that is not taken nor what an AND or OR no longer needs", async () => {
    expect(await valuesIn('true ? "a" : String.len(user.unknown)')).toEqual(["a"]);
    expect(await valuesIn("true OR String.len(user.unknown) > 1")).toEqual(["true"]);
    expect(await valuesIn("false AND String.len(user.unknown) > 1")).toEqual(["false"]);
  });

  it("joins nothing as the empty text, and warns where it did", async () => {
    warnings.length = 0;
    expect(await valuesIn('"a" + user.unknown + "b"')).toEqual(["ab"]);
    expect(warnings).toEqual(["a part without a value was left empty (character 7)"]);
  });
});

describe("functions", () => {
  it.each([
    ['String.append(user.firstName, "!")', ["Ada!"]],
    ['String.join(", ", user.lastName, user.firstName)', ["Lovelace, Ada"]],
    ["String.len(user.city)", ["6"]],
    ['String.removeSpaces(" a b ")', ["ab"]],
    ['String.replace("a.b.c", ".", "$&")', ["a$&b$&c"]],
    ['String.replaceFirst("a.b.c", ".", "")', ["ab.c"]],
    ['String.startsWith(user.city, "Lon")', ["true"]],
    ['String.stringContains(user.city, "lon")', ["false"]],
    [
      'String.stringSwitch("This is a test", "default", "string", "value1", "is", "value2", "test", "value3")',
      ["value2"],
    ],
    ['String.stringSwitch("x", "default", "a", "b")', ["default"]],
    ["String.substring(user.city, 1, 3)", ["on"]],
    ['String.substringAfter(user.login, "@")', ["example.com"]],
    ['String.substringAfter(user.city, "@")', [""]],
    ['String.substringBefore(user.login, "@")', ["ada"]],
    ['String.substringBefore(user.city, "@")', ["London"]],
    ["String.toUpperCase(user.city)", ["LONDON"]],
    ["toLowerCase(user.email)", ["ada.lovelace@example.com"]],
    ['substringBefore(user.login, "@")', ["ada"]],
    ['Arrays.add(user.roles, "x")', ["admin", "author", "x"]],
    ['Arrays.remove(user.roles, "admin")', ["author"]],
    ["Arrays.clear(user.roles)", []],
    ['Arrays.flatten("a", {"b", {"c"}})', ["a", "b", "c"]],
    ["Arrays.get(user.roles, 0)", ["admin"]],
    ['Arrays.contains("a,b", "b")', ["true"]],
    ["Arrays.size(user.unknown)", ["0"]],
    ["Arrays.size(user.roles)", ["2"]],
    ["Arrays.isEmpty(user.unknown)", ["true"]],
    ["Arrays.toCsvString(user.roles)", ["admin,author"]],
    ["Convert.toInt(123.6)", ["124"]],
    ['Convert.toInt("1234")', ["1234"]],
    ['Convert.toNum("3.141")', ["3.141"]],
    ['Iso3166Convert.toAlpha2("IND")', ["IN"]],
    ['Iso3166Convert.toAlpha3("840")', ["USA"]],
    ['Iso3166Convert.toNumeric("gb")', ["826"]],
    ['Iso3166Convert.toName("IND")', ["India"]],
    ["Time.now()", ["2026-03-04T05:06:07.089Z"]],
    ['Time.now("EST", "YYYY-MM-dd\'T\'HH:mm:ssZZ")', ["2026-03-04T00:06:07-05:00"]],
    ['Time.fromWindowsToIso8601("130289450790000000")', ["2013-11-14T23:24:39.000Z"]],
    ['Time.fromUnixToIso8601("1363622400")', ["2013-03-18T16:00:00.000Z"]],
    ['Time.fromStringToIso8601("11/14/2013", "MM/dd/yyyy")', ["2013-11-14T00:00:00.000Z"]],
    ['Time.fromIso8601ToWindows("2013-11-14T23:24:39.000Z")', ["130289450790000000"]],
    ['Time.fromIso8601ToUnix("2013-03-18T16:00:00.000Z")', ["1363622400"]],
    ['Time.fromIso8601ToString("2014-01-22T18:01:00.000Z", "EEE d MMM yy hh:mm a")', ["Wed 22 Jan 14 06:01 PM"]],
    ['user.getInternalProperty("status")', ["ACTIVE"]],
    ['isMemberOfGroupName("Sales US") ? "s" : "n"', ["s"]],
    ['isMemberOfGroup("00g9")', ["false"]],
    ['isMemberOfAnyGroup("00g9", "00g1")', ["true"]],
    ['isMemberOfGroupNameStartsWith("Sales")', ["true"]],
    ['isMemberOfGroupNameContains("sales")', ["false"]],
    ['isMemberOfGroupNameRegex("Sales (US|EMEA)")', ["true"]],
    ['isMemberOfGroupNameRegex("Sales")', ["false"]],
    ['getFilteredGroups({"00g2", "00g3", "00g8"}, "group.name", 50)', ["Sales EMEA", "Sales US"]],
    ['Groups.startsWith("OKTA", "Sales", 1)', ["Sales EMEA"]],
    ['Groups.endsWith("OKTA", "US", 10)', ["Sales US"]],
    ['Groups.contains("active_directory", "Imp", 10)', ["Imported"]],
    ['Groups.contains("OKTA", "nothing", 10)', []],
    ["user.getGroups({'group.profile.name': 'Sales'}).![name]", ["Sales EMEA", "Sales US"]],
    ["user.getGroups({'group.profile.name': 'Sales US', 'operator': 'EXACT'}).![profile.name]", ["Sales US"]],
    ["user.getGroups({'group.id': {'00g1', '00g2'}}, {'group.type': {'OKTA_GROUP'}}).![id]", ["00g2"]],
    ["Arrays.size(user.getGroups({'group.type': 'APP_GROUP'}))", ["1"]],
    ["hasDirectoryUser()", ["false"]],
  ])("%s is %j", async (text, values) => {
    expect(await valuesIn(text)).toEqual(values);
  });

  it.each([
    ["String.toUpperCase(user.unknown)", "String.toUpperCase was given nothing (character 20)"],
    ["String.toUpperCase(user.roles)", "String.toUpperCase takes a text here, and was given a list (character 20)"],
    [
      "String.substring(user.city, 3, 9)",
      "String.substring: 3 to 9 is out of range: the text has 6 characters (character 1)",
    ],
    [
      'String.substring(user.city, "one", 3)',
      "String.substring takes a whole number here, and was given a text (character 29)",
    ],
    ['Convert.toInt("twelve")', "Convert.toInt takes a number here, and was given a text (character 15)"],
    ["Arrays.get(user.roles, 2)", "Arrays.get: there is no element 2: the list has 2 (character 1)"],
    ["user.roles[9]", "there is no such element: the list has 2 (character 1)"],
    ["user.city[0]", "a text has no elements (character 1)"],
    ['user.city ? "a" : "b"', "true or false is needed here, and this is a text (character 1)"],
    ["user.unknown AND true", "true or false is needed here, and this is nothing (character 1)"],
    ['user.age > "3"', '">" compares two numbers or two texts, not a number and a text (character 1)'],
    ['Iso3166Convert.toName("Atlantis")', "Iso3166Convert.toName: it is no country of ISO 3166 (character 1)"],
    ['Time.now("Mars/Olympus")', 'Time.now: "Mars/Olympus" is no time zone (character 1)'],
    [
      'Time.fromIso8601ToUnix("yesterday")',
      'Time.fromIso8601ToUnix: "yesterday" is no moment of ISO 8601 (character 1)',
    ],
    [
      'Time.fromStringToIso8601("x", "MM/dd/yyyy")',
      'Time.fromStringToIso8601: "x" is not written as "MM/dd/yyyy" (character 1)',
    ],
    [
      'Time.fromIso8601ToString(Time.now(), "yyyy-jj")',
      'Time.fromIso8601ToString: "jj" in "yyyy-jj" has no meaning (character 1)',
    ],
    [
      'user.getInternalProperty("password")',
      'user.getInternalProperty: "password" is no internal property: "id" and "status" are (character 1)',
    ],
    [
      'getFilteredGroups({"00g1"}, "group.name", 101)',
      "getFilteredGroups: the limit is 101, and may be 1 to 100 (character 1)",
    ],
    [
      "user.getGroups({'group.colour': 'red'}).![name]",
      'user.getGroups: "group.colour" is no filter of groups: group.id, group.type, group.profile.name, group.source.id are (character 1)',
    ],
  ])("%s has no value: %s", async (text, message) => {
    await expect(valuesIn(text)).rejects.toMatchObject({ name: "ExpressionError", message });
  });

  it("makes no text that is too long to be a value, and matches none that takes too long", async () => {
    const sixteen = (text: string) => `String.replace(${text}, "a", "aaaaaaaaaaaaaaaa")`;
    const huge = Array.from({ length: 9 }).reduce<string>(sixteen, '"a"');
    await expect(valuesIn(huge)).rejects.toThrow(/the value would be longer than 65536 characters/);
    const long = Array.from({ length: 4 }).reduce<string>(sixteen, '"a"');
    const begin = performance.now();
    await expect(valuesIn(`${long} matches "(a?){990}b"`)).rejects.toThrow(/too long for a pattern of that size/);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  it("ends instead of filling the memory", async () => {
    const doubled = Array.from({ length: 40 }).reduce<string>(
      (text) => (text.length < 3900 ? `String.replace(${text}, "a", "aaaa")` : text),
      '"aaaa"',
    );
    await expect(valuesIn(doubled)).rejects.toThrow(/longer than 65536 characters/);
  });
});
