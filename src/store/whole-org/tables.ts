/**
 * What of the schema is a whole org: each table with its columns, as lines of a file. Export, import, validation and the
 * published JSON Schema are walks over these definitions; a test holds them against the schema of the migrations.
 *
 * Loaded only by who exports or imports: it needs zod.
 */
import { z } from "zod";
import { labelKey } from "../apps.js";
import { loginKey, type UserStatus } from "../users.js";

/** A column of a table and its member in the file. */
export interface OrgColumn {
  column: string;
  schema: z.ZodType;
  /** Text in the database, an object or list in the file. */
  isJson?: true;
  /** Never in the file but sealed. `sealed`: under the database's key there; `hash`: as it is there. */
  secret?: "sealed" | "hash";
  /** The type of line whose id it holds; one of them, where there are several. */
  refersTo?: string | readonly string[];
  /** What it is in a line of before there was this member; without it the member must be there. */
  whenAbsent?(line: Record<string, unknown>): string;
}

export interface OrgTable {
  /** What a line of it is called in the file. */
  type: string;
  table: string;
  /** The other table that ties it to the org, where it has no `org_id`. */
  through?: { column: string; table: string };
  /** Members in the order in which they are written. */
  members: Readonly<Record<string, OrgColumn>>;
  /** Members of the primary key: lines stand in its order. */
  key: readonly string[];
  /** Columns that are made of members. */
  derived?: Readonly<Record<string, (row: Readonly<Record<string, unknown>>) => string>>;
  /** What no two rows of an org may share; a text alone is compared as the database compares it. */
  unique: readonly (readonly string[] | ((row: Readonly<Record<string, unknown>>) => string | undefined))[];
  /** Its rows are nothing without their secrets. */
  isSecret?: true;
}

const LONGEST_TEXT = 4096;

