/** Problems of choosing what is created. */
import { Problem } from "../../problem.js";

export const unknownKind = (typed: string, ids: readonly string[], nearest: readonly string[]) =>
  new Problem(
    "UNKNOWN_KIND",
    2,
    `There is no kind "${typed}"`,
    nearest[0] ? `did you mean ${nearest[0]}? The kinds are ${ids.join(", ")}` : `the kinds are ${ids.join(", ")}`,
    `appint create ${nearest[0] ?? ids[0]}`,
  );

/** @param kind the word for what it speaks; undefined where there is no kind of it @param able the kinds that can be looked for */
export const appSpeaksOther = (url: string, evidence: string, kind: string | undefined, able: readonly string[]) =>
  new Problem(
    "APP_SPEAKS_OTHER",
    4,
    `The app at ${url} asks in another way`,
    evidence,
    kind === undefined
      ? `leave --from-url out; it finds ${able.join(" and ")}`
      : `appint create ${kind} --from-url ${url}`,
  );

/** Something that is added to an app was named in place of a kind, and nothing says of which kind the app is. */
export const carrierMissing = (
  { term, notElsewhere }: { term: string; notElsewhere: string },
  carriers: readonly { id: string; term: string }[],
  flags: string,
) =>
  new Problem(
    "CARRIER_MISSING",
    2,
    `Missing: the kind of app that gets ${term}`,
    `${notElsewhere}; it goes with ${carriers.map((kind) => kind.term).join(" and ")}`,
    `appint create ${carriers[0]?.id} ${flags}`,
  );

/** @param word for the kind, which says the value of the flag */
export const wordContradicted = (word: string, flag: string) =>
  new Problem(
    "WORD_CONTRADICTED",
    2,
    `"${word}" and ${flag} contradict each other`,
    `"${word}" says what ${flag} is`,
    `leave ${flag} out, or name the kind by another word`,
  );
