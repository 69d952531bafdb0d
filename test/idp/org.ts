/** An org of its own for a test: a database file, two users, one OIDC app, and the IdP on a free port. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, randomToken } from "../../src/crypto/ids.js";
import { hashPassword } from "../../src/crypto/password.js";
import { generateSigningKey } from "../../src/crypto/signing-key.js";
import { sealedSecret } from "../../src/directory/app-secret.js";
import { addMembers, createGroup } from "../../src/directory/groups.js";
import { type RunningIdp, startIdp } from "../../src/idp/server.js";
import type { GroupsClaim } from "../../src/integrations/oidc/fields/groups-claim.js";
import { type App, insertApp, updateApp } from "../../src/store/apps.js";
import { insertAssignment } from "../../src/store/assignments.js";
import type { Group } from "../../src/store/groups.js";
import { insertKey } from "../../src/store/keys.js";
import { eventsOfOrg, type LogEvent } from "../../src/store/log-events.js";
import { openStore } from "../../src/store/open.js";
import { insertOrg, type Org } from "../../src/store/orgs.js";
import { insertRun, type NewRun, type Overlay } from "../../src/store/runs.js";
import { insertSecret } from "../../src/store/secrets.js";
import type { OrgWriter, Store } from "../../src/store/store.js";
import { insertUser, type User } from "../../src/store/users.js";
import { logEvent } from "../../src/system-log/event.js";

export const redirectUri = "http://localhost:3000/callback";
export const password = "correct horse battery staple";

/** Made once a file: they cost most of a second, and no test is about how they are made. */
let made: ReturnType<typeof makeDearThings> | undefined;
async function makeDearThings() {
  const [passwordHash, idToken, accessToken, defaultServer] = await Promise.all([
    hashPassword(password),
    generateSigningKey(),
    generateSigningKey(),
    generateSigningKey(),
  ]);
  const keys = [
    { ...idToken, purpose: "id-token" as const },
    { ...accessToken, purpose: "access-token" as const },
    { ...defaultServer, purpose: "server:default" as const },
  ];
  return { passwordHash, keys };
}

export interface TestOrg extends AsyncDisposable {
  store: Store;
  org: Org;
  idp: RunningIdp;
  origin: string;
  ada: User;
  /** Active, assigned to nothing. */
  bob: User;
  app: App;
  secret: string;
  /** Defects that the server met; a test that causes none has none. */
  defects: unknown[];
  change(work: (tx: OrgWriter) => Promise<void>): Promise<void>;
  addUser(login: string, more?: Partial<User>): Promise<User>;
  addApp(oauth?: AppSettings, more?: Partial<App>): Promise<{ app: App; secret: string }>;
  editApp(app: App): Promise<void>;
  addGroup(name: string, ...members: User[]): Promise<Group>;
  addRun(overlay: Overlay, more?: Partial<NewRun>): Promise<NewRun>;
  events(): Promise<LogEvent[]>;
  restart(): Promise<void>;
}

export interface AppSettings {
  token_endpoint_auth_method?: string;
  pkce_required?: boolean;
  redirect_uris?: string[];
  post_logout_redirect_uris?: string[];
  grant_types?: string[];
  response_types?: string[];
  application_type?: string;
  wildcard_redirect?: string;
  initiate_login_uri?: string | null;
  idp_initiated_login?: { mode: string; default_scope?: string[] };
  refresh_token?: { rotation_type: string; leeway: number };
  groups_claim?: GroupsClaim;
  thin_id_token?: boolean;
  granted_scopes?: string[];
  dpop_bound_access_tokens?: boolean;
  jwks?: { keys: object[] };
  jwks_uri?: string;
}

