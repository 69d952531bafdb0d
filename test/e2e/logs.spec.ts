import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg } from "./built-cli.js";

describe("appint logs", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await freshOrg();
    await org.done("create oidc --name Shop --redirect-uri http://localhost:3000/callback --quiet");
    await org.done("assign shop --user ada@example.com");
    await org.done("apps deactivate shop");
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it("tells every change, oldest first, with what it was about", async () => {
    const { stdout, stderr } = await org.done("logs");

    expect(stderr).toBe("");
    const [header, ...lines] = stdout.trimEnd().split("\n");
    expect(header?.split(/ {2,}/)).toEqual(["TIME", "EVENT", "RESULT", "WHO", "ABOUT", "REASON"].slice(0, 6));
    expect(lines.map((line) => line.trim().split(/ {2,}/).slice(1))).toEqual([
      ["user.lifecycle.create", "SUCCESS", "appint", "Org Admin"],
      ["user.lifecycle.create", "SUCCESS", "appint", "Ada Lovelace"],
      ["application.lifecycle.create", "SUCCESS", "appint", "Shop"],
      ["application.user_membership.add", "SUCCESS", "appint", "Ada Lovelace, Shop, ada@example.com"],
      ["application.lifecycle.deactivate", "SUCCESS", "appint", "Shop"],
    ]);
  });

  it("prints the platform's event objects with --json", async () => {
    const [event] = (await org.done("logs --type application.lifecycle.create --json")).json<
      Record<string, unknown>[]
    >();

    expect(Object.keys(event ?? {})).toEqual([
      ...["uuid", "published", "eventType", "version", "severity", "displayMessage", "legacyEventType", "actor"],
      ...["client", "device", "authenticationContext", "outcome", "securityContext", "target", "transaction"],
      ...["debugContext", "request"],
    ]);
    expect(event).toMatchObject({
      eventType: "application.lifecycle.create",
      outcome: { result: "SUCCESS" },
      target: [{ type: "AppInstance", displayName: "Shop" }],
    });
  });

  it.each([
    ["--app shop", 3],
    ["--type user.lifecycle.create", 2],
    ["--limit 1", 1],
    ["--since 1h", 5],
    ["--since 2099-01-01", 0],
    ["--failures", 0],
    ["--run nobody", 0],
    ["--app shop --type application.lifecycle.deactivate", 1],
  ])("with %s tells %i of the five events", async (flags, count) => {
    expect((await org.done(`logs ${flags} --json=eventType`)).json<object[]>()).toHaveLength(count);
  });

  it("keeps the newest where a limit cuts", async () => {
    expect((await org.done("logs --limit 1 --json=eventType")).stdout).toBe(
      '[{"eventType":"application.lifecycle.deactivate"}]\n',
    );
  });

  it.each([
    ["--failures", "Nothing failed.\n"],
    ["--type user.session.start", "No event of the log is like that.\n"],
  ])("says so on stderr where %s leaves nothing", async (flags, words) => {
    const { status, stdout, stderr } = await org.appint(`logs ${flags}`);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: words });
  });
});
