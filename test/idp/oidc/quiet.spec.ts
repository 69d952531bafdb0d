import { expect, it, vi } from "vitest";
import { freshOrg } from "../org.js";
import { basic, freshCode, post } from "./token-calls.js";

it("a sign-in prints nothing, neither when the engine loads nor when it works", async () => {
  const printed = (["log", "info", "warn", "error"] as const).map((name) => vi.spyOn(console, name));
  await using test = await freshOrg({ grant_types: ["authorization_code", "refresh_token"] });
  const headers = { ...basic(test.app.id, test.secret), origin: "https://elsewhere.example" };

  const { body } = await post(test, "token", await freshCode(test, { scope: "openid offline_access" }), headers);
  await post(test, "token", { grant_type: "refresh_token", refresh_token: body.refresh_token ?? "" }, headers);
  await post(test, "token", { grant_type: "refresh_token", refresh_token: "x" }, headers);

  expect(body.refresh_token).toBeTruthy();
  expect(printed.flatMap((spy) => spy.mock.calls)).toEqual([]);
});
