import { Problem } from "../../problem.js";
import type { Framework } from "./frameworks.js";

export const unknownFramework = (typed: string, fitting: readonly string[], nearest: readonly string[], slug: string) =>
  new Problem(
    "UNKNOWN_FRAMEWORK",
    2,
    `There is no configuration for "${typed}"`,
    fitting.length > 0
      ? `for this app there is ${fitting.join(", ")}`
      : "for this kind of app there is none; appint apps show prints its values",
    fitting.length > 0
      ? `appint apps show ${slug} --for ${nearest[0] ?? fitting[0]}`
      : `appint apps show ${slug} --env`,
  );

export const frameworkOfOtherKind = (
  { name, title, kind, client }: Framework,
  own: { id: string; term: string },
  fitting: readonly string[],
  slug: string,
) => {
  // spring-saml → spring-oidc
  const sibling = fitting.find((each) => each.split("-")[0] === name.split("-")[0]) ?? fitting[0];
  return new Problem(
    "FRAMEWORK_OF_OTHER_KIND",
    2,
    `${title} is not what this app can be`,
    kind !== own.id
      ? `"${name}" speaks ${kind === "saml" ? "SAML" : "OIDC"}; this app is ${own.term}`
      : client === "public"
        ? "it runs in a browser, which keeps no secret; this app has one"
        : "it authenticates with a client secret, and this app does not",
    sibling ? `appint apps show ${slug} --for ${sibling}` : `appint apps show ${slug} --env`,
  );
};

export const forAlone = (other: string) =>
  new Problem(
    "FOR_ALONE",
    2,
    `--for does not go with ${other}`,
    "--for prints a file of the framework's own, in its own language",
    "leave one of them out",
  );
