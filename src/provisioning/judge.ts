/** What an outcome of a request says of the service, in the terms of whoever set it up. */
import { readErrorDetail, readList, readObject } from "../protocols/scim/answers.js";
import type { Answer, Failure, Outcome } from "./call.js";
import type { Connection } from "./connection.js";

/** What was seen; where it is not right, why, and what to do. */
export interface Finding {
  /** `absent`: nothing is there that could be judged. */
  verdict: "passed" | "failed" | "absent";
  seen: string;
  cause?: string;
  fix?: string;
  /** The access token, where that was asked for. */
  token?: string;
}

type Judge = (outcome: Outcome, connection: Connection) => Finding;

const SECRET_FLAGS = {
  basic: "--scim-username <name> --scim-password -",
  header: "--scim-token -",
  oauth2: "--scim-client-id <id> --scim-client-secret -",
} as const;

/** The answer of the token endpoint. @see RFC 6749 §5 */
export const judgeToken: Judge = (outcome) => {
  if ("failure" in outcome) return fromFailure(outcome.failure, "--scim-token-url <url>");
  const { answer } = outcome;
  const object = readObject(answer.body);
  const members = "members" in object ? object.members : {};
  if (answer.status === 200 && typeof members.access_token === "string")
    return { verdict: "passed", seen: `${statusOf(answer)}: an access token`, token: members.access_token };
  const error = [members.error, members.error_description].filter((text) => typeof text === "string").join(": ");
  const isRefused = [400, 401, 403].includes(answer.status);
  return {
    verdict: "failed",
    seen: `${statusOf(answer)}: ${error || ("fault" in object ? object.fault : "it has no access_token")}`,
    cause: isRefused
      ? "the authorization server does not give this client a token for client credentials"
      : "this is no token endpoint",
    fix: isRefused
      ? `allow the client the grant client_credentials, or correct it: ${SECRET_FLAGS.oauth2}`
      : "--scim-token-url <url>: the address that answers POST with a token",
  };
};

/** A list of users. */
export const judgeList: Judge = (outcome, connection) => {
  const list = listOf(outcome, connection);
  if ("verdict" in list) return list;
  return {
    verdict: "passed",
    seen: `200: a list of ${list.totalResults} ${list.totalResults === 1 ? "user" : "users"}`,
  };
};

/** A list of groups, which a service need not have unless groups are pushed or imported. */
export const judgeGroups: Judge = (outcome, connection) => {
  const list = listOf(outcome, connection);
  if (!("verdict" in list))
    return {
      verdict: "passed",
      seen: `200: a list of ${list.totalResults} ${list.totalResults === 1 ? "group" : "groups"}`,
    };
  if ("answer" in outcome && [404, 501].includes(outcome.answer.status))
    return {
      ...list,
      cause: "the service has no groups",
      fix: "give it /Groups, or leave push-groups and import-groups out of --scim-action",
    };
  return list;
};

/** The lookup of somebody or something that is not there. */
export const judgeLookup: Judge = (outcome, connection) => {
  if ("answer" in outcome && outcome.answer.status === 404 && readErrorDetail(outcome.answer.body) !== undefined)
    return { verdict: "passed", seen: "404: not found, as a SCIM error" };
  const list = listOf(outcome, connection);
  if ("verdict" in list) {
    if ("answer" in outcome && [400, 404, 501].includes(outcome.answer.status))
      return {
        ...list,
        cause: "the service does not answer a lookup by this filter",
        fix: "support the operator eq on this attribute, or name another one: --scim-unique-field <attribute>",
      };
    return list;
  }
  if (list.totalResults === 0 && list.resources.length === 0)
    return { verdict: "passed", seen: "200: an empty list, since nobody is called so" };
  return {
    verdict: "failed",
    seen: `200: a list of ${list.totalResults}, though nobody is called so`,
    cause:
      "the service leaves the filter aside and answers with everybody: the platform would link and overwrite a stranger",
    fix: "apply the filter: an unknown name is an empty list with totalResults 0",
  };
};

/** What the service says of itself. The platform never asks it, so that nothing of it fails. @see RFC 7643 §5 */
export const judgeServiceConfig: Judge = (outcome) => {
  if ("failure" in outcome)
    return { verdict: "passed", seen: `${outcome.failure.detail}; the platform does not ask for it` };
  const { answer } = outcome;
  const object = readObject(answer.body);
  if (answer.status !== 200 || !("members" in object))
    return {
      verdict: "passed",
      seen: `${statusOf(answer)}: it says nothing of itself, and the platform does not ask for it`,
    };
  const says = (name: string) =>
    (object.members[name] as { supported?: unknown } | undefined)?.supported === true ? "yes" : "no";
  return {
    verdict: "passed",
    seen: `200: PATCH ${says("patch")}, filter ${says("filter")}, change of password ${says("changePassword")}`,
  };
};

