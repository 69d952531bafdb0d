/** Rows for the tests of the store: complete, and different from one another only in what a test names. */
import { newId, randomToken } from "../../src/crypto/ids.js";
import type { App } from "../../src/store/apps.js";
import type { Assignment } from "../../src/store/assignments.js";
import type { Group } from "../../src/store/groups.js";
import type { SealedKey } from "../../src/store/keys.js";
import type { LogEvent } from "../../src/store/log-events.js";
import type { Org } from "../../src/store/orgs.js";
import type { NewRun } from "../../src/store/runs.js";
import type { Secret } from "../../src/store/secrets.js";
import type { NewIdpSession } from "../../src/store/sessions.js";
import type { User } from "../../src/store/users.js";
import { logEvent } from "../../src/system-log/event.js";

export const NOON = new Date("2026-03-01T12:00:00.000Z");
export const at = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);

export const anOrg = (part: Partial<Org> = {}): Org => ({
  id: newId("00o"),
  slug: `org-${randomToken(16).toLowerCase()}`,
  name: "Default",
  origin: "http://127.0.0.1:7700",
  created: NOON,
  ...part,
});

export const aUser = (org: string, part: Partial<User> = {}): User => {
  const id = newId("00u");
  return {
    id,
    org,
    login: `${id}@example.com`,
    email: `${id}@example.com`,
    firstName: "Ada",
    lastName: "Lovelace",
    status: "ACTIVE",
    profile: { department: "Engines" },
    created: NOON,
    lastUpdated: NOON,
    ...part,
  };
};

export const aGroup = (org: string, part: Partial<Group> = {}): Group => {
  const id = newId("00g");
  return { id, org, name: `Group ${id}`, description: "", type: "OKTA_GROUP", created: NOON, ...part };
};

export const anApp = (org: string, part: Partial<App> = {}): App => {
  const id = newId("0oa");
  return {
    id,
    org,
    slug: id.toLowerCase(),
    name: "oidc_client",
    label: "Payroll",
    signOnMode: "OPENID_CONNECT",
    status: "ACTIVE",
    externalKey: newId("exk"),
    linkId: newId("aln"),
    document: {
      visibility: { hide: { web: false } },
      accessibility: {},
      features: [],
      credentials: { userNameTemplate: { template: "\u0024{source.login}", type: "BUILT_IN" } },
      settings: { oauthClient: { redirect_uris: ["http://localhost:3000/callback"] } },
    },
    tests: { startUrls: ["http://localhost:3000/"] },
    created: NOON,
    lastUpdated: NOON,
    ...part,
  };
};

export const anAssignment = (app: string, user: string, part: Partial<Assignment> = {}): Assignment => ({
  id: newId("0ua"),
  app,
  user,
  scope: "USER",
  username: "ada@example.com",
  profile: {},
  created: NOON,
  ...part,
});

export const aKey = (org: string, part: Partial<SealedKey> = {}): SealedKey => ({
  kid: randomToken(),
  org,
  app: null,
  use: "sig",
  purpose: "id-token",
  status: "ACTIVE",
  publicJwk: { kty: "RSA", n: "AQAB", e: "AQAB" },
  sealedPrivateKey: "v1.sealed",
  certificatePem: null,
  created: NOON,
  notAfter: null,
  ...part,
});

export const aSecret = (org: string, owner: string, part: Partial<Secret> = {}): Secret => ({
  id: newId("ocs"),
  org,
  owner,
  kind: "client_secret",
  status: "ACTIVE",
  sealed: "v1.sealed",
  created: NOON,
  lastUpdated: NOON,
  ...part,
});

export const aSession = (org: string, part: Partial<NewIdpSession> = {}): NewIdpSession => ({
  id: randomToken(),
  uid: randomToken(),
  org,
  user: null,
  authTime: NOON,
  amr: ["pwd"],
  run: null,
  created: NOON,
  expires: at(3600),
  state: {},
  ...part,
});

export const aRun = (org: string, part: Partial<NewRun> = {}): NewRun => ({
  id: newId("run"),
  org,
  token: randomToken(),
  overlay: {},
  passwordHash: null,
  testUser: null,
  created: NOON,
  expires: at(3600),
  ...part,
});

export const anEvent = (org: string, part: Partial<Parameters<typeof logEvent>[0]> = {}): LogEvent =>
  logEvent({ org, now: NOON, type: "application.lifecycle.update", result: "SUCCESS", ...part });
