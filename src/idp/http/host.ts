/**
 * The Host header decides nothing but this: is the request meant for us? A page elsewhere that lets its own name
 * resolve to loopback (DNS rebinding) arrives with its own name in Host and is turned away.
 */

const loopbackNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

export type HostVerdict = "ours" | "other-loopback-name" | "foreign";

/**
 * @param host the Host header; absent or repeated ones never reach us, Node refuses them
 * @param origin the origin of the org
 * @see rfc9110 §7.2
 */
export function judgeHost(host: string | undefined, origin: string): HostVerdict {
  const own = new URL(origin);
  const given = host?.toLowerCase();
  const ownPort = own.port || defaultPort(own.protocol);
  if (given === own.host || given === `${own.hostname}:${ownPort}`) return "ours";

  const at = given?.match(/^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/);
  const [name = "", port = defaultPort(own.protocol)] = at ? [at[1], at[2]] : [];
  const siblings = loopbackNames.has(own.hostname) && loopbackNames.has(name);
  return siblings && port === ownPort ? "other-loopback-name" : "foreign";
}

function defaultPort(protocol: string): string {
  return protocol === "https:" ? "443" : "80";
}
