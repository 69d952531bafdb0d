/** Sorts the ways in which a connection fails. */
import type { UnreachableReason } from "../agent.js";

const reasons: Record<string, UnreachableReason> = {
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "refused",
  ENETUNREACH: "refused",
  EADDRNOTAVAIL: "refused",
  ETIMEDOUT: "timeout",
  TIMEOUT: "timeout",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ECONNABORTED: "reset",
  ENOTFOUND: "name",
  EAI_AGAIN: "name",
  AGENT_CLOSED: "closed",
  EPROTO: "tls",
  CERT_HAS_EXPIRED: "tls",
  CERT_NOT_YET_VALID: "tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
  UNABLE_TO_GET_ISSUER_CERT: "tls",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls",
};

/** What went wrong on a connection, from the error that Node threw. */
export function readFailure(error: unknown): { code: string; reason: UnreachableReason; message: string } {
  const [first] = error instanceof AggregateError ? error.errors : []; // one error for each address that was tried
  const { code = "UNKNOWN", message } = (first ?? error) as { code?: string; message: string };
  const reason = reasons[code] ?? (/^ERR_(TLS|SSL)/.test(code) ? "tls" : "protocol");
  return { code, reason, message };
}
