/** The wizard without a terminal: whatever a person does on the way, the review holds what was answered last. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  begin,
  CARRIER,
  type Event,
  KIND,
  kindOfSession,
  METADATA,
  methodsOf,
  NATURE,
  problemOf,
  questionKeys,
  type Session,
  settingsOf,
  step,
  suggestionFor,
  valuesOf,
} from "../../../src/cli/wizard/session.js";
import type { FieldValues } from "../../../src/integrations/field.js";
import type { Addition, Kind } from "../../../src/integrations/kind.js";
import { kinds } from "../../../src/integrations/registry.js";
import { testFields } from "../../../src/integrations/test-settings.js";
import { oidcValues, samlValues } from "../../integrations/values.js";

const every = await kinds();
const fresh = (
  answers: FieldValues = {},
  more: { fills?: FieldValues; seen?: FieldValues; typed?: Record<string, string> } = {},
) => begin(every, testFields, { answers, ...more });
const play = (session: Session, ...events: Event[]) => events.reduce(step, session);
const answer = (value: unknown, fills?: FieldValues): Event => ({ type: "answer", value, fills });
const back = (typed?: string): Event => ({ type: "back", typed });
const at = ({ place }: Session) => (place.at === "question" ? place.key : place.at);

/** Answers everything that is still open with what a person may say there. */
function toReview(session: Session, say: (key: string) => unknown): Session {
  let current = session;
  for (let left = 50; at(current) !== "review" && left > 0; left--) {
    const { place } = current;
    current = step(current, place.at === "question" ? answer(say(place.key)) : back());
  }
  return current;
}

const SAML = {
  [KIND]: "saml",
  [METADATA]: undefined,
  label: "Payroll",
  acsUrl: "http://localhost/acs",
  audience: "urn:sp",
};

describe("the questions", () => {
  it("are those of the kind, in the order of its fields, the required ones and the usual ones", () => {
    expect(questionKeys(fresh({ [KIND]: "oidc" }))).toEqual([
      ...[KIND, "label", "redirectUris", "postLogoutRedirectUris", "initiateLoginUri", "groupsClaim"],
    ]);
    expect(questionKeys(fresh({ [KIND]: "saml" }))).toEqual([
      ...[KIND, METADATA, "label", "acsUrl", "audience", "nameIdFormat", "attributes", "groupAttributes"],
    ]);
  });

  it("begin with what the app is, and with the first one that no flag has answered", () => {
    expect(at(fresh())).toBe(NATURE);
    expect(at(fresh({ label: "Shop" }))).toBe(NATURE);
    expect(at(play(fresh(), answer("server")))).toBe(KIND);
    expect(questionKeys(fresh({ [KIND]: "oidc" }))).not.toContain(NATURE);
    expect(at(fresh({ [KIND]: "oidc", label: "Shop" }))).toBe("redirectUris");
  });

  it("leave metadata out where flags have said what it could say", () => {
    const given = { [KIND]: "saml", acsUrl: "http://localhost/acs", audience: "urn:sp" };
    expect(questionKeys(fresh(given))).not.toContain(METADATA);
    expect(questionKeys(fresh({ ...given, audience: undefined }))).not.toContain(METADATA);
    expect(questionKeys(fresh({ [KIND]: "saml", label: "Payroll" }))).toContain(METADATA);
  });

  it.each(every.map((kind) => [kind.id, kind] as const))(
    "of %s and its further settings are all its fields that mean something whatever is answered, in their order",
    (id, kind) => {
      const keys = settingsOf(fresh({ [KIND]: id })).map(({ key }) => key);
      const all = [...kind.fields, ...testFields];
      expect(keys).toEqual(expect.arrayContaining(all.filter(({ when }) => !when).map(({ key }) => key)));
      expect(keys).toEqual(all.map(({ key }) => key).filter((key) => keys.includes(key)));
    },
  );

  it("suggest the last answer, else the metadata's, else the default", () => {
    const fills = { acsUrl: "http://filled/acs", nameIdFormat: "urn:filled" };
    const session = fresh({ [KIND]: "saml", audience: "urn:typed", attributes: undefined }, { fills });
    expect(suggestionFor(session, "audience")).toBe("urn:typed");
    expect(suggestionFor(session, "acsUrl")).toBe("http://filled/acs");
    expect(suggestionFor(session, "nameIdFormat")).toBe("urn:filled");
    expect(suggestionFor(session, "sign")).toBe("both");
    expect(suggestionFor(session, "attributes")).toBeUndefined();
    expect(suggestionFor(session, "label")).toBeUndefined();
  });
});

