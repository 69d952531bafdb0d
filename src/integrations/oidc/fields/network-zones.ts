/** From which networks the app may call the IdP. */
import { z } from "zod";
import { atPath, defineField, setPath } from "../../field.js";

const PATH = "settings.oauthClient.network";

export const networkZones = defineField<string[]>({
  key: "networkZones",
  path: PATH,
  term: "Network zones",
  flag: "--network-zone <id>",
  section: "Client and grants",
  help: "zones that the app may call from, or ALL_IP_ZONES; from anywhere without it",
  example: "ALL_IP_ZONES",
  repeatable: true,
  schema: z
    .array(z.string().regex(/^\w{1,40}$/, "it must be the id of a zone: letters and digits"))
    .min(1, "leave the flag out: the app may then call from anywhere"),
  read: (document) =>
    atPath(document, `${PATH}.connection`) === "ZONE" ? (atPath(document, `${PATH}.include`) as string[]) : undefined,
  write: (document, zones) =>
    setPath(document, PATH, zones ? { connection: "ZONE", include: zones } : { connection: "ANYWHERE" }),
  notHonoured: () => "the IdP answers the app from anywhere",
});
