/** The tour's apps: what is created, which sample plays the app, and what the test must say of it. */

export interface DemoStep {
  title: string;
  /** Name of the app and slug of the integration. */
  name: string;
  slug: string;
  /** Folder under templates/samples. */
  sample: string;
  /** The kind of integration. */
  kind: string;
  /** The verdict that the tour expects, and the cause where it is a failure. */
  expects: { verdict: "passed" } | { verdict: "failed"; rule: string };
}

export const steps: readonly DemoStep[] = [
  {
    title: "Shop: an OpenID Connect app on openid-client",
    name: "Shop",
    slug: "shop",
    sample: "oidc",
    kind: "oidc",
    expects: { verdict: "passed" },
  },
  {
    title: "Payroll: a SAML 2.0 app on node-saml",
    name: "Payroll",
    slug: "payroll",
    sample: "saml",
    kind: "saml",
    expects: { verdict: "passed" },
  },
  {
    title: "Travel: the same app with one common mistake",
    name: "Travel",
    slug: "travel",
    sample: "saml-lost-state",
    kind: "saml",
    expects: { verdict: "failed", rule: "state-cookie-lost" },
  },
];
