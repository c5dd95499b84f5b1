import type { Segment } from "./pdf-segments.js";

/** Lines that are read one after the other between the same margins: a column, or the full width above or below columns. */
export type Flow = readonly Segment[];

/** The dots that lead the eye to a page number or a price. The quantifier is bounded: pages of dots exist. */
const LEADER = /\s?(?:\.\s?){5,500}/g;

/** A column has at least this many lines, of this many characters on average; less is a table or a caption. */
const FEWEST_LINES = 3;
const SHORTEST_LINE = 12;
/** The lines of a column fill at least this share of its width on average; the cells of a table do not. */
const FILLED = 0.5;
/** The gutter between columns, in font sizes. */
const NARROWEST_GUTTER = 0.8;
/** Levels of columns inside of columns. */
const DEEPEST = 4;

/** The segments of a page in the order of reading, by cutting it at the gutters that most lines respect. */
export function readingOrder(segments: readonly Segment[]): Flow[] {
  return cut(segments, 0).filter((flow) => flow.length > 0);
}

function cut(segments: readonly Segment[], depth: number): Flow[] {
  const gutter = depth < DEEPEST ? findGutter(segments) : undefined;
  if (gutter === undefined) return [linesOf(segments)];
  const flows: Flow[] = [];
  let band: Segment[] = [];
  let across: Segment[] = [];
  const closeBand = (): void => {
    const left = band.filter((segment) => segment.right <= gutter);
    const right = band.filter((segment) => segment.right > gutter);
    if (band.length > 0) flows.push(...cut(left, depth + 1), ...cut(right, depth + 1));
    band = [];
  };
  const closeAcross = (): void => {
    if (across.length > 0) flows.push(linesOf(across));
    across = [];
  };
  // From top to bottom, the lines across the gutter divide the page into bands of columns.
  for (const segment of [...segments].sort((a, b) => a.y - b.y)) {
    if (segment.left < gutter && segment.right > gutter) {
      closeBand();
      across.push(segment);
    } else {
      closeAcross();
      band.push(segment);
    }
  }
  closeBand();
  closeAcross();
  return flows;
}

/** The middle of the gutter with columns of text on both sides, if the region has one. */
function findGutter(segments: readonly Segment[]): number | undefined {
  if (segments.length < FEWEST_LINES * 2) return undefined;
  const left = least(segments, leftOf);
  const width = most(segments, rightOf) - left;
  if (!(width > 0)) return undefined;
  const bins = Math.min(1000, Math.max(20, Math.round(width)));
  const binWidth = width / bins;
  const cover = coverage(segments, left, binWidth, bins);
  const middle = cover.slice(Math.floor(bins * 0.15), Math.ceil(bins * 0.85));
  const free = Math.min(...middle) + segments.length * 0.02;
  const wide = (NARROWEST_GUTTER * median(segments.map((segment) => segment.size))) / binWidth;
  const gutters: { at: number; bins: number }[] = [];
  let from = -1;
  for (let bin = Math.floor(bins * 0.15); bin <= Math.ceil(bins * 0.85); bin++) {
    const isFree = (cover[bin] ?? Number.POSITIVE_INFINITY) <= free;
    if (isFree && from === -1) from = bin;
    if (!isFree && from !== -1) {
      if (bin - from >= wide) gutters.push({ at: left + ((from + bin) / 2) * binWidth, bins: bin - from });
      from = -1;
    }
  }
  return gutters.sort((a, b) => b.bins - a.bins).find(({ at }) => dividesColumns(segments, at))?.at;
}

/** How many segments cover each bin of the width, by the differences at their ends. */
function coverage(segments: readonly Segment[], left: number, binWidth: number, bins: number): number[] {
  const change = new Array<number>(bins + 1).fill(0);
  const bin = (x: number): number => Math.min(bins, Math.max(0, Math.round((x - left) / binWidth)));
  for (const segment of segments) {
    change[bin(segment.left)] = (change[bin(segment.left)] ?? 0) + 1;
    change[bin(segment.right)] = (change[bin(segment.right)] ?? 0) - 1;
  }
  let open = 0;
  return change.map((difference) => {
    open += difference;
    return open;
  });
}

function dividesColumns(segments: readonly Segment[], gutter: number): boolean {
  const left = segments.filter((segment) => segment.right <= gutter);
  const right = segments.filter((segment) => segment.left >= gutter);
  const across = segments.length - left.length - right.length;
  if (across > left.length + right.length) return false;
  return (
    isColumn(left) && isColumn(right) && least(left, yOf) < most(right, yOf) && least(right, yOf) < most(left, yOf)
  );
}

function isColumn(segments: readonly Segment[]): boolean {
  if (segments.length < FEWEST_LINES) return false;
  const left = least(segments, leftOf);
  const right = most(segments, rightOf);
  const filled = median(segments.map((segment) => segment.right - segment.left));
  const characters = segments.reduce((sum, segment) => sum + segment.text.length, 0);
  const columns = Math.max(1, Math.round((right - left) / Math.max(1, filled)));
  // Two columns side by side fill half of the width each.
  return characters >= segments.length * SHORTEST_LINE && filled * columns >= (right - left) * FILLED && columns <= 3;
}

const leftOf = (segment: Segment): number => segment.left;
const rightOf = (segment: Segment): number => segment.right;
const yOf = (segment: Segment): number => segment.y;

// Loops, because `Math.min(...values)` takes only so many arguments.
function least(segments: readonly Segment[], value: (segment: Segment) => number): number {
  return segments.reduce((best, segment) => Math.min(best, value(segment)), Number.POSITIVE_INFINITY);
}

function most(segments: readonly Segment[], value: (segment: Segment) => number): number {
  return segments.reduce((best, segment) => Math.max(best, value(segment)), Number.NEGATIVE_INFINITY);
}

/** The middle one of the values, the greater of two; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Segments on one baseline become one line, from left to right. */
function linesOf(segments: readonly Segment[]): Segment[] {
  const lines: Segment[][] = [];
  for (const segment of [...segments].sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    const [first] = line ?? [];
    if (first && Math.abs(first.y - segment.y) < Math.min(first.size, segment.size) * 0.4) line?.push(segment);
    else lines.push([segment]);
  }
  return lines.map((line) => {
    const [first, ...rest] = line.sort((a, b) => a.left - b.left);
    if (first === undefined) throw new Error("A line has at least one segment.");
    const longest = line.reduce((best, each) => (each.text.length > best.text.length ? each : best), first);
    const cells = [first, ...rest].map((segment) => segment.text.replace(LEADER, " … "));
    const row = { ...longest, text: cells.join(" "), left: first.left, right: most(line, rightOf) };
    return cells.length > 1 ? { ...row, cells } : row;
  });
}
