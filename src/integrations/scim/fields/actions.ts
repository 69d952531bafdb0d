/** What the app's SCIM service can do. */
import { z } from "zod";
import { defineField, type FieldValues } from "../../field.js";
import { SCIM_ACTIONS, type ScimAction } from "../actions.js";
import { NOT_ON_OIDC, SECTION, WITH_SCIM } from "../words.js";
import { isScim } from "./provisioning.js";

const WORDS = SCIM_ACTIONS.map(({ word }) => word);

export const scimActions = defineField<ScimAction[]>({
  key: "scimActions",
  path: "settings.provisioning.scim.actions",
  term: "Supported provisioning actions",
  flag: "--scim-action <action>",
  section: SECTION,
  help: `what the service can do: ${WORDS.join(", ")}`,
  repeatable: true,
  ask: true,
  choices: SCIM_ACTIONS.map(({ word, term }) => ({ value: word, label: term })),
  schema: z
    .array(z.enum(WORDS, `it must be one of ${WORDS.join(", ")}`))
    .refine((words) => new Set(words).size === words.length, "an action is there twice"),
  default: () => [],
  toText: (words) => words.join(", "),
  when: isScim,
  meansOnlyWith: WITH_SCIM,
  notElsewhere: NOT_ON_OIDC,
});

/** Whether SCIM is chosen and the service can do one of these. */
export const can =
  (...words: ScimAction[]) =>
  (values: FieldValues): boolean =>
    isScim(values) && words.some((word) => ((values.scimActions as string[] | undefined) ?? []).includes(word));
