import { endsClosed } from "../../lines.js";
import type { Flow } from "./pdf-columns.js";
import type { Segment } from "./pdf-segments.js";

/** The usual distance of two baselines for a font size, in points. */
export type Leading = (size: number) => number;

/** A wider distance than this many times the usual one divides paragraphs. */
const PARAGRAPH_GAP = 1.3;
/** An indentation, in font sizes: typographers use from 1 to 2. */
const INDENT = 0.75;
/** A line of a table of contents or of a price list. */
const LED_TO_NUMBER = / … [\p{N}.,]{1,8}$/u;
const BULLET = /^[•◦▪‣–]\s/u;
const NUMBERED = /^(?:\p{N}{1,3}|\p{L})[.)]\s/u;

/**
 * What stands between two neighbouring lines of a flow: nothing (a new paragraph begins), a space (the text goes on), or
 * a line break that means something (verse, addresses, rows).
 */
export function breakBefore(previous: Segment, line: Segment, flow: Flow, leading: Leading): " " | "\n" | undefined {
  if (line.page !== previous.page) return undefined;
  if (line.y - previous.y > leading(line.size) * PARAGRAPH_GAP) return undefined;
  if (BULLET.test(line.text)) return undefined;
  if (LED_TO_NUMBER.test(previous.text)) return "\n";
  const closed = endsClosed(previous.text);
  const short = isShort(previous, line, flow);
  if (NUMBERED.test(line.text) && (closed || short)) return undefined;
  const indented =
    line.left > previous.left + line.size * INDENT && !BULLET.test(previous.text) && !NUMBERED.test(previous.text);
  if (indented && (closed || short)) return undefined;
  if (short && closed) return undefined;
  return short && !/^\p{Ll}/u.test(line.text) && !/[-\u00ad]$/.test(previous.text) ? "\n" : " ";
}

/** Whether the next line's first word would have fitted behind the line. */
function isShort(line: Segment, next: Segment, flow: Flow): boolean {
  const right = rightMargin(flow, line);
  const firstWord = /^\S*/.exec(next.text)?.[0].length ?? 0;
  const perCharacter = (next.right - next.left) / Math.max(1, next.text.length);
  return line.right + (firstWord + 1.5) * perCharacter < right;
}

const margins = new WeakMap<Flow, Map<number, number>>();

/** Where the longest lines of a flow end that have a line's size. */
function rightMargin(flow: Flow, { size }: Segment): number {
  const known = margins.get(flow) ?? new Map<number, number>();
  margins.set(flow, known);
  const right =
    known.get(size) ?? flow.reduce((most, line) => (sameSize(line.size, size) ? Math.max(most, line.right) : most), 0);
  known.set(size, right);
  return right;
}

/** Whether a line's last sign says that something follows, or that a sentence ends: headings end with neither. */
export function endsOpen(text: string): boolean {
  return /[.,;:…。、，；：]$/u.test(text);
}

/** Whether two font sizes are the same to the eye. */
export function sameSize(one: number, other: number): boolean {
  return Math.max(one, other) <= Math.min(one, other) * 1.1;
}
