import { describe, expect, it } from "vitest";
import { resultWithoutSecrets, withoutSecrets } from "../../src/smoke/secrets.js";
import { check } from "./reports/report.js";

const SECRET = "s3cr+t/of the=app";

describe("a secret of the app", () => {
  it("is masked in whatever a check says, also as it stands in a URL", () => {
    const said = `the page shows ${SECRET} and ?s=${encodeURIComponent(SECRET)}`;
    const result = resultWithoutSecrets(
      check("x", { reason: said, seen: said, proof: said, cause: said, fix: said, title: said, evidence: [said] }),
      [SECRET],
    );
    expect(JSON.stringify(result)).not.toMatch(/s3cr/);
    expect(result.evidence).toEqual(["the page shows ****** and ?s=******"]);
    expect(result).toMatchObject({ id: "x", durationMs: 12, rule: null });
  });

  it("that is empty or not there changes nothing", () => {
    expect(withoutSecrets("abc", [""])).toBe("abc");
    expect(withoutSecrets("a.c abc", ["a.c"])).toBe("****** abc");
  });
});
