/** Whether the IdP's signing keys of the app's tokens change by themselves. */
import { z } from "zod";
import { atPath, defineField, setPath } from "../../field.js";

const PATH = "credentials.oauthClient.autoKeyRotation";

export const autoKeyRotation = defineField<boolean>({
  key: "autoKeyRotation",
  path: PATH,
  term: "Signing credential rotation",
  flag: "--auto-key-rotation",
  section: "Tokens",
  help: "the keys that sign the app's tokens may change; without it the app is pinned to a key of its own",
  switch: true,
  schema: z.boolean(),
  read: (document) => (atPath(document, PATH) === false ? false : undefined),
  write: (document, value) => setPath(document, PATH, value ?? true),
  notHonoured: (value) => (value ? undefined : "the app's tokens are signed with the org's key all the same"),
});
