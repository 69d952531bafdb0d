/** Further ACS URLs that a request may name; every other one is ignored. */
import { z } from "zod";
import type { SpMetadata } from "../../../protocols/saml/metadata.js";
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const endpoint = z.object({
  url: webUrl("http://localhost:3000/saml/acs2"),
  index: z.number().int().max(65_535, "an index is a number from 0 to 65535"),
});

/** The lowest index that neither the list nor the metadata uses. */
function freeIndex(listed: readonly { index: number }[], { acs }: SpMetadata): number {
  const used = new Set([...listed, ...acs].map(({ index }) => index));
  let free = 1;
  while (used.has(free)) free++;
  return free;
}

export const otherAcsUrls = defineField<z.infer<typeof endpoint>[]>({
  key: "otherAcsUrls",
  path: "settings.signOn.acsEndpoints",
  term: "Other requestable SSO URLs",
  flag: "--other-acs-url <index=url>",
  section: "Sign-on",
  help: "another ACS URL that the SP's request may name, as 1=https://…",
  example: "1=http://localhost:3000/saml/acs2",
  spec: "saml-core-2.0 §3.4.1",
  repeatable: true,
  schema: z
    .array(endpoint)
    .max(100, "there are more than 100")
    .superRefine((endpoints, context) => {
      const indexes = endpoints.map(({ index }) => index);
      const twice = indexes.find((index, place) => indexes.indexOf(index) !== place);
      if (twice !== undefined) context.addIssue({ code: "custom", message: `the index ${twice} is there twice` });
    }),
  fromText: (text) => {
    const [, index, url] = /^(\d{1,5})=(.*)$/s.exec(text.trim()) ?? [];
    return index === undefined ? { url: text.trim(), index: 1 } : { url, index: Number(index) };
  },
  toText: (endpoints) => endpoints.map(({ url, index }) => `${index}=${url}`).join(", "),
  default: () => [],
  when: ({ signedRequests }) => signedRequests !== true,
  meansOnlyWith: "a signed request brings its ACS URL along, so that it goes without --signed-requests",
  fromSpMetadata: (sp) => {
    const listed: z.infer<typeof endpoint>[] = [];
    // The default ACS is listed too where it has an index: a request may name it by that.
    for (const { url, index, isDefault } of sp.acs) {
      if (!isDefault || (index ?? 0) > 0) listed.push({ url, index: index ?? freeIndex(listed, sp) });
    }
    return listed;
  },
});
