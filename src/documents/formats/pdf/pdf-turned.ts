import type { TextRun } from "./pdf-runs.js";

/** A line of text that is turned by a right angle against its page, in the page's places. */
export interface TurnedRun {
  readonly run: TextRun;
  readonly size: number;
  /** From where to where it reaches downwards, and the middle of it across. */
  readonly top: number;
  readonly bottom: number;
  readonly middle: number;
}

/** Where text stands that is read as its page is: along its baseline, which is counted downwards. */
interface Place {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Longer texts stand beside a page, and name no column. */
const LONGEST_TITLE = 60;
/** The first row below is no farther than this, in font sizes, and no column's middle farther from its title. */
const FARTHEST_ROW = 4;
const FARTHEST_ASIDE = 1.5;

/**
 * The titles of columns among turned lines: several side by side, with text right below at least two of them. They get their places in one
 * row above that text, narrow, since their columns may be.
 */
export function columnTitles(turned: readonly TurnedRun[], upright: readonly Place[]): ReadonlyMap<TextRun, Place> {
  const titles = new Map<TextRun, Place>();
  for (const group of sideBySide(turned)) {
    const bottom = Math.max(...group.map((each) => each.bottom));
    const named = group.filter((each) => upright.some((run) => standsBelow(run, each, bottom)));
    if (new Set(named.map(({ middle }) => Math.round(middle))).size < 2) continue;
    for (const { run, middle } of group) titles.set(run, { left: middle - 0.5, right: middle + 0.5, y: bottom });
  }
  return titles;
}

/** Groups of lines that stand at one height. */
function sideBySide(turned: readonly TurnedRun[]): TurnedRun[][] {
  const groups: { bottom: number; readonly lines: TurnedRun[] }[] = [];
  for (const each of [...turned].sort((one, other) => one.top - other.top)) {
    if (each.run.text.length > LONGEST_TITLE) continue;
    const group = groups.at(-1);
    if (group !== undefined && each.top < group.bottom) {
      group.lines.push(each);
      group.bottom = Math.max(group.bottom, each.bottom);
    } else groups.push({ bottom: each.bottom, lines: [each] });
  }
  return groups.map(({ lines }) => lines);
}

function standsBelow(place: Place, { size, middle }: TurnedRun, bottom: number): boolean {
  const isNear = place.y > bottom && place.y - bottom < size * FARTHEST_ROW;
  return isNear && place.left - size * FARTHEST_ASIDE < middle && middle < place.right + size * FARTHEST_ASIDE;
}
