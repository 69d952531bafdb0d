import { describe, expect, it } from "vitest";
import { valuesFromFlags } from "../../src/cli/field-arguments.js";
import { errorPageOf, generalFields } from "../../src/integrations/fields/general.js";
import type { Kind } from "../../src/integrations/kind.js";
import { kindById, kinds } from "../../src/integrations/registry.js";
import { checkValues, documentOf, notHonouredBy, valuesOf } from "../../src/integrations/values.js";

const saml = (await kindById("saml")) as Kind;
const read = (flags: Record<string, unknown>) => valuesFromFlags(generalFields, flags);

describe("the General tab", () => {
  it("is there for every kind that people open", async () => {
    for (const kind of await kinds())
      if (kind.fields.some(({ key }) => key === "visible"))
        expect(kind.fields, kind.id).toEqual(expect.arrayContaining([...generalFields]));
  });

  it("of an app of which nobody has said anything is the platform's own object", () => {
    expect(documentOf(saml, {})).toMatchObject({
      accessibility: { selfService: false, errorRedirectUrl: null },
      visibility: { autoLaunch: false, autoSubmitToolbar: false },
      settings: {
        notes: { admin: null, enduser: null },
        notifications: { vpn: { network: { connection: "DISABLED" }, message: null, helpUrl: null } },
      },
    });
    expect(notHonouredBy(saml, { document: documentOf(saml, {}) })).toEqual([]);
  });

  it("lies where the platform keeps it, and says what this IdP does not do of it", () => {
    const values = read({
      autoLaunch: true,
      selfService: true,
      vpnNotification: "off-network",
      vpnMessage: " Dial in ",
    });
    const document = documentOf(saml, values);
    expect(document).toMatchObject({
      accessibility: { selfService: true },
      visibility: { autoLaunch: true },
      settings: { notifications: { vpn: { network: { connection: "OFF_NETWORK" }, message: "Dial in" } } },
    });
    expect(notHonouredBy(saml, { document }).map(({ why }) => why)).toEqual([
      "the dashboard opens no app by itself",
      "people add no apps by themselves",
      "no page tells people to connect first",
    ]);
    const off = documentOf(
      saml,
      { ...valuesOf(saml, document), autoLaunch: false, vpnNotification: undefined },
      document,
    );
    expect(off).toMatchObject({
      visibility: { autoLaunch: false },
      settings: { notifications: { vpn: { network: { connection: "DISABLED" } } } },
    });
  });

  it.each([
    [{ errorRedirectUrl: "javascript:alert(1)" }, "has the scheme javascript:"],
    [{ errorRedirectUrl: "/no-access" }, "is not a URL"],
    [{ errorRedirectUrl: "https://a:b@intranet.example/" }, "has a user name or password in it"],
    [{ adminNote: "  " }, "the text is empty"],
    [{ userNote: "x".repeat(1001) }, "more than 1000 characters"],
    [{ userNote: "a\u0007" }, "has a control character in it"],
    [{ vpnNotification: "zone" }, "it is none of anywhere, on-network, off-network"],
  ])("refuses %j", (flags, why) => {
    expect(() => read(flags)).toThrow(expect.objectContaining({ why: expect.stringContaining(why) }));
  });

  it("refuses a VPN message without a VPN notification", () => {
    expect(() => checkValues(saml, read({ vpnMessage: "Dial in" }), read({ vpnMessage: "Dial in" }))).toThrow(
      expect.objectContaining({ why: "it goes with --vpn-notification" }),
    );
  });

  it("has the error page that the admin set, and none otherwise", () => {
    expect(errorPageOf(documentOf(saml, {}))).toBeUndefined();
    expect(errorPageOf(documentOf(saml, read({ errorRedirectUrl: "https://i.example/x" })))).toBe(
      "https://i.example/x",
    );
  });
});
