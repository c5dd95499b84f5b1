import { joinLines, knownWords } from "../../lines.js";
import type { Joint, Line } from "./line-layout.js";

/** A word that a program would rather divide than leave a gap of so many columns at the line's end. */
const DIVISIBLE = 7;
const GAP = 4;

/**
 * How the wrapped lines of a document are joined. Hyphens at line ends are of two kinds: programs that set type divide words
 * ("har-bour"), all others only break behind the hyphens that are there ("well-known"). Which kind wrote the document shows
 * in the long words that it left whole, though a part of them would have fitted on the line above.
 * @param stanzas the lines between empty ones
 */
export function jointOf(stanzas: readonly (readonly Line[])[]): Joint {
  const words = knownWords(stanzas.flatMap((lines) => lines.map(({ text }) => text)));
  const divides = dividesWords(stanzas);
  return (above, line) => {
    const [, head] = /([\p{L}-]{1,60})-$/u.exec(above.slice(-61)) ?? [];
    const [tail] = /^\p{Ll}+(?:-\p{L}+)*/u.exec(line.slice(0, 60)) ?? [];
    const joined = joinLines(above, line, words);
    const before = joined.slice(0, joined.length - line.length);
    if (head === undefined || tail === undefined || before.endsWith(" ") || before.endsWith("-")) return before;
    const isKnown = words.has((head + tail).toLowerCase());
    return isKnown || divides ? before : above;
  };
}

function dividesWords(stanzas: readonly (readonly Line[])[]): boolean {
  let divided = 0;
  let whole = 0;
  for (const lines of stanzas) {
    const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
    for (const [at, line] of lines.entries()) {
      const next = lines[at + 1];
      if (next === undefined) break;
      if (/\p{L}-$/u.test(line.text.slice(-3)) && /^\s*\p{Ll}/u.test(next.text)) divided++;
      else if (next.firstWord >= DIVISIBLE && width - line.length >= GAP && width - line.length <= next.firstWord)
        whole++;
    }
  }
  // One hyphen alone shows nothing: it stays, as it is written.
  return divided >= 2 && divided > whole;
}
