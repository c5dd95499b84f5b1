import { isProse, type Prose } from "./pdf-prose.js";
import { linesOf } from "./pdf-rows.js";
import { median, type Segment } from "./pdf-segments.js";

/** Lines that are read one after the other between the same margins: a column, or the full width above or below columns. */
export type Flow = readonly Segment[];

/** Between columns there is at least this much, in font sizes. */
const NARROWEST_GUTTER = 0.5;
/** Left margins of columns that are tried in a region, those with most lines first. */
const MOST_MARGINS = 24;
/** Levels of columns inside of columns. */
const DEEPEST = 5;
/** Margins that differ by less than this are one, in points. */
const SAME_MARGIN = 3;
/** A line of at least so many pieces of at most so many characters is a row of a table, if the next one is too. */
const FEWEST_CELLS = 3;
const LONGEST_CELL = 24;

/** Where a column stands to the right of another one. */
interface Gutter {
  /** The left margin of the right column. */
  readonly margin: number;
  /** How wide each of the two columns is at most. */
  readonly width: number;
}

/** Each page's segments in the order of reading. Gutters that some pages show clearly are known on all. */
export function readingOrder(pages: readonly (readonly Segment[])[]): Flow[][] {
  const known: Gutter[] = [];
  for (const page of pages) {
    for (const gutter of guttersOf(page, 0)) {
      if (known.length < MOST_MARGINS && !known.some((each) => isSameMargin(each, gutter))) known.push(gutter);
    }
  }
  return pages.map((page) => cut(page, known, 0).filter((flow) => flow.length > 0));
}

const isSameMargin = (one: Gutter, other: Gutter): boolean => Math.abs(one.margin - other.margin) < SAME_MARGIN;

/** The gutters of a region and of the columns in it. */
function guttersOf(segments: readonly Segment[], depth: number): Gutter[] {
  const split = depth < DEEPEST ? bestSplit(segments, []) : undefined;
  if (split === undefined) return [];
  const inner = split.bands.flatMap((band) =>
    band.columns ? [band.left, band.right].flatMap((column) => guttersOf(column, depth + 1)) : [],
  );
  return [split.gutter, ...inner];
}

