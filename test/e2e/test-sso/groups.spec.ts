import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as oidc from "../../../templates/samples/oidc/app.js";
import * as saml from "../../../templates/samples/saml/app.js";
import { type FreshOrg, freePort, freshOrg } from "../built-cli.js";
import { allPassed, createApp, oidcSample, samlSample, samplePages } from "./created-app.js";

describe("test-sso of an app that a group has", () => {
  let org: FreshOrg;
  let port: number;
  let url: string;
  let app: { close(): Promise<void> } | undefined;

  beforeAll(async () => {
    org = await freshOrg();
    port = await freePort();
    url = `http://localhost:${port}`;
    await org.done("groups create Engineering");
    await org.done("groups add-member Engineering --user ada@example.com");
  });
  afterEach(() => app?.close());
  afterAll(() => org[Symbol.asyncDispose]());

  it("signs a member in by SAML, with the groups in the assertion, and says through which group", async () => {
    const flags = [...samlSample(url), "--group-attribute", "groups=.*"];
    const { test, env, slug } = await createApp(org, flags, { assign: [] });
    await org.done(`assign ${slug} --group Engineering --group Everyone`);
    app = await saml.start({ port, env });
    const { status, verdicts, report, check } = await test(samplePages(url));
    expect(verdicts).toEqual(allPassed());
    expect({ status, login: report.user?.login }).toEqual({ status: 0, login: "ada@example.com" });
    expect(check("user-assigned").reason).toBe(
      'ada@example.com through the groups "Engineering", "Everyone", known to the app as ada@example.com',
    );
  });

  it("signs a member in by OpenID Connect, also where the app has a groups claim that nobody asks for", async () => {
    const flags = [...oidcSample(url), "--groups-claim", "groups^=Eng"];
    const { test, env, slug } = await createApp(org, flags, { assign: [] });
    await org.done(`assign ${slug} --group Engineering`);
    app = await oidc.start({ port, env });
    expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
  });
});