describe("what the app is", () => {
  const kind = (id: string, fits: Kind["fits"], more: Partial<Kind> = {}): Kind => {
    const base = every.find((each) => each.id === "oidc") as Kind;
    const type = { ...base.fields[0], key: "type", flag: "--type <type>", required: false } as Kind["fields"][number];
    return {
      ...base,
      id,
      term: id,
      fits,
      additions: [],
      fields: [base.fields[0] as Kind["fields"][number], type],
      ...more,
    };
  };
  const scim: Addition = {
    word: "scim",
    term: "SCIM provisioning",
    fits: [{ nature: "server", why: "for people" }],
    values: { type: "scim" },
    question: "Sign-on",
    notElsewhere: "not elsewhere",
  };
  const three = [
    kind("alpha", [
      { nature: "server", why: "usual", values: { type: "web" } },
      { nature: "browser", why: "only", values: { type: "browser" } },
    ]),
    kind("beta", [{ nature: "server", why: "old" }], { additions: [scim] }),
    kind("gamma", [{ nature: "link", why: "a link" }], { additions: [scim] }),
  ];
  const start = (answers: FieldValues = {}) => begin(three, [], { answers });
  const named = (session: Session) => methodsOf(session).map(({ word, about }) => [word, about]);

  it("decides which ways to sign in are offered, each with why it would be chosen", () => {
    expect(named(play(start(), answer("server")))).toEqual([
      ["alpha", "usual"],
      ["beta", "old"],
      ["scim", "for people"],
    ]);
    expect(named(play(start(), answer("link")))).toEqual([["gamma", "a link"]]);
  });

  it("settles the kind where only one suits, asks the name next, and going back leads past it", () => {
    const session = play(start(), answer("browser"));
    expect(session.answers[KIND]).toBe("alpha");
    expect(at(session)).toBe("label");
    expect(at(play(session, back()))).toBe(NATURE);
  });

  it("says a value of the kind, until somebody says another one", () => {
    const web = play(start(), answer("server"), answer("alpha"), answer("Shop"));
    expect(at(web)).toBe("review");
    expect(valuesOf(web).values).toEqual({ label: "Shop", type: "web" });
    const native = play(web, { type: "change", key: "type" }, answer("native"));
    expect(valuesOf(native).values.type).toBe("native");
    const browser = play(native, { type: "change", key: NATURE }, answer("browser"));
    expect(at(browser)).toBe("review");
    expect(valuesOf(browser).values).toEqual({ label: "Shop", type: "browser" });
  });

  it("leaves a value that a flag has said as it was said", () => {
    const session = play(start({ type: "native" }), answer("server"), answer("alpha"), answer("Shop"));
    expect(valuesOf(session).values.type).toBe("native");
  });

  it("that is changed to one the kind does not suit asks for the kind again, and keeps the name", () => {
    const shop = play(start(), answer("browser"), answer("Shop"), { type: "change", key: NATURE }, answer("link"));
    expect(at(shop)).toBe("review");
    expect(shop.answers[KIND]).toBe("gamma");
    const server = play(shop, { type: "change", key: NATURE }, answer("server"));
    expect(at(server)).toBe(KIND);
    expect(valuesOf(play(server, answer("beta"))).values).toEqual({ label: "Shop" });
  });

  it("that is provisioned asks which sign-on carries that, of those that can, and says so in the values", () => {
    const session = play(start(), answer("server"), answer("scim"));
    expect(at(session)).toBe(CARRIER);
    const done = play(session, answer("gamma"), answer("Shop"));
    expect(kindOfSession(done)?.id).toBe("gamma");
    expect(valuesOf(done).values).toEqual({ label: "Shop", type: "scim" });
    expect(kindOfSession(play(session, answer("alpha")))).toBeUndefined();
    const changed = play(done, { type: "change", key: KIND }, answer("beta"));
    expect(questionKeys(changed)).not.toContain(CARRIER);
    expect(valuesOf(changed).values).toEqual({ label: "Shop" });
  });
});

