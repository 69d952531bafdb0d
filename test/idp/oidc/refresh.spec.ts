import { describe, expect, it, vi } from "vitest";
import { deleteAssignment } from "../../../src/store/assignments.js";
import { freshOrg, type TestOrg } from "../org.js";
import { basic, freshCode, post } from "./token-calls.js";

const grants = ["authorization_code", "refresh_token"];
const bad = { error: "invalid_grant", error_description: "The refresh token is invalid or expired." };

async function signedIn(test: TestOrg, scope = "openid offline_access") {
  const headers = basic(test.app.id, test.secret);
  const { body } = await post(test, "token", await freshCode(test, { scope }), headers);
  const refresh = (token = body.refresh_token, more: Record<string, string> = {}) =>
    post(test, "token", { grant_type: "refresh_token", refresh_token: token ?? "", ...more }, headers);
  return { tokens: body, refresh };
}

describe("refresh tokens", () => {
  it("come with offline_access, without asking anybody for consent", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const { tokens, refresh } = await signedIn(test);
    expect(tokens.refresh_token).toMatch(/^[\w-]{43}$/);
    expect(tokens.scope).toBe("openid offline_access");

    const { status, body } = await refresh();

    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: "Bearer",
      id_token: expect.any(String),
      refresh_token: tokens.refresh_token,
    });
    expect(body.access_token).not.toBe(tokens.access_token);
  });

  it("do not come without offline_access, nor to an app without the grant", async () => {
    await using test = await freshOrg({ grant_types: grants });
    await using without = await freshOrg();

    expect((await signedIn(test, "openid")).tokens).not.toHaveProperty("refresh_token");
    expect((await signedIn(without)).tokens).not.toHaveProperty("refresh_token");
  });

  it("may be used for fewer scopes, never for more", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const { refresh } = await signedIn(test, "openid email offline_access");

    expect((await refresh(undefined, { scope: "email" })).body).toMatchObject({ scope: "email" });
    expect((await refresh(undefined, { scope: "openid profile" })).body.error).toBe("invalid_scope");
  });

  it("rotate where the app says so; reuse after the leeway ends everything", async () => {
    await using test = await freshOrg({
      grant_types: grants,
      refresh_token: { rotation_type: "ROTATE", leeway: 30 },
    });
    const { tokens, refresh } = await signedIn(test);
    const { body: rotated } = await refresh();
    expect(rotated.refresh_token).not.toBe(tokens.refresh_token);
    expect((await refresh()).status).toBe(200); // the answer was lost: the old one still counts for a while

    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 });
    try {
      expect((await refresh()).body).toEqual(bad);
      expect((await refresh(rotated.refresh_token)).body).toEqual(bad);
    } finally {
      vi.useRealTimers();
    }
    expect((await test.events()).map(({ eventType }) => eventType)).toContain("app.oauth2.token.detect_reuse");
  });

  it("inherit the end of the token that they replace", async () => {
    await using test = await freshOrg({ grant_types: grants, refresh_token: { rotation_type: "ROTATE", leeway: 0 } });
    const { tokens, refresh } = await signedIn(test);
    const endOf = async (token = "") =>
      Number((await post(test, "introspect", { token }, basic(test.app.id, test.secret))).body.exp);
    const end = await endOf(tokens.refresh_token);

    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 86_400_000 });
    try {
      const { body: rotated } = await refresh();
      expect(await endOf(rotated.refresh_token)).toBe(end);
    } finally {
      vi.useRealTimers();
    }
  });

  it("rotate without leeway: the second use of one ends the newest, and the access tokens", async () => {
    await using test = await freshOrg({ grant_types: grants, refresh_token: { rotation_type: "ROTATE", leeway: 0 } });
    const { tokens, refresh } = await signedIn(test);
    const { body: rotated } = await refresh();

    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_000 });
    try {
      expect((await refresh(tokens.refresh_token)).body).toEqual(bad);
    } finally {
      vi.useRealTimers();
    }
    expect((await refresh(rotated.refresh_token)).body).toEqual(bad);
    for (const token of [tokens.access_token, rotated.access_token]) {
      const { body } = await post(test, "introspect", { token: token ?? "" }, basic(test.app.id, test.secret));
      expect(body).toEqual({ active: false });
    }
  });

  it("end with the assignment", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const { refresh } = await signedIn(test);
    await test.change((tx) => deleteAssignment(tx, test.app.id, test.ada.id).then(() => {}));

    expect((await refresh()).body).toEqual(bad);
  });

  it("are not for another client", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const { tokens } = await signedIn(test);
    const other = await test.addApp({ grant_types: grants });

    const fields = { grant_type: "refresh_token", refresh_token: tokens.refresh_token ?? "" };
    const { body } = await post(test, "token", fields, basic(other.app.id, other.secret));

    expect(body.error).toBe("invalid_grant");
  });

  it("survive a restart", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const { refresh } = await signedIn(test);
    await test.restart();

    expect((await refresh()).status).toBe(200);
  });
});
