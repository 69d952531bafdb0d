/** Host names as a browser resolves them: everything under `localhost` is this machine, whatever the resolver says. */
import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";

const loopback: LookupAddress[] = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

/** For `http.request`: both loopback addresses, tried one after the other. @see rfc6761 §6.3 */
export const lookup: LookupFunction = (host, options, callback) => {
  if (!/(^|\.)localhost\.?$/i.test(host)) return systemLookup(host, options, callback);
  const addresses = loopback.filter(({ family }) => !options.family || options.family === family);
  const [first] = addresses;
  if (options.all) process.nextTick(callback, null, addresses);
  else process.nextTick(callback, null, first?.address ?? "127.0.0.1", first?.family ?? 4);
};