/** The list that was asked for, or what is wrong instead. */
function listOf(
  outcome: Outcome,
  connection: Connection,
): Finding | { totalResults: number; resources: readonly unknown[] } {
  if ("failure" in outcome) return fromFailure(outcome.failure, "--scim-base-url <url>");
  const { answer } = outcome;
  if (answer.status !== 200) return fromStatus(answer, connection);
  const list = readList(answer.body);
  if (!("fault" in list)) return list;
  const isPage = /page|empty|no JSON/.test(list.fault);
  return {
    verdict: "failed",
    seen: `200: ${list.fault}`,
    cause: isPage
      ? `what answers at ${connection.baseUrl} is not the SCIM service`
      : "the platform cannot read the answer: a list has the schema of a ListResponse and counts in numbers",
    fix: isPage
      ? "--scim-base-url <url>: the address under which /Users lies, mostly one that ends with /scim/v2"
      : "answer a ListResponse as RFC 7644 §3.4.2 has it",
  };
}

function fromStatus(answer: Answer, { baseUrl, credentials }: Connection): Finding {
  const { status, location } = answer;
  const detail = readErrorDetail(answer.body);
  const object = readObject(answer.body);
  const seen = `${statusOf(answer)}: ${detail ?? ("fault" in object ? object.fault : "an answer that is no SCIM error")}`;
  if (status === 401 || status === 403) {
    return {
      verdict: "failed",
      seen,
      cause: "the service refuses the credentials",
      fix: `correct them: ${SECRET_FLAGS[credentials.mode]}${credentials.mode === "header" ? " (it is sent behind Bearer)" : ""}`,
    };
  }
  if (status >= 300 && status < 400) {
    return {
      verdict: "failed",
      seen: `${statusOf(answer)}: it leads to ${location ?? "nowhere"}`,
      cause: "the platform follows no redirect of a SCIM service; often it is the app's sign-in page",
      fix: "--scim-base-url <url>: the address that answers itself",
    };
  }
  if (status === 404 || status === 405) {
    return {
      verdict: "failed",
      seen,
      cause: `there is no SCIM service at ${baseUrl}`,
      fix: "--scim-base-url <url>: the address under which /Users lies, mostly one that ends with /scim/v2",
    };
  }
  if (status === 429) {
    return {
      verdict: "failed",
      seen,
      cause: "the service limits how often it may be asked",
      fix: "wait and try again; answer 429 with Retry-After in seconds",
    };
  }
  return {
    verdict: "failed",
    seen,
    cause: status >= 500 ? "the service failed" : "the service refuses the request that the platform sends",
    fix:
      detail === undefined
        ? "look into the log of the service; errors are told as JSON with schemas, status and detail (RFC 7644 §3.12)"
        : "look into the log of the service",
  };
}

function fromFailure({ kind, detail }: Failure, flag: string): Finding {
  if (kind === "absent") {
    const isHost = detail !== "ECONNREFUSED";
    return {
      verdict: "absent",
      seen: `no answer: ${detail}`,
      cause: isHost ? "there is no such host, or no way to it" : "nothing listens there",
      fix: isHost ? flag : `start the service, or correct its address: ${flag}`,
    };
  }
  if (kind === "silent")
    return {
      verdict: "failed",
      seen: detail,
      cause: "the platform closes the connection after 60 s",
      fix: "answer sooner: a page of 100 resources is asked for at most",
    };
  if (kind === "untrusted")
    return {
      verdict: "failed",
      seen: `no trust: ${detail}`,
      cause: "the certificate is not one that a public authority has signed for this host; the platform takes no other",
      fix: "serve the complete chain; for a certificate of your own on this machine: NODE_EXTRA_CA_CERTS=ca.pem appint …",
    };
  return {
    verdict: "failed",
    seen: `no answer that can be read: ${detail}`,
    cause: "what listens there does not answer as an HTTP server does",
    fix: `look whether http:// or https:// is meant: ${flag}`,
  };
}

const statusOf = ({ status, statusText }: Answer): string => `${status} ${statusText}`.trim();
