import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { specialRange } from "../../../src/documents/fetch/public-connection.js";
import { specialV4 } from "./special-addresses.js";

const NO_ADDRESSES: ReadonlySet<string> = new Set();

const SPECIAL: readonly (readonly [address: string, why: string])[] = [
  ["0.0.0.0", "unspecified"],
  ["0.1.2.3", "this network"],
  ["10.0.0.0", "private"],
  ["10.255.255.255", "private"],
  ["100.64.0.0", "carrier-grade NAT"],
  ["100.100.100.200", "Alibaba Cloud's metadata"],
  ["100.127.255.255", "carrier-grade NAT"],
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["168.63.129.16", "Azure's platform"],
  ["169.254.0.1", "link-local"],
  ["169.254.169.254", "metadata of AWS, Azure, Google Cloud"],
  ["169.254.170.2", "credentials of Amazon ECS"],
  ["172.16.0.0", "private"],
  ["172.31.255.255", "private"],
  ["192.0.0.1", "protocol assignments"],
  ["192.0.0.192", "Oracle Cloud's metadata"],
  ["192.0.2.1", "documentation"],
  ["192.31.196.1", "AS112"],
  ["192.52.193.1", "AMT"],
  ["192.88.99.1", "6to4 relays"],
  ["192.168.0.1", "private"],
  ["192.168.255.255", "private"],
  ["192.175.48.1", "AS112"],
  ["198.18.0.1", "benchmarks"],
  ["198.19.255.255", "benchmarks"],
  ["198.51.100.1", "documentation"],
  ["203.0.113.1", "documentation"],
  ["224.0.0.1", "multicast"],
  ["239.255.255.250", "multicast (SSDP)"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.254", "reserved"],
  ["255.255.255.255", "broadcast"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["::7f00:1", "IPv4-compatible loopback"],
  ["::808:808", "IPv4-compatible, whatever it carries"],
  ["::ffff:7f00:1", "IPv4-mapped loopback"],
  ["::ffff:127.0.0.1", "IPv4-mapped loopback"],
  ["::ffff:8.8.8.8", "IPv4-mapped, whatever it carries"],
  ["::ffff:0:7f00:1", "IPv4-translated"],
  ["64:ff9b::7f00:1", "NAT64 of loopback"],
  ["64:ff9b::808:808", "NAT64, whatever it carries"],
  ["64:ff9b:1::a00:1", "NAT64 of a local network"],
  ["100::1", "discard"],
  ["100:0:0:1::1", "dummy prefix"],
  ["2001::1", "Teredo"],
  ["2001:0:7f00:1::", "Teredo by way of loopback"],
  ["2001:2::1", "benchmarks"],
  ["2001:3::1", "AMT"],
  ["2001:4:112::1", "AS112"],
  ["2001:10::1", "ORCHID"],
  ["2001:20::1", "ORCHIDv2"],
  ["2001:db8::1", "documentation"],
  ["2002:7f00:1::1", "6to4 of loopback"],
  ["2002:a9fe:a9fe::", "6to4 of the metadata address"],
  ["2002:808:808::1", "6to4, whatever it carries"],
  ["3fff::1", "documentation"],
  ["4000::1", "not given out by IANA"],
  ["5f00::1", "segment routing"],
  ["fc00::1", "unique local"],
  ["fd00:ec2::254", "AWS's metadata"],
  ["fd20:ce::254", "Google Cloud's metadata"],
  ["fdff:ffff::1", "unique local"],
  ["fe80::1", "link-local"],
  ["fe80::1%lo", "link-local with a zone"],
  ["fe80::a9fe:a9fe", "link-local"],
  ["febf::1", "link-local"],
  ["fec0::1", "site-local"],
  ["ff02::1", "multicast"],
  ["ff0e::1", "multicast"],
  ["", "no address"],
  ["127.1", "no canonical address"],
  ["0177.0.0.1", "no canonical address"],
  ["2130706433", "no canonical address"],
  ["2606:4700::1%eth0", "a public address has no zone"],
  ["localhost", "a name"],
];

/** Most are the last address before or the first after a special range. */
const PUBLIC = [
  ..."1.0.0.0 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 93.184.215.14 100.63.255.255 100.128.0.0".split(" "),
  ..."126.255.255.255 128.0.0.0 168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255".split(" "),
  ..."172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0".split(" "),
  ..."198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255".split(" "),
  ..."2001:200::1 2001:4860:4860::8888 2001:db7:ffff::1 2001:db9::1 2003::1 2606:4700:4700::1111".split(" "),
  ..."2620:fe::fe 2a00:1450:4001:81b::200e 3ffe:ffff::1".split(" "),
];

describe("specialRange", () => {
  it.each(SPECIAL)("refuses %s: %s", (address) => {
    expect(specialRange(address, NO_ADDRESSES)).toBeTypeOf("string");
  });

  it.each(PUBLIC)("lets %s through", (address) => {
    expect(specialRange(address, NO_ADDRESSES)).toBeUndefined();
  });

  it("refuses a public address that is this machine's own", () => {
    expect(specialRange("8.8.8.8", new Set(["8.8.8.8"]))).toBe("this machine");
    expect(specialRange("2606:4700:0::1", new Set(["2606:4700::1"]))).toBe("this machine");
  });

  it("refuses every special IPv4 address, alone and inside IPv6", () => {
    fc.assert(
      fc.property(specialV4, (value) => {
        const dotted = [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
        const hex = `${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}`;
        expect(specialRange(dotted)).toBeTypeOf("string");
        for (const carrier of [`::${hex}`, `::ffff:${hex}`, `64:ff9b::${hex}`, `64:ff9b:1::${hex}`, `2002:${hex}::1`]) {
          expect(specialRange(carrier), carrier).toBeTypeOf("string");
        }
      }),
    );
  });

  it("refuses every IPv6 address outside 2000::/3", () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    const groups = fc.array(group, { minLength: 8, maxLength: 8 }).filter(([first = 0]) => first >>> 13 !== 1);
    fc.assert(
      fc.property(groups, (values) => {
        expect(specialRange(values.map((value) => value.toString(16)).join(":"))).toBeTypeOf("string");
      }),
    );
  });
});
