// Loaded before a program (`node --require`): notes every connection, look-up and datagram to anything but this machine in
// the file OUTGOING_LOG, and refuses it. Programs it starts, and their threads, inherit it by NODE_OPTIONS.
const { appendFileSync } = require("node:fs");
const dgram = require("node:dgram");
const dns = require("node:dns");
const { syncBuiltinESMExports } = require("node:module");
const net = require("node:net");

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/i;

function isOutgoing(how, host) {
  if (host === undefined || host === null || host === "" || LOOPBACK.test(host)) return false;
  appendFileSync(process.env.OUTGOING_LOG, `${how} ${host}\n`);
  return true;
}

const refusal = () =>
  Object.assign(new Error("Outgoing connections are refused here."), { code: "ECONNREFUSED" });

// Everything over TCP ends here: http, https, tls, fetch. Within Node the arguments come as an array.
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof first === "object" ? first.host : typeof first === "number" ? second : undefined;
  if (isOutgoing("connect", typeof host === "string" ? host : undefined)) {
    process.nextTick(() => this.destroy(refusal()));
    return this;
  }
  return Reflect.apply(connect, this, args);
};

for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of [
    "lookup",
    ...Object.getOwnPropertyNames(resolver).filter((one) => /^(resolve|reverse)/.test(one)),
  ]) {
    const ask = resolver[name];
    if (typeof ask !== "function") continue;
    resolver[name] = function (host, ...rest) {
      if (!isOutgoing(`dns.${name}`, host)) return Reflect.apply(ask, this, [host, ...rest]);
      const callback = rest.at(-1);
      if (typeof callback !== "function") return Promise.reject(refusal());
      process.nextTick(callback, refusal());
    };
  }
}

for (const name of ["send", "connect"]) {
  const act = dgram.Socket.prototype[name];
  dgram.Socket.prototype[name] = function (...args) {
    const host = args.slice(1).findLast((one) => typeof one === "string");
    if (isOutgoing(`udp.${name}`, host)) throw refusal();
    return Reflect.apply(act, this, args);
  };
}

syncBuiltinESMExports();
