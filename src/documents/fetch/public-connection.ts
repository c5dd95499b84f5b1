import { lookup } from "node:dns/promises";
import { connect, isIP, type LookupFunction, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { connect as connectTls } from "node:tls";
import ipaddr from "ipaddr.js";
import { FetchError, type WebHop } from "./fetch-error.js";
import { hostOf, portOf } from "./web-address.js";

/** The only block that IANA has given out for global unicast; whatever is outside it is special (RFC 4291, 2.4). */
const GLOBAL_UNICAST_V6 = ipaddr.parseCIDR("2000::/3");

/**
 * Microsoft's virtual public address: inside Azure it serves the machine's own agent, outside it is unused
 * (learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
 */
const AZURE_PLATFORM = "168.63.129.16";

/**
 * Why Pilcrow must not connect to an IP address: the name of its special range, after the IANA special-purpose registries,
 * or `undefined` for a public address. IPv6 addresses that carry an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64) are
 * all refused, whatever they carry: the network decides where such a packet ends.
 * @param address canonical text, as a resolver or a socket gives it; anything else counts as "not an address"
 * @param own addresses of this machine: even a public one reaches services that are closed to the outside
 */
export function specialRange(address: string, own: ReadonlySet<string> = machineAddresses()): string | undefined {
  if (isIP(address) === 0 || address.includes("%")) return "not an address";
  const ip = ipaddr.parse(address);
  const range = ip.range();
  if (range !== "unicast") return range;
  if (ip.kind() === "ipv6" && !ip.match(GLOBAL_UNICAST_V6)) return "outside global unicast";
  if (ip.toString() === AZURE_PLATFORM) return "cloud platform";
  if (own.has(ip.toString())) return "this machine";
  return undefined;
}

function machineAddresses(): Set<string> {
  const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return new Set(interfaces.map(({ address }) => ipaddr.parse(address).toString()));
}

/** An IP address in canonical text, and whether it is version 4 or 6. */
export interface IpAddress {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a host name; rejects with an error that has a `code` when there is none. */
export type Resolve = (host: string) => Promise<readonly IpAddress[]>;

/** Begins a TCP connection to one of the addresses. It must not look up any name. */
export type Connect = (addresses: readonly IpAddress[], port: number) => Socket;

/** How to reach a host. */
export interface ConnectionOptions {
  /** Lets special ranges through: for tests against loopback. */
  readonly allowPrivate: boolean;
  readonly resolve: Resolve;
  readonly connect: Connect;
}

/** The system's resolver (`getaddrinfo`): all addresses, in its order. */
export const resolveAll: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * Connects to the first of the addresses that answers (Node's Happy Eyeballs, RFC 8305). The socket is given a name that cannot
 * exist and the checked addresses as the result of looking it up, so that there is no second look-up to change its answer.
 */
export const connectToAny: Connect = (addresses, port) => {
  const pinned: LookupFunction = (_host, options, callback) => {
    if (options.all) callback(null, [...addresses]);
    else callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
  };
  return connect({ host: "checked.invalid", port, lookup: pinned, autoSelectFamily: true });
};

/**
 * A connection, encrypted for https, to a host of the public Internet. The name is resolved once; all its addresses are checked, and
 * one special address among them refuses the host, because public sites have no reason to mix the two; the socket can connect to nothing but
 * them; and where it did connect to is checked again before a byte is sent.
 * @param signal destroys the socket, now or later; a look-up under way cannot be stopped, but nothing is connected after it
 * @throws {FetchError} `unknown-host`, `private-address`, `unreachable` or `tls`
 */
export async function openConnection(hop: WebHop, options: ConnectionOptions, signal: AbortSignal): Promise<Socket> {
  const host = hostOf(hop.url);
  const addresses = await resolveHost(hop, host, options.resolve);
  const check = (address: string) => {
    const range = options.allowPrivate ? undefined : specialRange(address);
    if (range !== undefined) throw new FetchError(hop, { reason: "private-address", host, address, range });
  };
  for (const { address } of addresses) check(address);

  signal.throwIfAborted();
  const socket = options.connect(addresses, portOf(hop.url));
  signal.addEventListener("abort", () => socket.destroy(), { once: true });
  try {
    await established(socket, "connect").catch((cause: unknown) => {
      throw new FetchError(hop, { reason: "unreachable", host, code: codeOf(cause) }, { cause });
    });
    if (socket.remoteAddress === undefined)
      throw new FetchError(hop, { reason: "unreachable", host, code: "ENOTCONN" });
    check(socket.remoteAddress);
    if (hop.url.protocol === "http:") return socket;
    // `host` is what the certificate must name; an IP address may not be sent as the server's name (RFC 6066, 3).
    const secure = connectTls({ socket, host, ...(isIP(host) === 0 ? { servername: host } : {}) });
    await established(secure, "secureConnect").catch((cause: unknown) => {
      throw new FetchError(hop, { reason: "tls", host, code: codeOf(cause) }, { cause });
    });
    return secure;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function resolveHost(hop: WebHop, host: string, resolve: Resolve): Promise<readonly IpAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  try {
    const addresses = await resolve(host);
    if (addresses.length > 0) return addresses;
  } catch (cause) {
    throw new FetchError(hop, { reason: "unknown-host", host, code: codeOf(cause) }, { cause });
  }
  throw new FetchError(hop, { reason: "unknown-host", host, code: "ENODATA" });
}

/** Waits for the event. The listeners stay, so that a later error finds one and cannot end the process. */
function established(socket: Socket, event: "connect" | "secureConnect"): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.once("close", () => reject(Object.assign(new Error("The connection was closed."), { code: "ECONNRESET" })));
    socket.once(event, resolve);
  });
}

/** The code of a system, TLS or HTTP error, such as ECONNREFUSED. */
export function codeOf(error: unknown): string {
  // With several addresses, Node gives an AggregateError, whose code is the first attempt's.
  return error instanceof Error && "code" in error ? String(error.code) : "no code";
}
