/** An app made through the CLI, and the smoke test of it: create → assign → test-sso. */
import type { CheckResult, Report } from "../../../src/smoke/report.js";
import type { FreshOrg, Result, RunOptions } from "../built-cli.js";

export interface CreatedApp {
  id: string;
  slug: string;
  /** The integration's values, named as the sample apps read them. */
  env: Record<string, string>;
  /** Runs `test-sso --json` on it. */
  test(more?: readonly string[], options?: RunOptions): Promise<TestResult>;
}

export interface TestResult extends Result {
  report: Report;
  /** The result of one check. @throws Error when the report has none of that id */
  check(id: string): CheckResult;
  /** id → verdict */
  verdicts: Record<string, string>;
}

/**
 * @param words of `appint create`, with the kind first
 * @param assign the logins that are assigned to it
 */
export async function createApp(
  org: FreshOrg,
  words: readonly string[],
  { assign = ["ada@example.com"] }: { assign?: readonly string[] } = {},
): Promise<CreatedApp> {
  const made = (await org.done(["create", ...words, "--json"])).json<{
    id: string;
    slug: string;
    credentials: { clientId?: string; clientSecret?: string };
    signOn: { metadataUrl: string };
  }>();
  for (const login of assign) await org.done(["assign", made.slug, "--user", login]);
  const { clientId = "", clientSecret = "" } = made.credentials;
  return {
    id: made.id,
    slug: made.slug,
    env:
      words[0] === "oidc"
        ? { OIDC_ISSUER: org.origin, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }
        : { SAML_METADATA_URL: made.signOn.metadataUrl },
    test: async (more = [], options) => reported(await org.appint(["test-sso", made.slug, ...more, "--json"], options)),
  };
}

/** The report in a run's output; fails with what was written where there is none. */
export function reported(result: Result): TestResult {
  const report = result.json<Report>();
  return {
    ...result,
    report,
    verdicts: Object.fromEntries(report.checks.map(({ id, verdict }) => [id, verdict])),
    check(id) {
      const check = report.checks.find((each) => each.id === id);
      if (!check) throw new Error(`the report has no check ${id}`);
      return check;
    },
  };
}

/** What the checks of a healthy app say; `more` wins over it. */
export const allPassed = (more: Record<string, string> = {}): Record<string, string> => ({
  "app-reachable": "passed",
  "user-assigned": "passed",
  "idp-initiated": "passed",
  "sp-initiated": "passed",
  "deep-link-kept": "passed",
  "signed-in-user": "passed",
  "password-form": "passed",
  "unassigned-refused": "passed",
  ...more,
});

/** Flags of `create oidc` for the OIDC sample at this address. */
export const oidcSample = (url: string, name = "Shop"): string[] => [
  ...["oidc", "--name", name, "--redirect-uri", `${url}/callback`, "--initiate-login-uri", `${url}/initiate`],
];

/** Flags of `create saml` for the SAML sample at this address. */
export const samlSample = (url: string, name = "Payroll"): string[] => [
  ...["saml", "--name", name, "--acs-url", `${url}/saml/acs`, "--audience", `${url}/saml/metadata`],
  ...["--attribute", "email=user.email"],
];

/** Flags of `test-sso` for both samples: the deep link and the page that shows who is signed in. */
export const samplePages = (url: string): string[] => [
  ...["--start-url", `${url}/reports?q=1`, "--user-url", `${url}/me`],
];
