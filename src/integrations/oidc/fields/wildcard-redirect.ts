/** Whether a `*` in a sign-in redirect URI stands for a part of the lowest label of its host. */
import { z } from "zod";
import { atPath, defineField, setPath } from "../../field.js";

const PATH = "settings.oauthClient.wildcard_redirect";

export const wildcardRedirect = defineField<boolean>({
  key: "wildcardRedirect",
  path: PATH,
  term: "Allow wildcard * in sign-in URI redirect",
  flag: "--wildcard-redirect",
  section: "Sign-in and sign-out",
  help: "let one * stand for part of a host's lowest label, as https://pr-*.example.com/callback",
  switch: true,
  schema: z.boolean(),
  read: (document) => (atPath(document, PATH) === "SUBDOMAIN" ? true : undefined),
  write: (document, value) => setPath(document, PATH, value ? "SUBDOMAIN" : "DISABLED"),
});
