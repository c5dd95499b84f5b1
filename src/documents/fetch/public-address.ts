import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";

/** The only block that IANA has given out for global unicast; whatever is outside it is special (RFC 4291, 2.4). */
const GLOBAL_UNICAST_V6 = ipaddr.parseCIDR("2000::/3");

/**
 * Microsoft's virtual public address: inside Azure it serves the machine's own agent, outside it belongs to nobody
 * (learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
 */
const AZURE_PLATFORM = "168.63.129.16";

/**
 * Why Pilcrow must not connect to an IP address: the name of its special range, after the IANA special-purpose registries,
 * or `undefined` for a public address. IPv6 addresses that carry an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64) are
 * all refused, whatever they carry: where such a packet ends is the network's choice, not ours.
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
