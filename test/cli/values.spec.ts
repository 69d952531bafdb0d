import { describe, expect, it } from "vitest";
import { keyOfFlag, nameOfFlag } from "../../src/cli/arguments.js";
import { databaseFile } from "../../src/cli/database-location.js";
import { pageSize } from "../../src/cli/page-size.js";
import { portNumber } from "../../src/cli/port-number.js";
import { secondsToMs } from "../../src/cli/seconds.js";
import { sinceTime } from "../../src/cli/since.js";

const refused = (code: string) => expect.objectContaining({ code, status: 2 });

describe("a value of an option", () => {
  it("that is a limit goes from 1 to 1,000", () => {
    expect([pageSize("1"), pageSize("1000")]).toEqual([1, 1000]);
    for (const text of ["", "0", "1001", "-1", "1.5", "1e2", "0x10", " 5", "five", "١"])
      expect(() => pageSize(text)).toThrow(refused("NOT_A_NUMBER"));
  });

  it("that is a port goes from 1 to 65,535", () => {
    expect([portNumber("1"), portNumber("65535")]).toEqual([1, 65_535]);
    for (const text of ["", "0", "65536", "-80", "80a", "http"])
      expect(() => portNumber(text)).toThrow(refused("NOT_A_NUMBER"));
  });

  it("that is a time in seconds becomes milliseconds", () => {
    expect([secondsToMs("0.5", "--timeout"), secondsToMs("10", "--timeout")]).toEqual([500, 10_000]);
    for (const text of ["", "0", "0.05", "3601", "-1", "1s", "Infinity"])
      expect(() => secondsToMs(text, "--timeout <seconds>")).toThrow(refused("NOT_A_NUMBER"));
  });

  it("that is a moment is ISO 8601, or how long ago", () => {
    const now = new Date("2026-03-01T12:00:00Z");
    const iso = (text: string) => sinceTime(text, now).toISOString();
    expect(iso("90s")).toBe("2026-03-01T11:58:30.000Z");
    expect(iso("15m")).toBe("2026-03-01T11:45:00.000Z");
    expect(iso("2h")).toBe("2026-03-01T10:00:00.000Z");
    expect(iso("7d")).toBe("2026-02-22T12:00:00.000Z");
    expect(iso(" 2026-02-28T23:00:00+01:00 ")).toBe("2026-02-28T22:00:00.000Z");
    expect(iso("2026-02-28")).toBe("2026-02-28T00:00:00.000Z");
    for (const text of ["", "yesterday", "1", "3y", "-1h", "1.5h", "2026-13-01", "2026", "9999999d"])
      expect(() => sinceTime(text, now)).toThrow(refused("NOT_A_TIME"));
  });

  it("is kept under the flag's name", () => {
    expect(keyOfFlag("--acs-url <url>")).toBe("acsUrl");
    expect(keyOfFlag("--no-color")).toBe("color");
    expect(keyOfFlag("--json[=fields]")).toBe("json");
    expect(nameOfFlag("--json[=fields]")).toBe("--json");
  });
});

describe("the database", () => {
  const at = (given: { flag?: string; config?: string }, env: NodeJS.ProcessEnv = {}) =>
    databaseFile(given, { cwd: "/", env: { XDG_DATA_HOME: "/data", LOCALAPPDATA: "/data", ...env } });

  it("is the one that is named nearest: flag, environment, configuration", () => {
    expect(at({ flag: "a.db", config: "/c.db" }, { APPINT_DB: "b.db" })).toMatchObject({
      file: "/a.db",
      isDefault: false,
    });
    expect(at({ config: "/c.db" }, { APPINT_DB: "b.db" }).file).toBe("/b.db");
    expect(at({ config: "/c.db" }).file).toBe("/c.db");
  });

  it("is not the one of an empty variable", () => {
    expect(at({ config: "/c.db" }, { APPINT_DB: "" }).file).toBe("/c.db");
  });

  it.runIf(process.platform === "linux")("is in the user's data folder where nothing names one", () => {
    expect(at({})).toEqual({ file: "/data/appint/appint.db", isDefault: true });
  });
});
