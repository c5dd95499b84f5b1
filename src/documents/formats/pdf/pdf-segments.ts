import { beginsAt, withoutDoubles } from "./pdf-doubles.js";
import { lineText } from "./pdf-line-text.js";
import type { PlacedRun, PlacedRuns } from "./pdf-placed.js";

/** A run that is so many times as large as another one is on no line with it: a drop capital. */
export const DROP_CAP_SIZE = 1.8;

/** What stands between wide gaps of a line: a cell of a table's row. */
export interface Cell {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The font of all of it, or "". */
  readonly font: string;
}

/** A stretch of one line without a wide gap: a line of a column, a cell of a table. Lengths in points, y downwards. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The baseline. */
  readonly y: number;
  /** The font size of most of it. */
  readonly size: number;
  readonly page: number;
  readonly pageHeight: number;
  /** The font of all of it, or "". */
  readonly font: string;
  /** What stands between wide gaps, where a line has some. */
  readonly cells?: readonly Cell[];
}

interface Draft {
  readonly runs: PlacedRun[];
  readonly left: number;
  right: number;
  /** The run with the most letters, which decides on size and baseline. */
  main: PlacedRun;
}

/** Above this, in font sizes, another column may begin, as LaTeX's, whose gutter is one; wide spaces of justified lines are joined again later. */
const COLUMN_GAP = 0.6;
/** Runs whose baselines differ by less than this stand on one line: superscripts and subscripts are moved by a third. */
const SAME_LINE = 0.45;
/** What is short, smaller and touches a line may be farther from it: some programs raise by half of the size. */
const FAR_RAISED = 0.56;
const LONGEST_RAISED = 6;
/** Baselines are looked up in strips of this height. */
const STRIP = 4;

/** Joins the runs of one page into segments. */
export function segmentsOf({ runs, isMirrored }: PlacedRuns, page: number, pageHeight: number): Segment[] {
  const sorted = withoutDoubles(runs.filter((run) => run.size > 0.5));
  const strips = new Map<number, Draft[]>();
  const drafts: Draft[] = [];
  for (const run of sorted) {
    const before = closestBefore(run, strips);
    if (before === undefined) {
      const draft = { runs: [run], left: run.left, right: run.right, main: run };
      drafts.push(draft);
      addTo(strips, draft);
    } else {
      before.runs.push(run);
      before.right = Math.max(before.right, run.right);
      if (run.text.length > before.main.text.length) before.main = run;
    }
  }
  return drafts.map(({ runs: own, left, right, main: { y, size } }) => ({
    text: lineText(own, isMirrored),
    left,
    right,
    y,
    size,
    page,
    pageHeight,
    font: own.every(({ font }) => font === own[0]?.font) ? (own[0]?.font ?? "") : "",
  }));
}

/** The segment that a run goes on with: on its line, ending just before it. */
function closestBefore(run: PlacedRun, strips: ReadonlyMap<number, Draft[]>): Draft | undefined {
  let best: Draft | undefined;
  const reach = Math.min(5, Math.ceil((run.size * SAME_LINE * 1.5) / STRIP) + 1);
  const strip = Math.floor(run.y / STRIP);
  for (let at = strip - reach; at <= strip + reach; at++) {
    for (const segment of strips.get(at) ?? []) {
      const { main } = segment;
      const size = Math.max(run.size, main.size);
      const small = Math.min(run.size, main.size);
      // A drop capital stands beside several lines, and belongs to the first of them.
      if (size >= small * DROP_CAP_SIZE) continue;
      const gap = run.left - segment.right;
      const isFar = Math.abs(run.y - main.y) > small * SAME_LINE + (size - small) * 0.5;
      if (isFar && !isRaisedFar(run, segment)) continue;
      if (gap > size * COLUMN_GAP || (gap < -size * 0.6 && !isDrawnAgain(run, segment))) continue;
      if (best === undefined || segment.right > best.right) best = segment;
    }
  }
  return best;
}

function isRaisedFar(run: PlacedRun, { main, right }: Draft): boolean {
  const isSmall = run.size < main.size * 0.85 && run.text.trim().length <= LONGEST_RAISED;
  const touches = Math.abs(run.left - right) < main.size * 0.15;
  return isSmall && touches && Math.abs(run.y - main.y) <= main.size * FAR_RAISED;
}

/** Whether a run may go on in a line whose letters are drawn twice, one by one, though it begins before its end. */
function isDrawnAgain(run: PlacedRun, { runs }: Draft): boolean {
  const last = runs.at(-1);
  return last !== undefined && (beginsAt(run, last) || last.text.endsWith(run.text.charAt(0)));
}

function addTo(strips: Map<number, Draft[]>, segment: Draft): void {
  const strip = Math.floor(segment.main.y / STRIP);
  const there = strips.get(strip);
  if (there) there.push(segment);
  else strips.set(strip, [segment]);
}

/** The middle one of the values, the greater of two; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
