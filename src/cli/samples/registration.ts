/** How a sample app is registered and tested: the addresses are those that templates/samples/<kind> answers at. */

interface Registration {
  /** Flags of `appint create <kind>`, given the app's address. */
  create(url: string): string[];
}

const registrations: Record<string, Registration> = {
  oidc: {
    create: (url) => ["--redirect-uri", `${url}/callback`, "--initiate-login-uri", `${url}/initiate`],
  },
  saml: {
    create: (url) => [
      ...["--acs-url", `${url}/saml/acs`, "--audience", `${url}/saml/metadata`],
      ...["--attribute", "email=user.email"],
    ],
  },
};

/** Words of `appint` that create the integration of a sample app at an address. @throws Error for a kind without one */
export function createWords(kind: string, name: string, url: string): string[] {
  const registration = registrations[kind];
  if (!registration) throw new Error(`the sample of ${kind} has no registration`);
  return ["create", kind, "--name", name, ...registration.create(url)];
}

/** Flags that say which pages of a sample app to test: a protected one, and one that shows who is signed in. */
export const pageFlags = (url: string): string[] => ["--start-url", `${url}/reports?q=1`, "--user-url", `${url}/me`];

/** Flags of `appint test-sso` that start a sample app. */
export const startFlags = (command: string, url: string): string[] => [
  ...["--exec", command, "--wait-on", `${url}/health`],
];