const id = (prefix: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}[A-Za-z0-9]{17}$`),
      `it is not an id of the form ${prefix.replace(/\(\?:(\w+)\|.*\)/, "$1")}…`,
    );
const text = (longest = 255) =>
  z
    .string()
    .max(longest, `it has more than ${longest} characters`)
    .regex(/^\P{Cc}*$/u, "it has a control character in it")
    .regex(/^[^\ud800-\udfff]*$/u, "it has half a character in it");
const filled = (longest?: number) => text(longest).min(1, "it is empty");
const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, "it is not a time of the form 2026-01-31T12:00:00.000Z")
  .refine(
    (value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value,
    "no calendar has that time",
  );
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "it is not a short name: a-z, 0-9 and -")
  .max(80);
const json = z.record(z.string(), z.unknown());
const secret = z.string().max(64 * 1024);
const purpose = z
  .string()
  .regex(/^(id-token|access-token|saml|server:[a-zA-Z0-9]{1,20})$/, "it is not what a key can be for");
/** The client secret, or the key of the field or of the credential that is kept. */
const secretKind = z.string().regex(/^(client_secret|[a-z][A-Za-z]{0,40})$/, "it is not what a secret can be for");
const kid = z.string().regex(/^[\w-]{1,128}$/, "it is not a key id");

/** As an object, so that the compiler misses a status that is not in it. */
const statuses = {
  STAGED: "STAGED",
  PROVISIONED: "PROVISIONED",
  ACTIVE: "ACTIVE",
  RECOVERY: "RECOVERY",
  PASSWORD_EXPIRED: "PASSWORD_EXPIRED",
  LOCKED_OUT: "LOCKED_OUT",
  SUSPENDED: "SUSPENDED",
  DEPROVISIONED: "DEPROVISIONED",
} as const satisfies { [Status in UserStatus]: Status };

/** A line of each type stands behind those that it refers to: this order. */
export const orgTables: readonly OrgTable[] = [
  {
    type: "user",
    table: "idp_user",
    members: {
      id: { column: "id", schema: id("00u") },
      login: { column: "login", schema: filled() },
      email: { column: "email", schema: text() },
      firstName: { column: "first_name", schema: text() },
      lastName: { column: "last_name", schema: text() },
      status: { column: "status", schema: z.enum(statuses) },
      profile: { column: "profile", schema: json, isJson: true },
      passwordHash: { column: "password_hash", schema: secret.nullable(), secret: "hash" },
      created: { column: "created", schema: time },
      lastUpdated: { column: "last_updated", schema: time },
    },
    key: ["id"],
    derived: { login_key: ({ login }) => loginKey(login as string) },
    unique: [({ login }) => `login ${loginKey(login as string)}`],
  },
  {
    type: "admin",
    table: "admin_role",
    through: { column: "user_id", table: "idp_user" },
    members: {
      user: { column: "user_id", schema: id("00u"), refersTo: "user" },
      role: { column: "role", schema: z.string().regex(/^[A-Z][A-Z_]{1,40}$/, "it is no role of an admin") },
      granted: { column: "granted", schema: time },
    },
    key: ["user", "role"],
    unique: [],
  },
  {
    type: "group",
    table: "idp_group",
    members: {
      id: { column: "id", schema: id("00g") },
      name: { column: "name", schema: filled() },
      description: { column: "description", schema: text(1024) },
      kind: { column: "type", schema: z.enum(["OKTA_GROUP", "BUILT_IN"]) },
      created: { column: "created", schema: time },
    },
    key: ["id"],
    unique: [["name"]],
  },
  {
    type: "member",
    table: "group_member",
    through: { column: "group_id", table: "idp_group" },
    members: {
      group: { column: "group_id", schema: id("00g"), refersTo: "group" },
      user: { column: "user_id", schema: id("00u"), refersTo: "user" },
      added: { column: "added", schema: time },
    },
    key: ["group", "user"],
    unique: [],
  },
  {
    type: "app",
    table: "app",
    members: {
      id: { column: "id", schema: id("0oa") },
      slug: { column: "slug", schema: slug },
      name: { column: "name", schema: filled() },
      label: { column: "label", schema: filled() },
      signOnMode: { column: "sign_on_mode", schema: filled() },
      status: { column: "status", schema: z.enum(["ACTIVE", "INACTIVE"]) },
      externalKey: { column: "external_key", schema: id("exk") },
      linkId: { column: "link_id", schema: id("aln") },
      document: { column: "document", schema: json, isJson: true },
      tests: { column: "tests", schema: json, isJson: true },
      created: { column: "created", schema: time },
      lastUpdated: { column: "last_updated", schema: time },
    },
    key: ["id"],
    derived: { label_key: ({ label }) => labelKey(label as string) },
    unique: [["slug"], ["externalKey"]],
  },
  {
    type: "assignment",
    table: "assignment",
    through: { column: "app_id", table: "app" },
    members: {
      id: { column: "id", schema: id("0ua") },
      app: { column: "app_id", schema: id("0oa"), refersTo: "app" },
      user: { column: "user_id", schema: id("00u"), refersTo: "user" },
      scope: { column: "scope", schema: z.enum(["USER", "GROUP"]) },
      username: { column: "username", schema: text() },
      profile: { column: "profile", schema: json, isJson: true },
      created: { column: "created", schema: time },
    },
    key: ["id"],
    unique: [["app", "user"]],
  },
  {
    type: "group-assignment",
    table: "group_assignment",
    through: { column: "app_id", table: "app" },
    members: {
      app: { column: "app_id", schema: id("0oa"), refersTo: "app" },
      group: { column: "group_id", schema: id("00g"), refersTo: "group" },
      created: { column: "created", schema: time },
    },
    key: ["app", "group"],
    unique: [],
  },
  {
    type: "secret",
    table: "secret",
    members: {
      id: { column: "id", schema: id("ocs") },
      owner: { column: "owner", schema: id("0(?:oa|ua)"), refersTo: ["app", "assignment"] },
      kind: { column: "kind", schema: secretKind },
      status: { column: "status", schema: z.enum(["ACTIVE", "INACTIVE"]), whenAbsent: () => "ACTIVE" },
      secret: { column: "sealed", schema: secret, secret: "sealed" },
      created: { column: "created", schema: time },
      lastUpdated: { column: "last_updated", schema: time, whenAbsent: ({ created }) => created as string },
    },
    key: ["id"],
    unique: [],
    isSecret: true,
  },
  {
    type: "key",
    table: "signing_key",
    members: {
      kid: { column: "kid", schema: kid },
      app: { column: "app_id", schema: id("0oa").nullable(), refersTo: "app" },
      purpose: { column: "purpose", schema: purpose },
      status: { column: "status", schema: z.enum(["ACTIVE", "NEXT", "RETIRED"]) },
      publicJwk: { column: "public_jwk", schema: json, isJson: true },
      privateKey: { column: "sealed_private_key", schema: secret, secret: "sealed" },
      certificatePem: { column: "certificate_pem", schema: z.string().max(LONGEST_TEXT).nullable() },
      created: { column: "created", schema: time },
      notAfter: { column: "not_after", schema: time.nullable() },
    },
    key: ["kid"],
    unique: [
      ({ status, purpose, app }) => (status === "ACTIVE" ? `active ${purpose} key of ${app ?? "the org"}` : undefined),
    ],
    isSecret: true,
  },
];

/** Tables of an org that are not exported, each with the reason. */
export const leftBehind: Readonly<Record<string, string>> = {
  run: "protocol state: a run of test-sso ends with its process",
  idp_session: "protocol state: a session is a cookie of a browser that knows this IdP",
  protocol_state: "protocol state: codes, grants and tokens that were issued here",
  one_time: "protocol state: what may be used once, here",
  log_event: "history: what happened in this database is not what happened in another one",
  log_event_target: "history: belongs to log_event",
};