describe("going back", () => {
  it("leads to the question before, and loses neither the answer there nor the text here", () => {
    const session = play(fresh(), answer("server"), answer("oidc"), answer("Shop"), back("http://loc"));
    expect(at(session)).toBe("label");
    expect(suggestionFor(session, "label")).toBe("Shop");

    const forward = play(session, answer("Shop"));
    expect(at(forward)).toBe("redirectUris");
    expect(forward.typed.redirectUris).toBe("http://loc");
    expect(play(forward, answer(["http://localhost/cb"])).typed.redirectUris).toBeUndefined();
  });

  it("from the first question leads nowhere", () => {
    const session = fresh();
    expect(play(session, back(), back())).toEqual(session);
  });

  it("from the review leads to the last question, and from there on", () => {
    const review = toReview(fresh(SAML), () => undefined);
    expect(at(play(review, back()))).toBe("groupAttributes");
    expect(at(play(review, back(), back()))).toBe("attributes");
    expect(at(play(review, back(), back(), answer(undefined)))).toBe("review");
  });

  it("from a change of the review leads to the review, and changes nothing", () => {
    const review = toReview(fresh(SAML), () => undefined);
    const after = play(review, { type: "change", key: "label" }, back("half a na"));
    expect(after).toEqual(review);
  });

  it("from a further setting leads to their list", () => {
    const review = toReview(fresh(SAML), () => undefined);
    const list = play(review, { type: "more" }, { type: "change", key: "sign" }, back());
    expect(at(list)).toBe("more");
    expect(at(play(list, back()))).toBe("review");
  });
});

describe("another kind", () => {
  it("keeps the answers of the former one aside: not sent, and there when the person returns", () => {
    const review = toReview(fresh(SAML), () => undefined);
    const changed = play(review, { type: "change", key: KIND }, answer("oidc"));
    expect(at(changed)).toBe("redirectUris"); // the name is known
    const shop = toReview(changed, (key) => (key === "redirectUris" ? ["http://localhost/cb"] : undefined));
    expect(valuesOf(shop).values).toEqual({ label: "Payroll", redirectUris: ["http://localhost/cb"] });

    const returned = play(shop, { type: "change", key: KIND }, answer("saml"));
    expect(at(returned)).toBe("review");
    expect(valuesOf(returned).values).toEqual({ label: "Payroll", acsUrl: "http://localhost/acs", audience: "urn:sp" });
  });
});

describe("a setting that means nothing beside another answer", () => {
  it("is neither offered nor sent, and comes back with it", () => {
    const base = { [KIND]: "oidc", label: "Shop", redirectUris: ["http://localhost/cb"], pkce: false };
    const review = toReview(fresh({ ...base, authMethod: "none" }), () => undefined);
    expect(settingsOf(review).map(({ key }) => key)).not.toContain("pkce");
    expect(valuesOf(review).values).not.toHaveProperty("pkce");
    expect(problemOf(review)).toBeUndefined();

    const secret = play(review, { type: "change", key: "authMethod" }, answer("client_secret_post"));
    expect(valuesOf(secret).values.pkce).toBe(false);
  });
});

