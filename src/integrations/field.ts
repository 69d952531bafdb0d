/**
 * A field of an integration is a value: prompt, flag, `--help`, validation, JSON Schema and `apps edit` are walks over it.
 * A condition belongs to the field, never to the order of prompts.
 */
import type { z } from "zod";
import type { SpMetadata } from "../protocols/saml/metadata.js";
import type { AppDocument } from "../store/apps.js";
import type { Seen, SeenApp } from "./seen-app.js";

/** What was answered so far, by field key. */
export type FieldValues = Record<string, unknown>;

export interface Field<T = unknown> {
  /** Name of the value in code: `acsUrl`. */
  key: string;
  /**
   * Where the platform's app object keeps it: `settings.signOn.ssoAcsUrl`. Beside the object lie `label`, `tests.…`, and
   * `secrets.<key>`, which is sealed.
   */
  path: string;
  /** The value that an app object holds, where that is not just the member at `path`. */
  read?(document: AppDocument): T | undefined;
  /** Writes the value into an app object, where that is not just the member at `path`; `undefined` takes it away. */
  write?(document: AppDocument, value: T | undefined, values: FieldValues): void;
  /** The platform's term, as the wizard asks it. */
  term: string;
  /** As commander writes it: `--acs-url <url>`. */
  flag: string;
  help: string;
  /** The heading under which further settings and flags stand together. */
  section?: string;
  /** A value as it is typed, for the wizard's help. */
  example?: string;
  /** Clause that defines it. */
  spec?: string;
  /** A list: the flag may be repeated, the prompt takes commas. */
  repeatable?: boolean;
  /** A switch: the flag has a `--no-…` twin. */
  switch?: boolean;
  /** Validates and normalizes one text (or one text of the list) and the whole value. */
  schema: z.ZodType<T>;
  /** From one text of the command line to one value. Default: the text itself. */
  fromText?: (text: string) => unknown;
  /** How the present value is shown and typed again; a list is given one value at a time. Default: String. */
  toText?(value: T): string;
  /** How the value is told where it is not typed again: a certificate's name instead of its base64. Default: as typed. */
  shown?(value: T): string;
  /** What is typed may be the name of a file that holds the value's text. */
  fromFile?: boolean;
  /** What a person may choose from. */
  choices?: readonly { value: string; label: string }[];
  /** Used when nothing was given. */
  default?(values: FieldValues): T | undefined;
  /** Whether the integration cannot do without it. */
  required?: boolean;
  /** Chosen at creation, for good: `apps edit` refuses another value. */
  fixed?: boolean;
  /** Whether the wizard asks for it at all; a required field is always asked, the rest is under "More settings". */
  ask?: boolean;
  /** Whether it means anything beside these values; what does not is neither asked nor sent. Default: always. */
  when?(values: FieldValues): boolean;
  /** What `when` asks for, as the end of a sentence: "it goes with --encrypt-assertion". */
  meansOnlyWith?: string;
  /** Why kinds that have no such field cannot have it, where there is more to say than that. */
  notElsewhere?: string;
  /** What the IdP does not do of this value, as a sentence without a full stop; undefined where it does all of it. */
  notHonoured?(value: T): string | undefined;
  /** Never shown as it is typed, never in a draft, an answers file or a review; kept sealed at `secrets.<key>`. */
  secret?: boolean;
  /** What the SP's metadata says of it. */
  fromSpMetadata?(sp: SpMetadata): T | undefined;
  /** What a running app shows of it, before what its metadata says. */
  fromApp?(app: SeenApp): Seen<T> | undefined;
}

export const defineField = <T>(field: Field<T>): Field<T> => field;

/** Reads `a.b.c` of an object; undefined where any part is missing. */
export function atPath(object: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}

/** Writes `a.b.c` into an object, making the parts that are missing. */
export function setPath(object: object, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop() as string;
  let place = object as Record<string, unknown>;
  for (const key of keys) {
    place[key] ??= {};
    place = place[key] as Record<string, unknown>;
  }
  place[last] = value;
}
