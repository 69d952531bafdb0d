import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSecretName, REDACTED, redact, redactText } from "../../src/system-log/redaction.js";

describe("a text for the log", () => {
  it.each([
    ["/cb?code=abc&state=xyz", `/cb?code=${REDACTED}&state=xyz`],
    [
      "/login/sessionCookieRedirect?token=abc&redirectUrl=/x",
      `/login/sessionCookieRedirect?token=${REDACTED}&redirectUrl=/x`,
    ],
    [
      "https://a/b?x=1#access_token=abc&token_type=Bearer",
      `https://a/b?x=1#access_token=${REDACTED}&token_type=Bearer`,
    ],
    ["?SAMLResponse=PHNhbWw%2BIA%3D%3D&RelayState=/a", `?SAMLResponse=${REDACTED}&RelayState=/a`],
    ["?fromURI=%2Fhome%3FsessionToken%3Dabc%26b%3D1", `?fromURI=%2Fhome%3FsessionToken%3D${REDACTED}%26b%3D1`],
    ["?u=%252Fa%253Ftoken%253Dabc%2526b%253D1&c=2", `?u=%252Fa%253Ftoken%253D${REDACTED}%2526b%253D1&c=2`],
    ["client_id=0oa1&client_secret=s&grant_type=x", `client_id=0oa1&client_secret=${REDACTED}&grant_type=x`],
    ["?id_token_hint=eyJ.eyJ.sig", `?id_token_hint=${REDACTED}`],
    ["?code=a%26b&c=d", `?code=${REDACTED}&c=d`],
    ['refused client_secret="a b', `refused client_secret=${REDACTED} b`],
    ["x=code=abc", `x=code=${REDACTED}`],
    ["?code=", `?code=${REDACTED}`],
  ])("loses its secrets and nothing else: %s", (text, redacted) => {
    expect(redactText(text)).toBe(redacted);
  });

  it.each([
    "/oauth2/v1/authorize?response_type=code&client_id=0oa1&redirect_uri=http%3A%2F%2Flocalhost%2Fcb&state=s&nonce=n",
    "?grant_type=authorization_code&code_challenge=abc&code_challenge_method=S256",
    "mismatched_redirect_uri",
    "a=b=c",
    "",
  ])("stays as it is without one: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });

  it("never keeps a secret, wherever in a query it stands", () => {
    const plain = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const names = fc.constantFrom("token", "client_secret", "code", "password", "SAMLResponse", "sessionToken");
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, plain)), names, fc.array(fc.tuple(plain, plain)), (before, name, behind) => {
        const query = new URLSearchParams([...before, [name, "CANARY/+=&"], ...behind]).toString();
        expect(redactText(`/path?${query}`)).not.toContain("CANARY");
        expect(redactText(`/path?back=${encodeURIComponent(`/in?${query}`)}`)).not.toContain("CANARY");
      }),
    );
  });
});

describe("a map for the log", () => {
  it("loses secrets by name, however the name is written and however deep it lies", () => {
    expect(
      redact({
        clientSecret: "s",
        "Client-Secret": "s",
        nested: [{ refresh_token: ["s"], kept: 1 }],
        url: "/a?token=s",
      }),
    ).toEqual({
      clientSecret: REDACTED,
      "Client-Secret": REDACTED,
      nested: [{ refresh_token: REDACTED, kept: 1 }],
      url: `/a?token=${REDACTED}`,
    });
  });

  it("keeps what only sounds like one", () => {
    const map = {
      grantType: "authorization_code",
      responseType: "code",
      codeChallengeMethod: "S256",
      none: null,
      n: 1,
    };
    expect(redact(map)).toEqual(map);
    expect(isSecretName("tokenType")).toBe(false);
  });
});
