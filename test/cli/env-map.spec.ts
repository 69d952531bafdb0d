import { describe, expect, it } from "vitest";
import { checkEnvMap } from "../../src/cli/env-map.js";
import { valuesFromFlags } from "../../src/cli/field-arguments.js";
import type { EnvMap } from "../../src/integrations/other-side.js";
import { kindById } from "../../src/integrations/registry.js";
import { testFields } from "../../src/integrations/test-settings.js";

const oidc = await kindById("oidc");

/** `--env-map` once for each pair, as it is read and checked for an OIDC app. */
function mapOf(...pairs: string[]): EnvMap {
  if (!oidc) throw new Error("there is no OIDC");
  const { envMap } = valuesFromFlags(testFields, { envMap: pairs }) as { envMap: EnvMap };
  checkEnvMap(oidc, envMap);
  return envMap;
}

describe("--env-map", () => {
  it("renames values, one into several variables, and two that change places", () => {
    expect(mapOf("OIDC_ISSUER=URL", " OIDC_ISSUER = URL2 ")).toEqual([
      { name: "OIDC_ISSUER", variable: "URL" },
      { name: "OIDC_ISSUER", variable: "URL2" },
    ]);
    expect(mapOf("OIDC_ISSUER=OIDC_CLIENT_ID", "OIDC_CLIENT_ID=OIDC_ISSUER")).toHaveLength(2);
    expect(mapOf("OIDC_ISSUER=OIDC_ISSUER", "OIDC_ISSUER=URL")).toHaveLength(2);
  });

  it.each([
    ["a name with a letter missing", ["OIDC_ISUER=URL"], "UNKNOWN_ENV_NAME", "--env-map OIDC_ISSUER=URL"],
    ["a name without its prefix", ["client_id=ID"], "UNKNOWN_ENV_NAME", "--env-map OIDC_CLIENT_ID=ID"],
    ["a name of another kind", ["SAML_ACS_URL=URL"], "UNKNOWN_ENV_NAME", "--env-map OIDC_ISSUER=URL"],
    ["what every object has", ["constructor=URL"], "UNKNOWN_ENV_NAME", "--env-map OIDC_ISSUER=URL"],
    ["the variable of another value", ["OIDC_ISSUER=OIDC_CLIENT_ID"], "ENV_MAP_TWICE", "--env-map OIDC_ISSUER=OTHER"],
    ["one variable for two values", ["OIDC_ISSUER=X", "OIDC_CLIENT_ID=X"], "ENV_MAP_TWICE", "--env-map OIDC_ISSUER="],
    ["the same pair twice", ["OIDC_ISSUER=X", "OIDC_ISSUER=X"], "FIELD_INVALID", "--env-map <name=variable>"],
    ["no variable", ["OIDC_ISSUER"], "FIELD_INVALID", "--env-map <name=variable>"],
    ["an empty variable", ["OIDC_ISSUER="], "FIELD_INVALID", "--env-map <name=variable>"],
    ["no name", ["=URL"], "FIELD_INVALID", "--env-map <name=variable>"],
    ["a variable that begins with a digit", ["OIDC_ISSUER=1ST"], "FIELD_INVALID", "--env-map <name=variable>"],
    ["a variable with a =", ["OIDC_ISSUER=A=B"], "FIELD_INVALID", "--env-map <name=variable>"],
    ["a variable with a blank", ["OIDC_ISSUER=A B"], "FIELD_INVALID", "--env-map <name=variable>"],
    ["a variable with a line end", ["OIDC_ISSUER=A\nB"], "FIELD_INVALID", "--env-map <name=variable>"],
  ])("is refused with %s, and what can be typed is said", (_, pairs, code, fix) => {
    expect(() => mapOf(...pairs)).toThrow(
      expect.objectContaining({ code, status: 2, fix: expect.stringContaining(fix) }),
    );
  });
});
