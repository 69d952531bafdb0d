/** Nothing leaves this machine unasked: the network is watched from below while the program works. */
import { readFileSync, rmSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, usedOrg } from "./built-cli.js";
import { corpusFile } from "./metadata-server.js";

const LOOPBACK = /^(127\.0\.0\.1|::1|localhost)$/;

describe("the network", () => {
  let org: FreshOrg;
  let file: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    org = await usedOrg();
    file = join(org.folder, "asked.txt");
    env = { NODE_OPTIONS: `--import ${new URL("broken/network.mjs", import.meta.url).href}`, ASKED_HOSTS: file };
    await copyFile(corpusFile("good-minimal"), join(org.folder, "sp.xml"));
  });
  afterAll(() => org[Symbol.asyncDispose]());

  /** The hosts that were asked since the last time. */
  const asked = () => {
    try {
      return [...new Set(readFileSync(file, "utf8").trim().split("\n"))];
    } catch {
      return [];
    } finally {
      rmSync(file, { force: true });
    }
  };

  it("is used for this machine alone by a whole tour: two apps, their sign-ins, a failure and its cause", async () => {
    const { status } = await org.appint("demo", { env });

    const hosts = asked();
    expect(status).toBe(0);
    expect(hosts.length, "it is watched").toBeGreaterThan(0);
    expect(hosts.filter((host) => !LOOPBACK.test(host))).toEqual([]);
  });

  it("is not used at all to create an app from a file, to list, to change, to look at the log", async () => {
    for (const line of [
      "create saml --name Wiki --metadata sp.xml",
      "assign wiki --user ada@example.com",
      "apps show wiki",
      "logs",
      "--version",
      "help environment",
    ])
      await org.done(line, { env });

    expect(asked()).toEqual([]);
  });

  it("is used by serve for nobody, whatever its pages and endpoints are asked", async () => {
    const serving = org.start("serve", { env });
    await serving.shows(/Ctrl-C/);
    const at = (path: string) => fetch(org.origin + path, { redirect: "manual", headers: { accept: "text/html" } });
    const elsewhere = encodeURIComponent("http://metadata.example.test/x");
    for (const path of [
      "/login/login.htm",
      `/oauth2/v1/authorize?client_id=x&request_uri=${elsewhere}`,
      `/oauth2/v1/authorize?client_id=${elsewhere}&redirect_uri=${elsewhere}&jwks_uri=${elsewhere}&sector_identifier_uri=${elsewhere}`,
      `/oauth2/v1/logout?post_logout_redirect_uri=${elsewhere}&logo_uri=${elsewhere}`,
      "/oauth2/v1/keys",
    ])
      await at(path);
    await fetch(`${org.origin}/oauth2/v1/token`, {
      method: "POST",
      body: new URLSearchParams({
        client_id: "https://client.example.test/",
        grant_type: "authorization_code",
        request_uri: "http://evil.example.test/",
        client_assertion: "e30.eyJqa3UiOiJodHRwOi8vZXZpbC5leGFtcGxlLnRlc3QvIn0.x",
      }),
    });
    serving.kill("SIGINT");
    expect((await serving.result).status).toBe(0);

    expect(asked().filter((host) => !LOOPBACK.test(host))).toEqual([]);
  });

  it("is used by a test of an app for this machine, and not for where the app's pages lead", async () => {
    await org.done(`create oidc --name Shop --redirect-uri http://localhost:${org.port - 1}/cb --quiet`);
    await org.done("assign shop --user ada@example.com --quiet");
    const page = `<a href="https://accounts.example.test/login">Sign in</a><form action="https://sso.example.test/"><button>SSO</button></form>`;
    const exec = `${process.execPath} -e 'require("http").createServer((q,s)=>{s.setHeader("content-type","text/html");q.url==="/away"?s.writeHead(302,{location:"https://away.example.test/"}).end():s.end(${JSON.stringify(page).replaceAll("'", "")})}).listen(${org.port - 1})'`;
    const words = ["test-sso", "shop", "--exec", exec, "--wait-on", `http://localhost:${org.port - 1}/`];

    const links = await org.appint([...words, "--start-url", `http://localhost:${org.port - 1}/`], { env });
    const away = await org.appint([...words, "--start-url", `http://localhost:${org.port - 1}/away`], { env });

    expect([links.status, away.status]).toEqual([6, 6]);
    expect(links.stdout).toContain(
      "https://accounts.example.test, https://sso.example.test is neither this machine nor a site of the app",
    );
    expect(away.stdout).toContain(
      "sent to https://away.example.test, which is neither this machine nor a site of the app",
    );
    expect(asked().filter((host) => !LOOPBACK.test(host))).toEqual([]);
  });

  it("is used for the one host whose metadata was asked for", async () => {
    const { status, stderr } = await org.appint(
      "create saml --name Other --metadata http://sp.example.invalid/metadata",
      { env },
    );

    expect(status).toBe(2);
    expect(stderr).toContain("http://sp.example.invalid/metadata");
    expect(asked()).toEqual(["sp.example.invalid"]);
  });
});