export async function freshOrg(settings: AppSettings = {}): Promise<TestOrg> {
  const folder = await mkdtemp(join(tmpdir(), "appint-idp-"));
  const store = await openStore({ file: join(folder, "test.db"), secretKey: "7".repeat(64) });
  const org: Org = {
    id: newId("00o"),
    slug: "default",
    name: "Example Org",
    origin: "http://127.0.0.1:7700",
    created: new Date(),
  };
  made ??= makeDearThings();
  const { passwordHash, keys } = await made;
  const change: TestOrg["change"] = (work) =>
    store.write(async (tx) => {
      await work(tx);
      await tx.record(
        logEvent({ org: org.id, now: new Date(), type: "application.lifecycle.update", result: "SUCCESS" }),
      );
    });
  await change(async (tx) => {
    await insertOrg(tx, org);
    for (const { purpose, privateKeyPem, ...key } of keys) {
      const sealedPrivateKey = store.seal(privateKeyPem);
      const rest = { app: null, use: "sig", status: "ACTIVE", certificatePem: null, notAfter: null } as const;
      await insertKey(tx, { ...key, ...rest, purpose, org: org.id, sealedPrivateKey, created: new Date() });
    }
  });

  const addUser: TestOrg["addUser"] = async (login, more = {}) => {
    const user: User = {
      id: newId("00u"),
      org: org.id,
      login,
      email: login,
      firstName: login.split("@", 1)[0] ?? "",
      lastName: "Example",
      status: "ACTIVE",
      profile: {},
      created: new Date(),
      lastUpdated: new Date("2026-01-02T03:04:05Z"),
      ...more,
    };
    await change((tx) => insertUser(tx, user, passwordHash));
    return user;
  };
  const ada = await addUser("ada@example.com", {
    firstName: "Ada",
    lastName: "Lovelace",
    profile: { locale: "en_GB", city: "London" },
  });
  const bob = await addUser("bob@example.com");

  let count = 0;
  const addApp: TestOrg["addApp"] = async (oauth = {}, more = {}) => {
    count += 1;
    const app: App = {
      id: newId("0oa"),
      org: org.id,
      slug: `app-${count}`,
      name: "oidc_client",
      label: `App ${count}`,
      signOnMode: "OPENID_CONNECT",
      status: "ACTIVE",
      externalKey: newId("exk"),
      linkId: newId("aln"),
      document: documentOf(oauth),
      tests: {},
      created: new Date(),
      lastUpdated: new Date(),
      ...more,
    };
    const secret = randomToken();
    await change(async (tx) => {
      await insertApp(tx, app);
      await insertSecret(tx, sealedSecret(store, app, "client_secret", secret, new Date()));
      await insertAssignment(tx, {
        id: newId("0ua"),
        app: app.id,
        user: ada.id,
        scope: "USER",
        username: ada.login,
        profile: {},
        created: new Date(),
      });
    });
    return { app, secret };
  };
  const { app, secret } = await addApp(settings);

  const defects: unknown[] = [];
  const start = (port: number) => startIdp({ store, org, port, onDefect: (error) => defects.push(error) });
  const test: TestOrg = {
    store,
    org,
    idp: await start(0),
    get origin() {
      return test.idp.origin;
    },
    ada,
    bob,
    app,
    secret,
    defects,
    change,
    addUser,
    addApp,
    async addGroup(name, ...members) {
      const group = await createGroup(store, org, { name }, new Date());
      if (members.length > 0) await addMembers(store, group, members, new Date());
      return group;
    },
    editApp: (edited) => change((tx) => updateApp(tx, edited)),
    async addRun(overlay, more = {}) {
      const run: NewRun = {
        id: newId("run"),
        org: org.id,
        token: randomToken(),
        overlay,
        passwordHash: null,
        testUser: null,
        created: new Date(),
        expires: new Date(Date.now() + 600_000),
        ...more,
      };
      await store.keep((tx) => insertRun(tx, run));
      return run;
    },
    events: async () => (await eventsOfOrg(store.read, org.id, { limit: 1000 })).rows,
    async restart() {
      const { port } = new URL(test.idp.origin);
      await test.idp.close();
      test.idp = await start(Number(port));
      // fetch may still hold a connection that the old server has closed: one call finds out.
      await fetch(`${test.origin}/healthz`).catch(() => {});
    },
    async [Symbol.asyncDispose]() {
      await test.idp.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
  return test;
}

export function documentOf({ token_endpoint_auth_method, pkce_required, ...oauth }: AppSettings): App["document"] {
  return {
    accessibility: { selfService: false },
    features: [],
    visibility: { appLinks: { oidc_client_link: true }, hide: { iOS: false, web: false } },
    credentials: {
      userNameTemplate: { template: "${source.login}", type: "BUILT_IN" },
      oauthClient: {
        token_endpoint_auth_method: token_endpoint_auth_method ?? "client_secret_basic",
        pkce_required: pkce_required ?? false,
      },
    },
    settings: {
      oauthClient: {
        application_type: "web",
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: ["http://localhost:3000/bye"],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        ...oauth,
      },
    },
  };
}
