/**
 * The platform's "Test Connector Configuration": tries what the supported actions begin with, and changes nothing at the
 * service. The first request is the platform's own; the others are those with which an assignment or an import begins,
 * so that what they would meet is known before.
 */
import { randomToken } from "../crypto/ids.js";
import { SCIM_ACTIONS, type ScimAction } from "../integrations/scim/actions.js";
import { equals, scimHeaders, scimUrl } from "../protocols/scim/requests.js";
import { type Call, call } from "./call.js";
import { basic, bearer, type Connection } from "./connection.js";
import { type Finding, judgeGroups, judgeList, judgeLookup, judgeServiceConfig, judgeToken } from "./judge.js";

/** One thing that was tried. */
export interface Try extends Finding {
  id: "token" | "users" | "lookup" | "groups" | "group-lookup" | "service-config";
  /** `GET /Users?startIndex=1&count=2`. */
  request: string;
  durationMs: number;
}

export interface ConnectionReport {
  verdict: "passed" | "failed" | "inconclusive";
  tries: readonly Try[];
  /** Each supported action of the platform: whether it is selected, and the tries that it hangs on. */
  actions: readonly ActionResult[];
}

export interface ActionResult {
  action: ScimAction;
  isSelected: boolean;
  /** `skipped`: it is not selected, or what it hangs on was not tried. */
  verdict: "passed" | "failed" | "skipped";
}

/** What each action begins with, beside the connection itself. */
const BEGINS_WITH: Readonly<Record<ScimAction, Try["id"]>> = {
  "import-users": "users",
  "push-users": "lookup",
  "push-profiles": "lookup",
  "push-groups": "group-lookup",
  "import-groups": "groups",
};

/** @param timeoutMs for each request; the platform waits 60 s */
export async function testConnection(
  connection: Connection,
  { timeoutMs = 60_000, now = () => performance.now() }: { timeoutMs?: number; now?: () => number } = {},
): Promise<ConnectionReport> {
  const { baseUrl, uniqueField, actions, credentials } = connection;
  const tries: Try[] = [];
  const attempt = async (id: Try["id"], shown: string, request: Call, judge: typeof judgeToken): Promise<Try> => {
    const before = now();
    const outcome = await call(request, timeoutMs);
    const made: Try = { id, request: shown, durationMs: Math.round(now() - before), ...judge(outcome, connection) };
    tries.push(made);
    return made;
  };
  const report = () => reportOf(tries, actions);

  let authorization: string;
  if (credentials.mode === "oauth2") {
    const { tokenUrl, clientId, clientSecret } = credentials;
    const headers = {
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
      authorization: basic(encodeURIComponent(clientId), encodeURIComponent(clientSecret)),
    };
    const request: Call = { method: "POST", url: tokenUrl, headers, body: "grant_type=client_credentials" };
    const { token } = await attempt("token", `POST ${tokenUrl}`, request, judgeToken);
    if (token === undefined) return report();
    authorization = bearer(token);
  } else {
    authorization =
      credentials.mode === "basic" ? basic(credentials.username, credentials.password) : bearer(credentials.token);
  }

  const get = async (
    id: Try["id"],
    judge: typeof judgeToken,
    endpoint: string,
    query?: Record<string, string | number>,
  ): Promise<Try> => {
    const request: Call = {
      method: "GET",
      url: scimUrl(baseUrl, endpoint, query),
      headers: { ...scimHeaders, authorization },
    };
    return await attempt(id, `GET ${decodeURIComponent(scimUrl("", endpoint, query))}`, request, judge);
  };

  const users = await get("users", judgeList, "Users", { startIndex: 1, count: 2 });
  if (users.verdict !== "passed") return report();
  const wanted = new Set(actions.map((action) => BEGINS_WITH[action]));
  // Nobody has this name, so that whoever is found was not looked for.
  const nobody = `appint-${randomToken(16)}@nobody.invalid`;
  const page = { startIndex: 1, count: 100 };
  if (wanted.has("lookup")) await get("lookup", judgeLookup, "Users", { filter: equals(uniqueField, nobody), ...page });
  if (wanted.has("groups")) await get("groups", judgeGroups, "Groups", page);
  if (wanted.has("group-lookup"))
    await get("group-lookup", judgeLookup, "Groups", { filter: equals("displayName", nobody), ...page });
  await get("service-config", judgeServiceConfig, "ServiceProviderConfig");
  return report();
}

function reportOf(tries: readonly Try[], selected: readonly ScimAction[]): ConnectionReport {
  const [first] = tries;
  const isAbsent = tries.some(({ verdict }) => verdict === "absent");
  const failed = tries.some(({ verdict }) => verdict === "failed");
  return {
    verdict: failed ? "failed" : isAbsent || !first ? "inconclusive" : "passed",
    tries,
    actions: SCIM_ACTIONS.map(({ word: action }) => {
      const isSelected = selected.includes(action);
      const made = tries.find(({ id }) => id === BEGINS_WITH[action]);
      const verdict = !isSelected || !made ? "skipped" : made.verdict === "passed" ? "passed" : "failed";
      return { action, isSelected, verdict };
    }),
  };
}
