/** Whether the SP deflates what it posts. */
import { z } from "zod";
import { defineField } from "../../field.js";

export const compressedRequests = defineField<boolean>({
  key: "compressedRequests",
  path: "settings.signOn.requestCompressed",
  term: "Compressed requests",
  flag: "--compressed-requests",
  section: "Advanced",
  help: "say that the SP compresses the requests that it posts",
  spec: "saml-bindings-2.0 §3.5.4",
  switch: true,
  schema: z.boolean(),
  default: () => false,
  notHonoured: (on) => (on ? "requests are taken by post compressed or not, whatever it says" : undefined),
});
