/** What a kind of integration is. Each folder `integrations/<kind>/` exports one from its index.ts. */
import type { App, AppDocument } from "../store/apps.js";
import type { Org } from "../store/orgs.js";
import type { Fit } from "./app-nature.js";
import type { Field, FieldValues } from "./field.js";

/** A label and a value that the other side needs, ready to paste. */
export interface SetupValue {
  label: string;
  value: string;
}

/** One thing that the other side needs of an app: how it is called, and how it is made of the app. */
export interface SetupDefinition {
  label: string;
  /** Name of the environment variable that carries it: in `--env`, and to the app that `test-sso --exec` starts. */
  env?: string;
  /** A secret: it has a value only at creation, or when it is asked for. */
  secret?: boolean;
  /** Whether apps like this one have it at all. Default: yes. */
  appliesTo?(app: App): boolean;
  /** Several values make several lines; the first of them goes into the environment. */
  of(input: SetupInput): string | readonly string[] | undefined;
}

/** What of an org and its app the summaries need besides the two rows. */
export interface SetupInput {
  app: App;
  org: Org;
  /** In clear, only at creation or when revealed. */
  clientSecret?: string;
  /** The private half of a key that was just made for the app, as a JWK: it is kept nowhere. */
  privateKey?: string;
  /** Of the keys that sign now. */
  certificates: { pem: string; fingerprint: string; notAfter: Date }[];
}

/** Another word for a kind, as the platform or people write it: `create spa`. */
export interface Alias {
  /** In small letters. */
  word: string;
  /** What the word says of the values, by field key. */
  values?: FieldValues;
}

/** What is offered like a kind and is none: it is added to an app of a kind that carries it. */
export interface Addition {
  /** The word that stands for it where a kind is typed, in small letters. */
  word: string;
  term: string;
  fits: readonly Fit[];
  /** The values with which a carrier has it, by field key. */
  values: FieldValues;
  /** What the wizard asks to find the carrier. */
  question: string;
  /** Why other kinds cannot carry it, as a sentence without a full stop. */
  notElsewhere: string;
}

export interface Kind {
  /** The word of `appint create <id>`; the folder's name. */
  id: string;
  /** Where it stands among the kinds that are offered: a number, the least first. */
  place: number;
  signOnMode: string;
  /** The platform's name: "SAML 2.0". */
  term: string;
  /** What the wizard says about it. */
  description: string;
  /** The apps that it suits, by what they are. */
  fits: readonly Fit[];
  /** Other words for it. */
  aliases?: readonly Alias[];
  /** What can be added to apps of the kind. */
  additions?: readonly Addition[];
  /** In the order in which they are asked. */
  fields: readonly Field[];
  /** The platform's app object before anything was chosen. */
  newDocument(): AppDocument;
  /** Writes what follows from several fields together, after each of them has written its own. */
  settle?(document: AppDocument, values: FieldValues): void;
  /** Tells the kind from another one with the same sign-on mode. Default: there is no other. */
  matches?(document: AppDocument): boolean;
  /**
   * Everything that cannot be right about a set of values.
   *
   * @param given those of them that the person has just said; all, when omitted
   * @throws Problem
   */
  check(values: FieldValues, given?: FieldValues): void;
  /** Whether apps of this kind get a client secret, given their document. */
  keepsSecret(document: AppDocument): boolean;
  /** Whether an app of this kind has a signing key with a certificate of its own. */
  signsAssertions: boolean;
  /** What the IdP does not do of the kind at all, as a sentence without a full stop. */
  notHonoured?: string;
  /**
   * Where no message signs people in: why `test-sso` has nothing to test, what to type instead, and the command with
   * which such an app is tried out.
   */
  withoutSso?: { why: string; instead: string | ((app: App) => string); command?: string };
  /** Whether people and groups can be assigned to apps of the kind. Default: yes. */
  assignable?: false;
  /** Who the other side is, for headings: "SP", "app". */
  otherSide: string;
  /** The definition key: fixed (`oidc_client`), or generated from org and label. */
  definitionName?: string;
  /** What the other side needs, in the order in which it is shown. */
  otherSideNeeds: readonly SetupDefinition[];
  /** The `signOn` member of the app's JSON. */
  signOn(input: SetupInput): Record<string, unknown>;
}

export const defineKind = (kind: Kind): Kind => kind;
