/** What the implicit grant answers with: the platform's two boxes below it. Kept as the app's response types. */
import { z } from "zod";
import { atPath, defineField, setPath } from "../../field.js";
import { saw } from "../../seen-app.js";
import { hasGrant } from "./grant-types.js";

const PATH = "settings.oauthClient.response_types";
const BOXES = ["id_token", "token"] as const;
type Box = (typeof BOXES)[number];

export const implicit = defineField<Box[]>({
  key: "implicit",
  path: PATH,
  term: "Implicit (hybrid)",
  flag: "--implicit <token>",
  section: "Client and grants",
  help: "what the implicit grant may answer with: id_token, token",
  example: "id_token",
  spec: "openid-connect-core-1.0 §3.2, §3.3",
  repeatable: true,
  schema: z
    .array(z.enum(BOXES, "it must be id_token or token"))
    .min(1, "take the grant away instead: --grant-type authorization_code")
    .refine((boxes) => new Set(boxes).size === boxes.length, "one of them is there twice"),
  when: (values) => hasGrant(values, "implicit"),
  meansOnlyWith: "it goes with --grant-type implicit",
  default: (values) => (hasGrant(values, "implicit") ? [...BOXES] : undefined),
  fromApp({ authorizeRequest: asked }) {
    const words = (asked?.responseType ?? "").split(" ");
    const boxes = BOXES.filter((box) => words.includes(box));
    return saw(boxes.length > 0 ? boxes : undefined, "response_type of the authorize request");
  },
  read(document) {
    const boxes = BOXES.filter((box) => (atPath(document, PATH) as string[] | undefined)?.includes(box));
    const grants = atPath(document, "settings.oauthClient.grant_types") as string[] | undefined;
    return grants?.includes("implicit") && boxes.length > 0 ? boxes : undefined;
  },
  // In the platform's order, whatever the order of the boxes. Client credentials are answered with a token as well.
  write(document, boxes = [], values) {
    const others = hasGrant(values, "implicit")
      ? BOXES.filter((box) => boxes.includes(box))
      : hasGrant(values, "client_credentials")
        ? ["token"]
        : [];
    setPath(document, PATH, [...(hasGrant(values, "authorization_code") ? ["code"] : []), ...others]);
  },
  notHonoured: (boxes) =>
    boxes.includes("id_token")
      ? undefined
      : "the IdP gives an access token only beside a code or an ID token: response_type=token is refused",
});
