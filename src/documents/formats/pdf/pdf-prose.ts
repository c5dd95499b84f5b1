import { median, type Segment } from "./pdf-segments.js";

/** A column of text has at least this many lines of this many characters. */
const FEWEST_LINES = 3;
const SHORTEST_LINE = 12;
/** A line that reaches this far to the right is full. */
const FULL = 0.7;
/** So many lines of text alone make a column, whatever stands beside them. */
const LONG_COLUMN = 6;
/** From this much more than the usual distance of lines, a paragraph or row begins. */
const ROOM = 1.25;

/** What the lines between two margins are. */
export interface Prose {
  readonly lines: readonly Segment[];
  /** Whether they are running text: most of them reach the right margin and go on in the next one. */
  readonly isProse: boolean;
  /** Whether so much of it that it is a column, whatever stands beside it. */
  readonly isLong: boolean;
  /** The lines above which there is room. */
  readonly starts: readonly Segment[];
}

/** Says of lines, from top to bottom, whether they are running text. */
export function isProse(lines: readonly Segment[]): Prose {
  const left = lines.reduce((least, line) => Math.min(least, line.left), Number.POSITIVE_INFINITY);
  const rights = lines.map((line) => line.right).sort((a, b) => a - b);
  // One line that reaches too far does not make the others short.
  const width = (rights[Math.floor((rights.length - 1) * 0.9)] ?? left) - left;
  const long = lines.filter(({ text, right }) => text.length >= SHORTEST_LINE && right >= left + width * FULL);
  const all = lines.reduce((sum, { text }) => sum + text.length, 0);
  const inLong = long.reduce((sum, { text }) => sum + text.length, 0);
  const goingOn = lines.filter(({ text }, index) => index > 0 && /^\p{Ll}/u.test(text)).length;
  const hasCase = lines.some(({ text }) => /\p{Ll}/u.test(text));
  const isText = inLong >= all / 2 && (!hasCase || goingOn >= long.length / 4);
  const enough = long.length >= FEWEST_LINES || (long.length > 0 && goingOn > 0 && lines.length <= FEWEST_LINES);
  const distances = lines.slice(1).map((line, index) => line.y - (lines[index]?.y ?? 0));
  const usual = median(distances);
  return {
    lines,
    isProse: isText && enough,
    isLong: isText && long.length >= LONG_COLUMN,
    starts: lines.filter((_, index) => index === 0 || (distances[index - 1] ?? 0) > usual * ROOM),
  };
}