describe("a running app", () => {
  const seen = { label: "Shop", redirectUris: ["http://a/cb"], pkce: true, startUrls: ["http://a/login"] };

  it("is offered answer by answer, and fills what is not asked", () => {
    const session = fresh({ [KIND]: "oidc" }, { seen });
    expect(at(session)).toBe("label");
    expect(suggestionFor(session, "label")).toBe("Shop");
    const review = toReview(play(session, answer("Books")), (key) => suggestionFor(session, key));
    expect(valuesOf(review)).toMatchObject({
      values: { label: "Books", redirectUris: ["http://a/cb"], pkce: true },
      tests: { startUrls: ["http://a/login"] },
    });
  });

  it("loses to answers, also to empty ones, and to metadata", () => {
    const session = fresh({ [KIND]: "oidc", label: "Mine", startUrls: undefined }, { seen });
    expect(suggestionFor(session, "label")).toBe("Mine");
    expect(valuesOf(session).tests).toEqual({});
    const saml = fresh({ [KIND]: "saml" }, { seen: { acsUrl: "http://a/acs" }, fills: { acsUrl: "http://b/acs" } });
    expect(suggestionFor(saml, "acsUrl")).toBe("http://b/acs");
  });

  it("spares the question for metadata where it told all that metadata would", () => {
    const told = { acsUrl: "http://a/acs", audience: "urn:a" };
    expect(questionKeys(fresh({ [KIND]: "saml" }, { seen: told }))).not.toContain(METADATA);
    expect(questionKeys(fresh({ [KIND]: "saml" }, { seen: { acsUrl: "http://a/acs" } }))).toContain(METADATA);
  });
});

describe("metadata", () => {
  const filled = { acsUrl: "http://a/acs", audience: "urn:a", otherAcsUrls: [{ url: "http://a/2", index: 2 }] };

  it("fills what was not asked, and what was asked only once it is confirmed or changed", () => {
    const session = play(fresh(), answer("server"), answer("saml"), answer("sp.xml", filled), answer("Payroll"));
    expect(at(session)).toBe("acsUrl");
    const done = toReview(play(session, answer("http://mine/acs")), (key) => suggestionFor(session, key));
    expect(valuesOf(done).values).toMatchObject({ ...filled, acsUrl: "http://mine/acs" });
  });

  it("that is changed asks again for what was only confirmed, and keeps what was typed", () => {
    const session = play(fresh(), answer("server"), answer("saml"), answer("a.xml", filled), answer("Payroll"));
    const review = toReview(play(session, answer("http://mine/acs"), answer("urn:a")), () => undefined);
    const other = { ...filled, acsUrl: "http://b/acs", audience: "urn:b" };
    const changed = play(review, { type: "change", key: METADATA }, answer("b.xml", other));
    expect(at(changed)).toBe("audience");
    expect(suggestionFor(changed, "audience")).toBe("urn:b");
    expect(suggestionFor(changed, "acsUrl")).toBe("http://mine/acs");
  });

  it("that is taken away leaves the answers that were confirmed", () => {
    const session = play(fresh(), answer("server"), answer("saml"), answer("a.xml", filled), answer("Payroll"));
    const review = toReview(play(session, answer("http://a/acs"), answer("urn:a")), () => undefined);
    const without = play(review, { type: "change", key: METADATA }, answer(undefined, {}));
    expect(valuesOf(without).values).toEqual({ label: "Payroll", acsUrl: "http://a/acs", audience: "urn:a" });
  });

  it("does not fill again what the person has emptied", () => {
    const session = play(
      fresh(),
      answer("server"),
      answer("saml"),
      answer("a.xml", { ...filled, nameIdFormat: "urn:x" }),
    );
    const review = toReview(session, (key) => (key === "nameIdFormat" ? undefined : suggestionFor(session, key)));
    expect(valuesOf(review).values).not.toHaveProperty("nameIdFormat");
  });
});

