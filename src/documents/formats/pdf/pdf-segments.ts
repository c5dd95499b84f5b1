/** A run that is so many times as large as another one is on no line with it: a drop capital. */
export const DROP_CAP_SIZE = 1.8;

/** A piece of text as a PDF page places it. */
export interface TextRun {
  readonly text: string;
  /** In page units (points, 1/72 inch). */
  readonly width: number;
  /** Text space → page space, y downwards: [a b c d e f]. */
  readonly matrix: readonly number[];
  readonly rtl: boolean;
  /** The name that pdf.js gives the font. */
  readonly font: string;
}

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
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
  rtl: boolean;
  font: string;
}

/** Gaps in font sizes: below this, letters of one word (a space is .25 wide, kerning moves by less than .1). */
const WORD_GAP = 0.14;
/** Above this, another column may begin, as LaTeX's, whose gutter is a font size; wide spaces of justified lines are joined again later. */
const COLUMN_GAP = 0.6;
/** Runs whose baselines differ by less than this stand on one line: superscripts and subscripts are moved by a third. */
const SAME_LINE = 0.45;
/** Baselines are looked up in strips of this height. */
const STRIP = 4;

/** The segments of one page, and how many lines of text at another angle than most of the page's (stamps, watermarks) were left out. */
export interface PageSegments {
  readonly segments: readonly Segment[];
  readonly turnedLines: number;
}

/** Joins the runs of one page into segments. */
export function segmentsOf(runs: readonly TextRun[], page: number, pageHeight: number): PageSegments {
  const { upright, turnedLines } = withoutOtherAngles(
    runs.filter((run) => run.matrix.every(Number.isFinite) && Number.isFinite(run.width)),
  );
  const drafts = upright.filter((run) => run.size > 0.5).sort((a, b) => a.left - b.left);
  const strips = new Map<number, Draft[]>();
  const segments: Draft[] = [];
  for (const run of drafts) {
    const before = closestBefore(run, strips);
    if (before === undefined) {
      segments.push(run);
      addTo(strips, run);
    } else join(before, run);
  }
  const trimmed = segments.map(({ rtl: _, ...segment }) => ({
    ...segment,
    text: segment.text.trim(),
    page,
    pageHeight,
  }));
  return { segments: trimmed, turnedLines };
}

/** Angles are counted in steps of 5 degrees. */
const STEP = Math.PI / 36;

function withoutOtherAngles(runs: readonly TextRun[]): { upright: Draft[]; turnedLines: number } {
  const weights = new Map<number, number>();
  const angleOf = ({ matrix: [a = 1, b = 0] }: TextRun): number => Math.round(Math.atan2(b, a) / STEP);
  for (const run of runs) weights.set(angleOf(run), (weights.get(angleOf(run)) ?? 0) + run.text.length);
  const main = [...weights].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
  const turned = runs.filter((run) => angleOf(run) !== main);
  const baselines = new Set(turned.map((run) => `${angleOf(run)} ${Math.round(placeAt(run, angleOf(run)).y)}`));
  const upright = runs
    .filter((run) => angleOf(run) === main)
    .map((run) => {
      const { left, y } = placeAt(run, main);
      const [, , c = 0, d = 0] = run.matrix;
      return { text: run.text, left, right: left + run.width, y, size: Math.hypot(c, d), rtl: run.rtl, font: run.font };
    });
  return { upright, turnedLines: baselines.size };
}

/** Where a run begins when the page is turned back by an angle. */
function placeAt({ matrix: [, , , , e = 0, f = 0] }: TextRun, angle: number): { left: number; y: number } {
  const [cos, sin] = [Math.cos(angle * STEP), Math.sin(angle * STEP)];
  return { left: e * cos + f * sin, y: f * cos - e * sin };
}

/** The segment that a run goes on with: on its line, ending just before it. */
function closestBefore(run: Draft, strips: ReadonlyMap<number, Draft[]>): Draft | undefined {
  let best: Draft | undefined;
  const reach = Math.min(5, Math.ceil((run.size * SAME_LINE) / STRIP));
  const strip = Math.floor(run.y / STRIP);
  for (let at = strip - reach; at <= strip + reach; at++) {
    for (const segment of strips.get(at) ?? []) {
      const size = Math.max(run.size, segment.size);
      const small = Math.min(run.size, segment.size);
      // A drop capital stands beside several lines, and belongs to the first of them.
      if (size >= small * DROP_CAP_SIZE) continue;
      const gap = run.left - segment.right;
      if (Math.abs(run.y - segment.y) > small * SAME_LINE + (size - small) * 0.5) continue;
      if (gap > size * COLUMN_GAP || gap < -size * 0.6) continue;
      if (best === undefined || segment.right > best.right) best = segment;
    }
  }
  return best;
}

function addTo(strips: Map<number, Draft[]>, segment: Draft): void {
  const strip = Math.floor(segment.y / STRIP);
  const there = strips.get(strip);
  if (there) there.push(segment);
  else strips.set(strip, [segment]);
}

function join(segment: Draft, run: Draft): void {
  const gap = run.left - segment.right;
  const space =
    gap > Math.max(run.size, segment.size) * WORD_GAP && !/\s$/.test(segment.text) && !/^\s/.test(run.text) ? " " : "";
  segment.text = segment.rtl && run.rtl ? run.text + space + segment.text : segment.text + space + run.text;
  // The longer run decides on size and baseline, so that a superscript at the beginning does not.
  if (run.right - run.left > segment.right - segment.left) {
    segment.size = run.size;
  }
  if (segment.font !== run.font) segment.font = "";
  segment.right = Math.max(segment.right, run.right);
}

/** The middle one of the values, the greater of two; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
