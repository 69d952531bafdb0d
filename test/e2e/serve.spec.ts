import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, freePort, usedOrg } from "./built-cli.js";

describe("appint serve", () => {
  let org: FreshOrg;
  beforeEach(async () => {
    org = await usedOrg();
    await org.done("create oidc --name Shop --redirect-uri http://localhost:3000/callback --quiet");
  });
  afterEach(() => org[Symbol.asyncDispose]());

  it.each(["SIGINT", "SIGTERM"] as const)("answers until %s, and ends in order", async (signal) => {
    const serving = org.start("serve");
    await serving.shows(/Ctrl-C/);
    const discovery = await (await fetch(`${org.origin}/.well-known/openid-configuration`)).json();

    serving.kill(signal);

    const { status, stdout, stderr } = await serving.result;
    expect((discovery as { issuer: string }).issuer).toBe(org.origin);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: `✔ Identity provider of "default" on ${org.origin}
  Sign in and dashboard   ${org.origin}/app/UserHome
  OIDC discovery          ${org.origin}/.well-known/openid-configuration
  Stop it with Ctrl-C
`,
      stderr: "Stopped.\n",
    });
    await expect(fetch(org.origin)).rejects.toThrow("fetch failed");
  });

  it("ends in order with --quiet without a word more than the address", async () => {
    const serving = org.start("serve --quiet");
    await serving.shows(/Ctrl-C/);
    serving.kill("SIGINT");
    expect(await serving.result).toMatchObject({ status: 0, stderr: "" });
  });

  it("moves the org to another port, for good", async () => {
    const port = await freePort();
    const serving = org.start(["serve", "--port", String(port)]);
    await serving.shows(/Ctrl-C/);
    serving.kill("SIGINT");

    const { stderr } = await serving.result;

    const moved = `http://127.0.0.1:${port}`;
    expect(stderr).toBe(
      "The address changed: give every app that was set up with the old one the new issuer and URLs.\nStopped.\n",
    );
    expect((await org.done("apps show shop --json=signOn")).json()).toMatchObject({ signOn: { issuer: moved } });
    expect((await org.done("logs --type org.address.change --json=debugContext")).stdout).toContain(moved);
  });

  it("stays where it was when the other port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    try {
      const { status, stdout, stderr } = await org.appint(["serve", "--port", String(port)]);

      expect({ status, stdout }).toEqual({ status: 5, stdout: "" });
      expect(stderr).toBe(`✖ The port of http://127.0.0.1:${port} is in use
    cause   another program listens there, so the IdP of this org cannot
    fix     end that program, or choose another port: appint serve --port <port>
`);
      expect((await org.done("apps show shop --json=signOn")).json()).toMatchObject({ signOn: { issuer: org.origin } });
    } finally {
      other.close();
    }
  });

  it("says that the IdP of this org runs already", async () => {
    const serving = org.start("serve");
    await serving.shows(/Ctrl-C/);

    const { status, stdout, stderr } = await org.appint("serve");

    expect({ status, stdout, stderr }).toEqual({
      status: 5,
      stdout: "",
      stderr: `✖ The IdP of this org is running at ${org.origin} already
    cause   appint serve was started before and has not ended
    fix     use the one that runs, or end it first
`,
    });
  });
});
