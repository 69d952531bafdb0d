import { describe, expect, it } from "vitest";
import { type Route, routerOf } from "../../../src/idp/http/router.js";

const route = (method: Route["method"], path: string): Route => ({ method, path, handle() {} });

describe("the router", () => {
  const find = routerOf([
    route("GET", "/a"),
    route("POST", "/a"),
    route("GET", "/app/:key/sso"),
    route("GET", "/app/:name/:key"),
    route("POST", "/app/:name/:key"),
  ]);

  it.each([
    ["GET", "/a", { found: "route", params: {} }],
    ["HEAD", "/a", { found: "route", params: {} }],
    ["GET", "/app/k%2F1/sso", { found: "route", params: { key: "k/1" } }],
    ["GET", "/app/x/y", { found: "route", params: { name: "x", key: "y" } }],
    ["PUT", "/a", { found: "method", allowed: ["GET", "POST"] }],
    ["GET", "/a/", { found: "nothing" }],
    ["GET", "/A", { found: "nothing" }],
    ["GET", "/app//sso", { found: "nothing" }],
    ["GET", "/app/%zz/sso", { found: "nothing" }],
    ["GET", "/app/x/y/z", { found: "nothing" }],
  ])("answers %s %s with %j", (method, path, match) => {
    expect(find(method, path)).toMatchObject(match);
  });

  it("takes no two routes for one thing", () => {
    expect(() => routerOf([route("GET", "/a"), route("GET", "/a")])).toThrow("two routes for GET /a");
  });
});
