import fc from "fast-check";

/** IPv4 blocks that no public site has, from the IANA special-purpose registry and RFC 5771: first address and prefix length. */
const BLOCKS: readonly (readonly [first: string, prefix: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Any special IPv4 address as an unsigned 32-bit number. */
export const specialV4 = fc
  .constantFrom(...BLOCKS)
  .chain(([first, prefix]) =>
    fc.integer({ min: 0, max: 2 ** (32 - prefix) - 1 }).map((offset) => fromDotted(first) + offset),
  );

function fromDotted(text: string): number {
  return text.split(".").reduce((value, octet) => value * 256 + Number(octet), 0);
}

/** A digit or dot as itself, percent-encoded, or full-width: the URL standard maps all of them to the same. */
const disguises = ["plain", "percent", "full-width"] as const;

/**
 * One of the ways to write an IPv4 address in a URL: one to four parts, each decimal, octal or hexadecimal with any number of zeros in front,
 * perhaps a final dot, every character perhaps disguised.
 */
export const textualForm = (value: number): fc.Arbitrary<string> =>
  fc
    .record({
      parts: fc.integer({ min: 1, max: 4 }),
      radixes: fc.array(fc.constantFrom("", "0", "0x", "0X"), { minLength: 4, maxLength: 4 }),
      zeros: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
      finalDot: fc.boolean(),
      disguise: fc.array(fc.constantFrom(...disguises), { minLength: 40, maxLength: 40 }),
    })
    .map(({ parts, radixes, zeros, finalDot, disguise }) => {
      const octets = [24, 16, 8].slice(0, parts - 1).map((shift) => (value >>> shift) & 255);
      const numbers = [...octets, value % 2 ** (8 * (5 - parts))];
      const written = numbers.map((number, at) => writeNumber(number, radixes[at] ?? "", zeros[at] ?? 0));
      const text = written.join(".") + (finalDot ? "." : "");
      return [...text].map((character, at) => disguiseAs(disguise[at] ?? "plain", character)).join("");
    });

function writeNumber(value: number, prefix: string, zeros: number): string {
  if (prefix === "") return String(value);
  return prefix + "0".repeat(zeros) + value.toString(prefix === "0" ? 8 : 16);
}

function disguiseAs(kind: (typeof disguises)[number], character: string): string {
  switch (kind) {
    case "plain":
      return character;
    case "percent":
      return `%${character.charCodeAt(0).toString(16)}`;
    case "full-width":
      return character === "." ? "。" : String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);
  }
}
