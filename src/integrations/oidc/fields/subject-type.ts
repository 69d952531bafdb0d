/** Whether `sub` is the same for every app. */
import { atPath, defineField, setPath } from "../../field.js";
import { chosenFrom } from "../chosen.js";

const PATH = "settings.oauthClient.subject_type";

export const subjectType = defineField<"public" | "pairwise">({
  key: "subjectType",
  path: PATH,
  term: "Subject type",
  flag: "--subject-type <type>",
  section: "Tokens",
  help: "public (sub is the same for every app) or pairwise (another one for each)",
  spec: "openid-connect-core-1.0 §8",
  ...chosenFrom<"public" | "pairwise">([
    { value: "public", typed: "public", label: "the same sub for every app" },
    { value: "pairwise", typed: "pairwise", label: "another sub for each app or sector" },
  ]),
  // "public" goes without saying.
  read: (document) => (atPath(document, PATH) === "pairwise" ? "pairwise" : undefined),
  write: (document, type = "public") => setPath(document, PATH, type),
  notHonoured: (type) => (type === "pairwise" ? "the IdP sends the same sub to every app" : undefined),
});
