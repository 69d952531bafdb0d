/** Further ACS URLs that a request may name; every other one is ignored. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const endpoint = z.object({
  url: webUrl("http://localhost:3000/saml/acs2"),
  index: z.number().int().max(65_535, "an index is a number from 0 to 65535"),
});

export const otherAcsUrls = defineField<z.infer<typeof endpoint>[]>({
  key: "otherAcsUrls",
  path: "settings.signOn.acsEndpoints",
  term: "Other requestable SSO URLs",
  flag: "--other-acs-url <index=url>",
  help: "another ACS URL that the SP's request may name, as 1=https://…",
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
  fromSpMetadata: (sp) => {
    // The default ACS is listed too where it has an index: a request may name it by that.
    return sp.acs
      .filter(({ isDefault, index }) => !isDefault || (index ?? 0) > 0)
      .map(({ url, index }, place) => ({ url, index: index ?? place + 1 }));
  },
});
