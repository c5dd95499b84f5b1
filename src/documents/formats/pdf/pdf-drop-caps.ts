import { knownWords } from "../../lines.js";
import { DROP_CAP_SIZE, type Segment } from "./pdf-segments.js";

const LETTER = /^["“„«]?\p{Lu}['’]?$/u;
/** Letters that are words. */
const WORD_LETTER = /^["“„«]?[AIOÀÉY]$/u;

/** The segments of a page, with each drop capital put before the first line beside it. */
export function withoutDropCaps(segments: readonly Segment[], body: number): readonly Segment[] {
  const caps = segments.filter(({ text, size }) => LETTER.test(text) && size >= body * DROP_CAP_SIZE);
  if (caps.length === 0) return segments;
  const words = knownWords(segments.map(({ text }) => text));
  const dropped = new Set<Segment>();
  const begun = new Map<Segment, Segment>();
  for (const cap of caps) {
    const line = segments
      .filter((segment) => isBeside(segment, cap))
      .reduce<Segment | undefined>((top, each) => (top === undefined || each.y < top.y ? each : top), undefined);
    if (line === undefined || begun.has(line)) continue;
    dropped.add(cap);
    begun.set(line, { ...line, left: cap.left, text: beginning(cap.text, line.text, words) });
  }
  return segments.filter((segment) => !dropped.has(segment)).map((segment) => begun.get(segment) ?? segment);
}

function isBeside({ left, y, size }: Segment, cap: Segment): boolean {
  const room = left - cap.right;
  const isNear = room > -size * 0.5 && room < size * 1.5;
  return size * DROP_CAP_SIZE <= cap.size && isNear && y > cap.y - cap.size * 0.9 && y < cap.y + size * 0.3;
}

/** "T" and "he gate" are "The gate"; "A" and "gate" are two words where the page has no "agate". */
function beginning(cap: string, text: string, words: ReadonlySet<string>): string {
  const first = /^\p{L}*/u.exec(text)?.[0].toLowerCase() ?? "";
  const isWord = WORD_LETTER.test(cap) && words.has(first) && !words.has(cap.slice(-1).toLowerCase() + first);
  return isWord ? `${cap} ${text}` : cap + text;
}
