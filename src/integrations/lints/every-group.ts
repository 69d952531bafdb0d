/** A filter that lets every group through grows with the directory, until a header, a cookie or the IdP is full. */
import { defineLint, oauthClientOf, signOnOf } from "../lint.js";

export default defineLint({
  level: "note",
  judge({ app }) {
    const why = "every group of a person is told, the ones that are none of the app's business too";
    const claim = oauthClientOf(app).groups_claim as { filter_type?: string; value?: string } | null | undefined;
    const statements = (signOnOf(app).attributeStatements ?? []) as {
      type: string;
      filterType?: string;
      filterValue?: string;
    }[];
    return [
      ...(claim?.filter_type === "REGEX" && isAll(claim.value)
        ? [
            {
              path: "settings.oauthClient.groups_claim",
              seen: String(claim.value),
              why: `${why}; with more than 100 no token is made at all`,
            },
          ]
        : []),
      ...statements
        .filter(({ type, filterType, filterValue }) => type === "GROUP" && filterType === "REGEX" && isAll(filterValue))
        .slice(0, 1)
        .map(({ filterValue }) => ({ path: "settings.signOn.attributeStatements", seen: String(filterValue), why })),
    ];
  },
});

const isAll = (pattern: string | undefined): boolean => pattern !== undefined && /^\^?\.[*+]\$?$/.test(pattern);
