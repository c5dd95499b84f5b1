import type { TextRun } from "./pdf-runs.js";
import { columnTitles, type TurnedRun } from "./pdf-turned.js";

/** A run on the page as it is read: turned upright, its lines from the left to the right or, where `isMirrored`, the other way. */
export interface PlacedRun {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The baseline, downwards. */
  readonly y: number;
  readonly size: number;
  readonly font: string;
  /** Which way its letters go; nothing for marks, which go with their neighbours. */
  readonly direction?: "ltr" | "rtl";
  readonly isBehindSpace: boolean;
}

/** The runs of a page as it is read. */
export interface PlacedRuns {
  readonly runs: readonly PlacedRun[];
  /** The page is read from the right to the left, and what stands at its right has the smallest places. */
  readonly isMirrored: boolean;
  /** How many lines of text at another angle than most of the page's (stamps, watermarks) were left out. */
  readonly turnedLines: number;
}

/** Angles are counted in steps of 5 degrees. */
const STEP = Math.PI / 36;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** The runs of a page of some size, in points, as it is read: columns of Japanese become lines, pages of Hebrew or Arabic begin at the right. */
export function placeRuns(runs: readonly TextRun[], page: { width: number; height: number }): PlacedRuns {
  const valid = runs.filter((run) => run.matrix.every(Number.isFinite) && Number.isFinite(run.width));
  const vertical = verticalRuns(valid);
  if (vertical !== undefined) return { runs: columnsAsLines(valid, vertical, page), isMirrored: false, turnedLines: 0 };
  const angles = new Map<number, number>();
  for (const run of valid) angles.set(angleOf(run), (angles.get(angleOf(run)) ?? 0) + run.text.length);
  const main = [...angles].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
  const upright = valid.filter((run) => angleOf(run) === main).map((run) => placed(run, placeAt(run, main)));
  const turned = valid.filter((run) => angleOf(run) !== main);
  const titles = columnTitles(
    turned.flatMap((run) => turnedRun(run, main)),
    upright,
  );
  for (const [run, place] of titles) upright.push({ ...placed(run, place), ...place });
  const others = turned.filter((run) => !titles.has(run));
  const baselines = new Set(others.map((run) => `${angleOf(run)} ${Math.round(placeAt(run, angleOf(run)).y)}`));
  const isMirrored = isMostlyRtl(upright);
  return { runs: isMirrored ? upright.map(mirror) : upright, isMirrored, turnedLines: baselines.size };
}

const angleOf = ({ matrix: [a = 1, b = 0] }: TextRun): number => Math.round(Math.atan2(b, a) / STEP);
const sizeOf = ({ matrix: [, , c = 0, d = 0] }: TextRun): number => Math.hypot(c, d);

/** Where a run begins when the page is turned back by an angle. */
function placeAt({ matrix: [, , , , e = 0, f = 0] }: TextRun, angle: number): { left: number; y: number } {
  const [cos, sin] = [Math.cos(angle * STEP), Math.sin(angle * STEP)];
  return { left: e * cos + f * sin, y: f * cos - e * sin };
}

function placed(run: TextRun, { left, y }: { left: number; y: number }): PlacedRun {
  const { text, width, font, isBehindSpace = false } = run;
  const hasDirection = /[\p{L}\p{N}]/u.test(text);
  const direction = run.rtl ? "rtl" : "ltr";
  return {
    text,
    left,
    right: left + width,
    y,
    size: sizeOf(run),
    font,
    isBehindSpace,
    ...(hasDirection && { direction }),
  };
}

/** A run that is turned by a right angle against the page's own. */
function turnedRun(run: TextRun, main: number): TurnedRun[] {
  const angle = (angleOf(run) - main + 144) % 72;
  if (angle !== 18 && angle !== 54) return [];
  const { left, y } = placeAt(run, main);
  const size = sizeOf(run);
  // Upwards its letters stand to the left of its line, downwards to the right.
  const isDownwards = angle === 18;
  const [top, bottom] = isDownwards ? [y, y + run.width] : [y - run.width, y];
  return [{ run, size, top, bottom, middle: left + (isDownwards ? 0.35 : -0.35) * size }];
}

const mirror = (run: PlacedRun): PlacedRun => ({ ...run, left: -run.right, right: -run.left });

/** Whether the letters of some runs go from right to left, but for fewer. */
export function isMostlyRtl(runs: readonly PlacedRun[]): boolean {
  let balance = 0;
  for (const { text, direction } of runs) {
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    balance += direction === "rtl" ? letters : -letters;
  }
  return balance > 0;
}

/** The runs that are written from top to bottom, if most of the page's letters are: in such a font, or one below the other. */
function verticalRuns(runs: readonly TextRun[]): ReadonlySet<TextRun> | undefined {
  const vertical = new Set<TextRun>();
  runs.forEach((run, index) => {
    const next = runs[index + 1];
    if (run.isVertical) vertical.add(run);
    else if (next !== undefined && isBelow(run, next)) vertical.add(run).add(next);
  });
  const letters = (some: Iterable<TextRun>): number => [...some].reduce((sum, { text }) => sum + text.length, 0);
  return letters(vertical) * 2 > letters(runs) ? vertical : undefined;
}

function isBelow(run: TextRun, next: TextRun): boolean {
  if (
    ![run, next].every(
      ({ text, matrix }) => text.length === 1 && CJK.test(text) && angleOf({ matrix } as TextRun) === 0,
    )
  )
    return false;
  const size = sizeOf(run);
  const [one, other] = [placeAt(run, 0), placeAt(next, 0)];
  return Math.abs(one.left - other.left) < size * 0.3 && other.y > one.y && other.y - one.y < size * 1.7;
}

/** A column from top to bottom becomes a line, the rightmost the first; lines across stand before them, or behind where they stood low. */
function columnsAsLines(
  runs: readonly TextRun[],
  vertical: ReadonlySet<TextRun>,
  { width, height }: { width: number; height: number },
): PlacedRun[] {
  return runs.map((run) => {
    const size = sizeOf(run);
    const { left, y } = placeAt(run, 0);
    if (run.isVertical) return placed(run, { left: y, y: width - left });
    // A turned word in the column.
    if (angleOf(run) === 18) return placed(run, { left: y, y: width - left - size / 2 });
    // One letter, or some digits that share its place.
    if (vertical.has(run) || run.width < size * 1.3)
      return { ...placed(run, { left: y - size * 0.88, y: width - left - run.width / 2 }), right: y + size * 0.12 };
    return placed(run, { left, y: y < height / 2 ? y - height : y + width });
  });
}
