/** Who sets the credentials. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { CREDENTIAL_SCHEMES, type CredentialSchemeId, schemeOf } from "../credential-schemes.js";

const ids = CREDENTIAL_SCHEMES.map(({ id }) => id) as [CredentialSchemeId, ...CredentialSchemeId[]];
const words = CREDENTIAL_SCHEMES.map(({ word }) => word);

export const credentials = defineField<CredentialSchemeId>({
  key: "credentials",
  path: "credentials.scheme",
  term: "Who sets the credentials?",
  flag: "--credentials <scheme>",
  help: `${words.join(", ")}, or the platform's own value`,
  ask: true,
  schema: z.enum(ids, `the scheme is not one of ${words.join(", ")}`),
  fromText: (text) => {
    const typed = text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, "-")
      .replaceAll("administrator", "admin");
    const found = CREDENTIAL_SCHEMES.find(({ id, word }) =>
      [word, id.toLowerCase().replaceAll("_", "-")].includes(typed),
    );
    return found?.id ?? text.trim();
  },
  toText: (id) => schemeOf(id).word,
  choices: CREDENTIAL_SCHEMES.map(({ word, label }) => ({ value: word, label })),
  default: () => "EDIT_USERNAME_AND_PASSWORD",
  notHonoured: (id) =>
    id === "EXTERNAL_PASSWORD_SYNC"
      ? "nobody's password is kept in a form that could be posted, so the tile asks for it each time"
      : undefined,
});
