import { english } from "../interface-texts/texts.js";

/** A number with what is counted: `1 paragraph`, `2 paragraphs`, `1,000 paragraphs`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? noun : plural}`;
}

/** A bar of characters of which some are full: `███░░` */
export function bar(full: number, length: number): string {
  return "█".repeat(full) + "░".repeat(length - full);
}

/** A size in bytes, in the largest unit of which it has one: `77 bytes`, `1.5 KB`, `10 MB`. */
export function fileSize(bytes: number, texts = english()): string {
  if (bytes < 1_000) return texts.say("bytes", { count: bytes });
  const [unit, name] =
    bytes < 1e6
      ? ([1e3, "kilobytes"] as const)
      : bytes < 1e9
        ? ([1e6, "megabytes"] as const)
        : ([1e9, "gigabytes"] as const);
  return texts.say(name, { size: texts.number(bytes / unit, { maximumFractionDigits: 1 }) });
}

/** `a, b, and 3 more`: some of many, as a list in a sentence. @param most how many are named */
export function listed(
  parts: readonly string[],
  type: "conjunction" | "disjunction" = "conjunction",
  most = 10,
  texts = english(),
): string {
  const more = parts.length - most;
  return texts.list(more > 0 ? [...parts.slice(0, most), texts.say("list.more", { count: more })] : parts, type);
}