describe("the end", () => {
  it("is not reached with answers that cannot be together", () => {
    const review = toReview(fresh({ ...SAML, acsUrl: undefined }), () => undefined);
    expect(problemOf(review)?.code).toBe("FIELD_INVALID");
    expect(at(play(review, { type: "create" }))).toBe("review");
    const mended = play(review, { type: "change", key: "acsUrl" }, answer("http://localhost/acs"), { type: "create" });
    expect(mended.place).toEqual({ at: "end", as: "create" });
  });

  it("can be reached from everywhere by leaving, and from there nothing happens any more", () => {
    for (const session of [fresh(), fresh(SAML), toReview(fresh(SAML), () => undefined)]) {
      const left = play(session, { type: "leave" });
      expect(left.place).toEqual({ at: "end", as: "draft" });
      expect(play(left, answer("x"), back(), { type: "create" })).toBe(left);
    }
  });
});

describe("an event that means nothing at its place", () => {
  const review = toReview(fresh(SAML), () => undefined);
  it.each<[string, Session, Event]>([
    ["an answer in the review", review, answer("x")],
    ["a change of a setting that the kind has not", review, { type: "change", key: "redirectUris" }],
    ["a change of nothing", review, { type: "change", key: "nonsense" }],
    ["a change at a question", fresh(), { type: "change", key: "label" }],
    ["creating at a question", fresh(), { type: "create" }],
  ])("%s changes nothing", (_, session, event) => {
    expect(step(session, event)).toBe(session);
  });
});

describe("any way through", () => {
  const label = fc.string({ unit: fc.constantFrom(..."abc äß日"), minLength: 1, maxLength: 8 });
  const said = fc
    .record({
      oidc: oidcValues,
      saml: samlValues,
      label,
      nature: fc.constantFrom(...new Set(every.flatMap(({ fits }) => fits.map((fit) => fit.nature)))),
      id: fc.constantFrom("oidc", "saml"),
      status: fc.constant(200),
    })
    .map(({ oidc, saml, label, nature, id, status }) => ({
      ...{ ...oidc, ...saml, label, expectStatus: status },
      ...{ [NATURE]: nature, [KIND]: id },
    }));
  const act = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant("answer" as const), said }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant("back" as const), typed: fc.option(fc.string(), { nil: undefined }) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("change" as const), which: fc.nat(40) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("more" as const) }) },
  );

  it("ends in a review with exactly the answers last given for the kind last chosen", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), said, (acts, rest) => {
        const last = new Map<string, unknown>();
        let session = fresh();
        const give = (source: FieldValues) => {
          if (session.place.at !== "question") return;
          const { key } = session.place;
          last.set(key, source[key]);
          session = step(session, answer(source[key]));
          if (key !== NATURE) return;
          // What the app is may settle the kind and values, or take back what does not suit it.
          for (const settled of last.keys()) if (!(settled in session.answers)) last.delete(settled);
          if (KIND in session.answers) last.set(KIND, session.answers[KIND]);
        };
        for (const each of acts) {
          const before = session;
          if (each.do === "answer") give(each.said);
          else if (each.do === "back") session = step(session, back(each.typed));
          else if (each.do === "more") session = step(session, { type: "more" });
          else {
            const keys = [NATURE, KIND, ...settingsOf(session).map(({ key }) => key)];
            session = step(session, { type: "change", key: keys[each.which % keys.length] as string });
          }
          if (each.do !== "answer") expect(session.answers).toBe(before.answers); // nothing but an answer answers
        }
        for (let left = 30; at(session) !== "review" && left > 0; left--) {
          if (session.place.at === "question") give(rest);
          else session = step(session, back());
        }
        expect(at(session)).toBe("review");

        const kind = every.find(({ id }) => id === last.get(KIND));
        const meant = settingsOf(session).map(({ key }) => key);
        const implied = methodsOf(session).find(({ word }) => word === last.get(KIND))?.values ?? {};
        const meantBy = (key: string) => (last.has(key) ? last.get(key) : implied[key]);
        const expected = (fields: readonly { key: string }[]) =>
          Object.fromEntries(
            fields
              .filter(({ key }) => meant.includes(key) && meantBy(key) !== undefined)
              .map(({ key }) => [key, meantBy(key)]),
          );
        expect(valuesOf(session)).toEqual({ values: expected(kind?.fields ?? []), tests: expected(testFields) });
      }),
      { numRuns: 300 },
    );
  });
});
