/** The wizard over an app that is there: it asks nothing by itself, and knows what was changed. */
import { describe, expect, it } from "vitest";
import { wantedIn } from "../../../src/cli/edition/ask-for-changes.js";
import { planOf } from "../../../src/cli/edition/plan.js";
import { beginEdit, changedFields } from "../../../src/cli/wizard/edit-session.js";
import { eventOf, moreQuestion, reviewQuestion } from "../../../src/cli/wizard/review.js";
import { type Event, KIND, type Session, step } from "../../../src/cli/wizard/session.js";
import { kinds } from "../../../src/integrations/registry.js";
import { testFields } from "../../../src/integrations/test-settings.js";
import { documentOf, withDefaults } from "../../../src/integrations/values.js";
import { ATTRIBUTE_NAME_FORMAT } from "../../../src/protocols/saml/urns.js";
import type { Store } from "../../../src/store/store.js";
import { anApp } from "../../conformance/rows.js";

const every = await kinds();
const oidc = every.find(({ id }) => id === "oidc") ?? expect.fail("no kind oidc");
const values = withDefaults(oidc, { label: "Shop", redirectUris: ["http://localhost/cb"] });
const fresh = () => beginEdit(every, testFields, { [KIND]: "oidc", ...values });
const play = (session: Session, ...events: Event[]) => events.reduce(step, session);
const set = (key: string, value: unknown): Event[] => [
  { type: "change", key },
  { type: "answer", value },
];
const changed = (session: Session) => changedFields(session).map(({ key }) => key);
const rows = (session: Session) => {
  const { rows: all } = reviewQuestion(session, { keepsDraft: false });
  return typeof all === "function" ? [] : all.flatMap((row) => ("line" in row ? [] : [row]));
};

describe("an edit on a terminal", () => {
  it("begins with what the app has, and has nothing to save", () => {
    const session = fresh();
    expect(session.place).toEqual({ at: "review" });
    expect(changed(session)).toEqual([]);
    expect(rows(session).map(({ label }) => label)).not.toContain("Save…");
    expect(rows(session)).toContainEqual(
      expect.objectContaining({ value: "redirectUris", detail: "http://localhost/cb" }),
    );
    expect(rows(session).at(-1)).toMatchObject({ label: "Leave" });
  });

  it("comes back to the list after every answer, marks what differs, and offers to save it", () => {
    const session = play(fresh(), ...set("label", "Store"), ...set("userUrl", "http://localhost/me"));
    expect(session.place).toEqual({ at: "review" });
    expect(changed(session)).toEqual(["label", "userUrl"]);
    expect(
      rows(session)
        .filter(({ detail }) => detail?.includes("(changed)"))
        .map(({ value }) => value),
    ).toEqual(["label", "userUrl"]);
    expect(play(session, { type: "create" }).place).toEqual({ at: "end", as: "create" });
    expect(play(session, ...set("label", "Shop"), ...set("userUrl", undefined)).answers).not.toMatchObject({
      label: "Store",
    });
    expect(changed(play(session, ...set("label", "Shop"), ...set("userUrl", undefined)))).toEqual([]);
  });

  it("takes an empty list for none", () => {
    expect(changed(play(fresh(), ...set("postLogoutRedirectUris", undefined)))).toEqual([]);
    const cleared = play(fresh(), ...set("postLogoutRedirectUris", ["http://localhost/bye"]));
    expect(changed(cleared)).toEqual(["postLogoutRedirectUris"]);
  });

  it("never asks for the kind or for metadata, and going back leads nowhere before the list", () => {
    const session = fresh();
    expect(play(session, { type: "change", key: KIND })).toEqual(session);
    expect(play(session, { type: "back" })).toEqual(session);
    const asked = play(session, { type: "change", key: "label" });
    expect(asked.place).toMatchObject({ at: "question", key: "label" });
    expect(play(asked, { type: "back" }).place).toEqual({ at: "review" });
  });

  it("does not end with values that cannot be together, and says why", () => {
    const session = play(
      beginEdit(every, testFields, {
        ...{ [KIND]: "saml", label: "Payroll", acsUrl: "http://localhost/acs", audience: "urn:sp" },
      }),
      ...set("attributes", [
        { type: "EXPRESSION", name: "team", namespace: ATTRIBUTE_NAME_FORMAT.unspecified, values: ["user.login"] },
      ]),
      ...set("groupAttributes", [
        {
          type: "GROUP",
          name: "team",
          namespace: ATTRIBUTE_NAME_FORMAT.unspecified,
          filterType: "REGEX",
          filterValue: ".*",
        },
      ]),
    );
    expect(reviewQuestion(session, { keepsDraft: false }).notice).toMatch(/team/);
    expect(play(session, { type: "create" }).place).toEqual({ at: "review" });
    expect(play(session, eventOf("*leave")).place).toEqual({ at: "end", as: "draft" });
  });

  it("gives up what a change of another setting leaves no meaning, and nothing that had none before", async () => {
    const session = play(fresh(), ...set("authMethod", "none"));
    const wanted = wantedIn(session, oidc);
    expect([wanted.given, wanted.gone.map(({ key }) => key)]).toEqual([{ authMethod: "none" }, ["pkce"]]);
    const app = anApp("00o1", { label: "Shop", document: documentOf(oidc, values) });
    expect((await planOf({} as Store, oidc, app, wanted)).document.credentials).toMatchObject({
      oauthClient: { token_endpoint_auth_method: "none", pkce_required: true },
    });
    expect(wantedIn(fresh(), oidc)).toEqual({ given: {}, tests: {}, gone: [] });
  });

  it("has every setting of the app in one of its two lists", () => {
    const session = fresh();
    const { rows: more } = moreQuestion(session);
    const listed = [...rows(session), ...(Array.isArray(more) ? more : [])].map((row) =>
      "value" in row ? row.value : "",
    );
    for (const { key, when, fixed } of [...oidc.fields, ...testFields])
      if (!when) expect(listed.includes(key), key).toBe(!fixed);
  });
});