function cut(segments: readonly Segment[], known: readonly Gutter[], depth: number): Flow[] {
  const split = depth < DEEPEST ? bestSplit(segments, known) : undefined;
  if (split === undefined) return [linesOf(segments)];
  return split.bands.flatMap(({ columns, left, right, across }) => {
    if (!columns) return cut(across, known, depth + 1);
    const sides = isRightToLeft(segments) ? [right, left] : [left, right];
    return sides.flatMap((column) => (column.length > 0 ? cut(column, known, depth + 1) : []));
  });
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

function isRightToLeft(segments: readonly Segment[]): boolean {
  return segments.filter(({ text }) => RIGHT_TO_LEFT.test(text)).length > segments.length / 2;
}

/** A part of a region from one height to another: two columns, or what stands across them. */
interface Band {
  readonly columns: boolean;
  readonly left: readonly Segment[];
  readonly right: readonly Segment[];
  readonly across: readonly Segment[];
}

interface Split {
  readonly gutter: Gutter;
  readonly bands: readonly Band[];
}

/** The gutter with most text in columns on both of its sides, and the bands that it divides the region into. */
function bestSplit(segments: readonly Segment[], known: readonly Gutter[]): Split | undefined {
  const downwards = [...segments].sort((a, b) => a.y - b.y);
  const rows = tableRows(downwards);
  let best: Split | undefined;
  let most = 0;
  for (const margin of marginsIn(segments, known)) {
    const hint = known.find((gutter) => Math.abs(gutter.margin - margin) < SAME_MARGIN);
    const bands = bandsOf(downwards, { margin, hint, rows });
    const inColumns = bands.filter((band) => band.columns);
    const characters = inColumns.reduce((sum, { left, right }) => sum + charactersIn(left) + charactersIn(right), 0);
    if (characters <= most) continue;
    most = characters;
    const width = Math.max(...inColumns.flatMap(({ left, right }) => [widthOf(left), widthOf(right)]));
    best = { gutter: { margin, width }, bands };
  }
  return best;
}

/** Left margins that several segments share and that others stand left of, and those of known gutters. */
function marginsIn(segments: readonly Segment[], known: readonly Gutter[]): number[] {
  const counts = new Map<number, { count: number; left: number }>();
  for (const { left } of segments) {
    const found = counts.get(Math.round(left)) ?? { count: 0, left };
    counts.set(Math.round(left), { count: found.count + 1, left: Math.min(found.left, left) });
  }
  const first = Math.min(...counts.keys());
  const own = [...counts.values()].filter(({ count, left }) => count > 1 && left > first + SAME_MARGIN);
  const frequent = own.sort((a, b) => b.count - a.count).slice(0, MOST_MARGINS);
  const hints = known.map(({ margin }) => margin).filter((margin) => margin > first);
  return [...frequent.map(({ left }) => left), ...hints];
}

/** From top to bottom, the segments across the gutter divide a region into bands of columns. */
function bandsOf(
  downwards: readonly Segment[],
  { margin, hint, rows }: { margin: number; hint: Gutter | undefined; rows: ReadonlyMap<Segment, Extent> },
): Band[] {
  const bands: Band[] = [];
  let left: Segment[] = [];
  let right: Segment[] = [];
  let across: Segment[] = [];
  const closeAcross = (): void => {
    if (across.length > 0) bands.push({ columns: false, left: [], right: [], across });
    across = [];
  };
  const closeColumns = (): void => {
    if (left.length + right.length === 0) return;
    if (areColumns(left, right, margin, hint)) {
      closeAcross();
      bands.push({ columns: true, left, right, across: [] });
    } else across.push(...left, ...right);
    [left, right] = [[], []];
  };
  for (const segment of downwards) {
    const row = rows.get(segment);
    const isAcross = row !== undefined && row.left < margin - 1 && row.right > margin;
    if (isAcross) {
      closeColumns();
      across.push(segment);
    } else if (segment.left >= margin - 1) right.push(segment);
    else if (segment.right <= margin - segment.size * NARROWEST_GUTTER) left.push(segment);
    else {
      closeColumns();
      across.push(segment);
    }
  }
  closeColumns();
  closeAcross();
  return bands;
}

/** From where to where a line reaches. */
interface Extent {
  readonly left: number;
  readonly right: number;
}

/**
 * The segments that are cells of a table: a gutter that its columns leave by chance does not cut its rows.
 * @param downwards segments from top to bottom
 */
function tableRows(downwards: readonly Segment[]): ReadonlyMap<Segment, Extent> {
  const lines: Segment[][] = [];
  for (const segment of downwards) {
    const line = lines.at(-1);
    if (line?.[0] !== undefined && segment.y - line[0].y < 2) line.push(segment);
    else lines.push([segment]);
  }
  const isRow = (line: readonly Segment[] | undefined): boolean =>
    line !== undefined && line.length >= FEWEST_CELLS && line.every(({ text }) => text.length <= LONGEST_CELL);
  const rows = lines.filter((line, index) => isRow(line) && (isRow(lines[index - 1]) || isRow(lines[index + 1])));
  const cells = new Map<Segment, Extent>();
  for (const row of rows) {
    const extent = extentOf(row);
    for (const segment of row) cells.set(segment, extent);
  }
  return cells;
}

/** Whether the segments on both sides of a gutter are columns of text, and not the cells of a table or one line with a gap. */
function areColumns(
  left: readonly Segment[],
  right: readonly Segment[],
  margin: number,
  hint: Gutter | undefined,
): boolean {
  if (left.length === 0 || right.length === 0) return false;
  const [one, other] = [isProse(linesOf(left)), isProse(linesOf(right))];
  if (one.isProse && other.isProse) return !haveSameRows(one, other);
  if (hint !== undefined && right.some((segment) => Math.abs(segment.left - margin) < SAME_MARGIN)) {
    const isWide = (lines: readonly Segment[]): boolean =>
      median(lines.map((line) => line.right - line.left)) > hint.width / 2;
    return (
      (isWide(one.lines) || isWide(other.lines)) && (!areRows(one, other) || (isWide(one.lines) && isWide(other.lines)))
    );
  }
  // Beside a column of text stand the labels of a figure, on no line of the text.
  return (one.isLong || other.isLong) && !areRows(one, other);
}

/** Whether most lines of the side with fewer ones stand beside a line of the other side: a table's cells do. */
function areRows({ lines: left }: Prose, { lines: right }: Prose): boolean {
  const [fewer, more] = left.length < right.length ? [left, right] : [right, left];
  return beside(fewer, more) >= fewer.length * 0.6;
}

/** Whether paragraphs begin at the same heights on both sides, as the rows of a table with long cells do. */
function haveSameRows({ starts: left }: Prose, { starts: right }: Prose): boolean {
  const [fewer, more] = left.length < right.length ? [left, right] : [right, left];
  return fewer.length >= 3 && beside(fewer, more) >= more.length * 0.7;
}

function beside(some: readonly Segment[], others: readonly Segment[]): number {
  const heights = new Set(others.flatMap(({ y }) => [Math.floor(y / 2), Math.floor(y / 2) + 1, Math.floor(y / 2) - 1]));
  return some.filter(({ y }) => heights.has(Math.floor(y / 2))).length;
}

const charactersIn = (segments: readonly Segment[]): number => segments.reduce((sum, { text }) => sum + text.length, 0);

function widthOf(segments: readonly Segment[]): number {
  const { left, right } = extentOf(segments);
  return right - left;
}

// Loops, because `Math.min(...values)` takes only so many arguments.
function extentOf(segments: readonly Segment[]): Extent {
  const left = segments.reduce((least, segment) => Math.min(least, segment.left), Number.POSITIVE_INFINITY);
  return { left, right: segments.reduce((most, segment) => Math.max(most, segment.right), left) };
}
