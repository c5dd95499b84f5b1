import type { TypedText } from "./pdf-fields.js";
import type { TextRun } from "./pdf-runs.js";

/** An upright run's place in points. */
interface Place {
  readonly run: TextRun;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** How far a box's label may stand from it, in points. */
const LABEL_OF_BOX = 24;
/** Letters of a typed text are about this wide, in font sizes. */
const LETTER = 0.5;
/** What goes on behind a field stands this near, in points. */
const GOES_ON = 14;

/**
 * The runs of a page with what was typed on it as more runs, each on the line of its label: of the text before it, else of
 * the text above it; of a box, the text behind it.
 */
export function withTypedText(runs: readonly TextRun[], typed: readonly TypedText[]): TextRun[] {
  if (typed.length === 0) return [...runs];
  const places = runs.flatMap(placeOf);
  return [
    ...runs,
    ...typed.filter((field) => !isDrawn(field, places)).flatMap((field) => runsOf(field, places, typed)),
  ];
}

function placeOf(run: TextRun): Place[] {
  const [a = 0, b = 0, c = 0, d = 0, left = 0, y = 0] = run.matrix;
  const isUpright = a > 0 && Math.abs(b) < a * 0.05 && !run.isVertical;
  return isUpright ? [{ run, left, right: left + run.width, y, size: Math.hypot(c, d) }] : [];
}

/** Whether the page itself has the value too: it was printed into the page, and the field remained. */
function isDrawn(field: TypedText, places: readonly Place[]): boolean {
  const value = field.lines.join(" ");
  const isThere = ({ left, right, y }: Place): boolean =>
    left < field.right - 2 && right > field.left + 2 && y >= field.top && y <= field.bottom + 2;
  return !field.isBox && places.some((place) => isThere(place) && place.run.text.includes(value));
}

function runsOf(field: TypedText, places: readonly Place[], fields: readonly TypedText[]): TextRun[] {
  const { lines, top, bottom, size } = field;
  const leading = Math.min((bottom - top) / lines.length, size * 1.3);
  const middle = lines.length === 1 && bottom - top < size * 3;
  const first = middle ? (top + bottom) / 2 + size * 0.35 : top + size;
  const label = field.isBox ? (labelBehind(field, places, fields) ?? labelBefore(field, places, fields)) : undefined;
  if (field.isBox) return [boxRun(field, label, first)];
  const before = labelBefore(field, places, fields) ?? labelAbove(field, places, fields);
  const follower = before && followerOf(field, before, places);
  return lines.map((line, index) => {
    const isFirst = index === 0 && before !== undefined;
    // A label of words alone is told apart from the value by a colon, but not inside of a sentence.
    const colon = isFirst && follower === undefined && /[\p{L}\p{N})\]]$/u.test(before.run.text.trimEnd()) ? ": " : "";
    const left = isFirst
      ? Math.min(Math.max(field.left, before.right), before.right + size * (colon ? 0.05 : 0.3))
      : field.left;
    const most =
      follower && lines.length === 1
        ? follower.left - (/^[,.;:!?)]/.test(follower.run.text) ? 0 : size * 0.3)
        : Math.max(field.right, left + 1);
    const width = follower && isFirst ? most - left : Math.min(line.length * size * LETTER, most - left);
    return typedRun(colon + line, {
      left,
      y: before === undefined ? first + index * leading : before.y + index * size * 1.2,
      width,
      size,
    });
  });
}

function typedRun(text: string, place: { left: number; y: number; width: number; size: number }): TextRun {
  const { left, y, width, size } = place;
  const rtl = /\p{Script=Hebrew}|\p{Script=Arabic}/u.test(text);
  return { text, width: Math.max(0, width), matrix: [size, 0, 0, -size, left, y], rtl, font: "" };
}

function boxRun(field: TypedText, label: Place | undefined, baseline: number): TextRun {
  const [text = ""] = field.lines;
  const size = label?.size ?? Math.min(field.size, field.bottom - field.top);
  const isBehind = label !== undefined && label.left > field.left;
  const left = label === undefined || isBehind ? field.left : label.right + size * 0.3;
  const right = isBehind ? label.left - size * 0.3 : left + size * 0.8;
  return typedRun(text, {
    left: Math.min(left, right),
    y: label?.y ?? baseline,
    width: Math.max(0, right - left),
    size,
  });
}

const isOnLine = (field: TypedText, { y, size }: Place): boolean =>
  y > field.top + size * 0.2 && y < Math.min(field.bottom, field.top + size * 3) + size * 0.5;

const overlaps = (field: TypedText, other: TypedText): boolean =>
  other.top < field.bottom - 2 && other.bottom > field.top + 2;

/** The nearest text before a field on its line, if no other field stands between them. */
function labelBefore(field: TypedText, places: readonly Place[], fields: readonly TypedText[]): Place | undefined {
  const edge = field.left + 3;
  const label = nearest(places, (place) => (isOnLine(field, place) && place.right <= edge ? -place.right : undefined));
  const isBetween = (other: TypedText): boolean =>
    other !== field &&
    overlaps(field, other) &&
    other.right <= edge &&
    label !== undefined &&
    other.right > label.right;
  return fields.some(isBetween) ? undefined : label;
}

function labelBehind(field: TypedText, places: readonly Place[], fields: readonly TypedText[]): Place | undefined {
  const label = nearest(places, (place) => {
    const gap = place.left - field.right;
    return isOnLine(field, place) && gap > -3 && gap < LABEL_OF_BOX ? gap : undefined;
  });
  const isBetween = (other: TypedText): boolean =>
    other !== field &&
    overlaps(field, other) &&
    other.left >= field.right - 3 &&
    label !== undefined &&
    other.left < label.left;
  return fields.some(isBetween) ? undefined : label;
}

/** The caption over a field, unless it is the head of a column of fields. */
function labelAbove(field: TypedText, places: readonly Place[], fields: readonly TypedText[]): Place | undefined {
  const isBelow = (other: TypedText): boolean =>
    other !== field && Math.abs(other.left - field.left) < 3 && Math.abs(other.right - field.right) < 3;
  if (fields.some(isBelow)) return undefined;
  const line = nearest(places, (place) => {
    const gap = field.top - place.y;
    const isOver = place.left >= field.left - 6 && place.left < field.right;
    return isOver && gap > -place.size * 1.1 && gap < place.size ? Math.abs(gap) : undefined;
  });
  // The end of the caption, which may consist of several runs.
  return (
    line &&
    nearest(places, (place) =>
      Math.abs(place.y - line.y) < 2 && place.left >= line.left && place.left < field.right ? -place.right : undefined,
    )
  );
}

/** The text that goes on behind a field inside of a sentence. */
function followerOf(field: TypedText, label: Place, places: readonly Place[]): Place | undefined {
  return nearest(places, (place) => {
    const gap = place.left - field.right;
    return Math.abs(place.y - label.y) < 2 && gap > -3 && gap < GOES_ON ? gap : undefined;
  });
}

function nearest(places: readonly Place[], distance: (place: Place) => number | undefined): Place | undefined {
  let best: Place | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const far = distance(place);
    if (far !== undefined && far < least) [best, least] = [place, far];
  }
  return best;
}
