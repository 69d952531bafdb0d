// Notes every host that the process connects to, asks a name server for, or sends a packet to: one line each in
// $ASKED_HOSTS. Loaded before appint by NODE_OPTIONS, also into what it starts.
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const note = (host) => appendFileSync(process.env.ASKED_HOSTS, `${host}\n`);

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function noted(...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof options === "object" && options?.path) return connect.apply(this, args); // a socket of this machine
  note(
    typeof options === "object" ? (options?.host ?? "localhost") : typeof args[1] === "string" ? args[1] : "localhost",
  );
  return connect.apply(this, args);
};
for (const module of [dns, dns.promises])
  for (const name of Object.keys(module).filter(
    (key) => /^(lookup|resolve|reverse)/.test(key) && typeof module[key] === "function",
  )) {
    const asked = module[name];
    module[name] = function noted(host, ...rest) {
      note(host);
      return asked.call(this, host, ...rest);
    };
  }
const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function noted(...args) {
  note(`udp ${args.find((arg) => typeof arg === "string") ?? "?"}`);
  return send.apply(this, args);
};
syncBuiltinESMExports();
