/** `appint apps edit` on a real terminal, and what it says elsewhere; `apps clone` beside it. */
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, LAUNCHER, normalized, usedOrg } from "./built-cli.js";
import { contentOf } from "./database-content.js";
import { golden } from "./golden.js";
import { type Terminal, terminal } from "./terminal.js";

const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

let org: FreshOrg;
beforeEach(async () => {
  org = await usedOrg();
  await org.done(
    "create saml --name Payroll --acs-url http://localhost:3000/saml/acs --audience urn:payroll --user-url http://localhost:3000/me --quiet",
  );
});
afterEach(() => org[Symbol.asyncDispose]());

describe.skipIf(!hasTmux)("appint apps edit on a terminal", () => {
  let tty: Terminal;
  const told = golden("edit.txt");
  afterAll(() => told.save());
  afterEach(() => tty[Symbol.asyncDispose]());

  const start = async (words: string) => {
    await writeFile(join(org.folder, "appint"), `#!/bin/sh\nexec "${process.execPath}" "${LAUNCHER}" "$@"\n`, {
      mode: 0o755,
    });
    const own = { HOME: org.folder, APPINT_DB: org.database, PATH: `${org.folder}:${process.env.PATH}` };
    tty = await terminal({ folder: org.folder, env: own });
    await tty.shows(/\$$/);
    await tty.type(`appint ${words}; echo "ended with $?"`);
    await tty.press("Enter");
  };
  const answer = async (question: RegExp, ...keys: string[]) => {
    await tty.shows(question);
    for (const key of keys) await (key.startsWith("=") ? tty.type(key.slice(1)) : tty.press(key));
  };
  const shown = async (title: string, pattern: RegExp) => {
    const seen = normalized(await tty.shows(pattern), { [org.origin]: "<origin>" });
    expect(`${seen}\n`).toBe(told.section(title, `${seen}\n`));
  };
  const audience = async () =>
    (await org.done("apps show payroll --json=settings")).json<{ settings: { signOn: { audience: string } } }>()
      .settings.signOn.audience;

  it("shows what the app has, changes what is picked, and saves it after a diff", async () => {
    await start("apps edit");
    await answer(/\? Which app\?[\s\S]*❯ payroll/, "Enter");
    await answer(/❯ App integration name/, "=audience");
    await answer(/❯ Audience URI/, "Enter");
    await answer(/\? Audience URI \(SP Entity ID\) urn:payroll\n/, "C-u", "=urn:wages", "Enter");
    await answer(/❯ Save…[\s\S]*urn:wages {3}\(changed\)/, "=shows who");
    await answer(/❯ Page that shows/, "Enter");
    await answer(/\? Page that shows who is signed in \(optional\) http:\/\/localhost:3000\/me\n/, "C-u", "Enter");
    await shown("what was changed, before it is saved", /❯ Save…[\s\S]*–\s+\(changed\)/);
    await tty.press("Enter");
    await answer(/\? Save these changes\?/, "=on", "Enter");
    await answer(/\? Pick what to change[\s\S]*❯ Save…/, "Enter");
    expect(await audience()).toBe("urn:payroll");
    await answer(/\? Save these changes\?\n❯ Save/, "Enter");
    await shown("an edit that is saved", /ended with \d/);
    const { settings, tests } = (await org.done("apps show payroll --json=settings,tests")).json<
      Record<string, object>
    >();
    expect(settings).toMatchObject({ signOn: { audience: "urn:wages" } });
    expect(tests).toEqual({});
  });

  it("saves nothing when the person leaves, and nothing over what somebody else has saved meanwhile", async () => {
    await start("apps edit payroll");
    await answer(/❯ App integration name/, "Enter");
    await answer(/\? App integration name Payroll\n/, "C-u", "=Wages", "Enter");
    await org.done("apps edit payroll --audience urn:other");
    await answer(/❯ Save…/, "Enter");
    await answer(/\? Save these changes\?\n❯ Save/, "Enter");
    expect(await tty.shows(/ended with 4/)).toContain("✖ Payroll was changed by somebody else at the same moment");
    expect(await audience()).toBe("urn:other");

    await tty.type('clear; appint apps edit payroll; echo "ended with $?"');
    await tty.press("Enter");
    await answer(/❯ App integration name/, "=leave");
    await answer(/❯ Leave/, "Enter");
    expect(await tty.shows(/ended with 130/)).toContain("✖ Nothing was saved");
    expect((await org.done("apps show payroll --json=label")).json()).toEqual({ label: "Payroll" });
  });

  it("asks nothing with --json, and only shows with --dry-run", async () => {
    const before = contentOf(org.database);
    await start("apps edit payroll --json");
    expect(await tty.shows(/ended with 2/)).toContain("NOTHING_TO_EDIT");
    await tty.type('clear; appint apps edit payroll --dry-run --plain; echo "ended with $?"');
    await tty.press("Enter");
    await answer(/1\. App integration name.*>$/s, "=1", "Enter");
    await answer(/Enter keeps Payroll.*>$/s, "=Wages", "Enter");
    await answer(/1\. Save…[\s\S]*>$/, "Enter");
    expect(await tty.shows(/ended with 0/)).toMatch(
      /- App integration name: Payroll\n {2}\+ App integration name: Wages\n✔ Nothing was saved: Payroll is as it was/,
    );
    expect(contentOf(org.database).org).toEqual(before.org);
  });
});

describe("appint apps edit --dry-run", () => {
  it("shows the diff and what the app would be, and saves nothing", async () => {
    const before = contentOf(org.database);
    const line = "apps edit payroll --audience urn:wages --unset user-url --dry-run";

    expect((await org.done(line)).stdout).toContain(
      "  - Audience URI (SP Entity ID): urn:payroll\n  + Audience URI (SP Entity ID): urn:wages\n" +
        "  - Page that shows who is signed in: http://localhost:3000/me\n",
    );
    expect((await org.done(`${line} --json`)).json()).toMatchObject({
      settings: { signOn: { audience: "urn:wages" } },
      tests: {},
    });

    expect(contentOf(org.database)).toEqual(before);
  });
});

describe("appint apps clone", () => {
  it("copies settings and tests, takes flags, and leaves the original alone", async () => {
    const show = async (app: string) => (await org.done(`apps show ${app} --json`)).json<Record<string, object>>();
    const before = await show("payroll");

    const copy = (await org.done("apps clone payroll --acs-url http://localhost:4000/saml/acs --json")).json();

    const after = await show("payroll-copy");
    expect(copy).toMatchObject({ slug: "payroll-copy", label: "Payroll copy", tests: before.tests });
    expect(after.settings).toMatchObject({
      signOn: { ssoAcsUrl: "http://localhost:4000/saml/acs", audience: "urn:payroll" },
    });
    expect((after.signOn as { certificates: object[] }).certificates).not.toEqual(
      (before.signOn as { certificates: object[] }).certificates,
    );
    expect(await show("payroll")).toEqual(before);
    expect((await org.done("doctor --quiet")).status).toBe(0);
  });
});
