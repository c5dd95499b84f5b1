import { HEADING_SIZE } from "./pdf-headings.js";
import { pageNumberIn } from "./pdf-page-numbers.js";
import type { Segment } from "./pdf-segments.js";

/** Running lines stand in this outer part of a page, among its outermost lines. */
const EDGE = 0.15;
const OUTERMOST_LINES = 6;
/** A line with more room than this to the text, in font sizes, stands apart from it. */
const APART = 1.9;
/** Rows of a table are no farther apart than this, in font sizes, where their cells are no longer than this. */
const FARTHEST_ROW = 5;
const LONGEST_CELL = 25;

/** A line at the edge of a page. */
export interface EdgeLine {
  /** Counted from 0. */
  readonly page: number;
  readonly edge: "top" | "foot";
  readonly segments: readonly Segment[];
  readonly isOutermost: boolean;
  /** Whether the next line towards the middle of the page is far. */
  readonly isApart: boolean;
  /** Whether it is the outermost row of a table: several lines with gaps, close to one another. */
  readonly isRow: boolean;
}

/** What comes again at its place on enough pages. */
export interface Repetitions {
  /** The text of a segment that comes again, without a number that counts with the pages. */
  textOf(segment: Segment): string | undefined;
  /** Whether such segments stand where the line stands. */
  isPlace(line: EdgeLine): boolean;
  isPageNumber(segment: Segment, line: EdgeLine): boolean;
}

/**
 * @param pages how many the document has
 * @param body the size of most of its text
 */
export function repetitions(lines: readonly EdgeLine[], pages: number, body: number): Repetitions {
  const often = pages <= 5 ? 2 : 3;
  const pagesOf = new PagesOfKeys();
  for (const line of lines) {
    for (const segment of line.segments) {
      const { literal, counting, number } = keysOf(segment, line);
      for (const { key } of [...literal, ...counting, ...number]) pagesOf.add(key, line.page);
    }
  }
  const isLarge = (segment: Segment): boolean => segment.size >= body * HEADING_SIZE;
  const running = new Map<Segment, string>();
  const places = new PagesOfKeys();
  for (const line of lines) {
    for (const segment of line.segments) {
      const { literal, counting } = keysOf(segment, line);
      // What is larger than the text is a heading (a slide's title) unless nearly all pages have it.
      const least = isLarge(segment) ? Math.max(often, pages * 0.8) : often;
      const candidates = isCounted(segment, line) && !isLarge(segment) ? [...literal, ...counting] : literal;
      const found = candidates.find(({ key }) => pagesOf.count(key) >= least && pagesOf.share(key) >= 1 / 3);
      if (found === undefined) continue;
      running.set(segment, found.text);
      for (const place of placesOf(segment, line)) places.add(place, line.page);
    }
  }
  return {
    textOf: (segment) => running.get(segment),
    isPlace: ({ segments, ...line }) =>
      segments.every((segment) => placesOf(segment, line).some((place) => places.count(place) >= often)),
    isPageNumber: (segment, line) => {
      const found = pageNumberIn(segment.text);
      if (found === undefined || isLarge(segment) || !mayHaveNumber(line, segment, running)) return false;
      if (found.isExplicit) return true;
      const along = keysOf(segment, line).number.map(({ key }) => (pagesOf.share(key) >= 0.4 ? pagesOf.count(key) : 0));
      const most = Math.max(0, ...along);
      // Years that head their texts count along where each has its page.
      if (found.value >= 1500 && line.edge === "top" && !line.isApart) return false;
      return most >= 3 || (line.isOutermost && line.isApart && (most === 2 || found.value === line.page + 1));
    },
  };
}

/** On which pages each key stands. */
class PagesOfKeys {
  readonly #pages = new Map<string, Set<number>>();

  add(key: string, page: number): void {
    const known = this.#pages.get(key);
    if (known) known.add(page);
    else this.#pages.set(key, new Set([page]));
  }

  count(key: string): number {
    return this.#pages.get(key)?.size ?? 0;
  }

  /** On which share of the pages from the first to the last of them. Pages are added in order. */
  share(key: string): number {
    const pages = [...(this.#pages.get(key) ?? [])];
    return pages.length / ((pages.at(-1) ?? 0) - (pages[0] ?? 0) + 1);
  }
}

/** "Harbour Board | 3" is a running line; "Chapter 3" right over its text is a heading, though it may count with the pages. */
function isCounted({ text }: Segment, line: EdgeLine): boolean {
  return line.isApart && (line.edge === "foot" || /^\p{N}+\s|[^\p{L}\p{N}\s]\s*\p{N}+$/u.test(text));
}

/** Whether a number of the line can be the page's: it stands alone, or at the end of a line that is no row of a table. */
function mayHaveNumber(line: EdgeLine, number: Segment, running: ReadonlyMap<Segment, string>): boolean {
  const others = line.segments.filter((segment) => segment !== number);
  if (others.length === 0) return true;
  const isAtEnd = line.segments[0] === number || line.segments.at(-1) === number;
  const isRow = others.some((segment) => !/\p{L}{2}/u.test(segment.text) && !running.has(segment));
  return isAtEnd && !isRow && (line.isApart || others.every((segment) => running.has(segment)));
}

/** Two places for each height, of which one is the same for two segments that hardly differ in height. */
function placesOf({ y, size }: Segment, { edge }: Pick<EdgeLine, "edge">): string[] {
  return [Math.floor(y / 4), Math.floor(y / 4 + 0.5) + 0.5].map((height) => `${edge} ${Math.round(size)} ${height}`);
}

/** What a segment is compared by, and the text that is the same then. */
interface Key {
  readonly key: string;
  readonly text: string;
}

/** The keys of a segment: its text, its text with one number that counts with the pages, the number that it is. */
function keysOf(segment: Segment, line: EdgeLine): Readonly<Record<"literal" | "counting" | "number", readonly Key[]>> {
  const text = segment.text.replace(/\s+/g, " ");
  const places = placesOf(segment, line);
  const at = (key: string, same: string): Key[] => places.map((place) => ({ key: `${place} ${key}`, text: same }));
  const counting = [...text.matchAll(/\p{N}{1,4}/gu)].slice(0, 6).flatMap((match) => {
    const [before, after] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
    return at(`${before}\0${Number(match[0].normalize("NFKC")) - line.page}\0${after}`, `${before} ${after}`.trim());
  });
  const number = pageNumberIn(segment.text);
  return {
    literal: at(text, text),
    counting,
    number: number === undefined ? [] : at(`\0${number.value - line.page}`, ""),
  };
}

/** Whether three lines are rows of a table: close to one another, or of three short cells at least. */
function beginsRows(lines: readonly (readonly Segment[])[]): boolean {
  const rooms = lines.slice(1).map((line, index) => {
    const [one, other] = [line[0], lines[index]?.[0]];
    return one === undefined || other === undefined ? Number.POSITIVE_INFINITY : Math.abs(one.y - other.y) / one.size;
  });
  const areShort = lines.flat().every(({ text }) => text.length <= LONGEST_CELL);
  const areRows = (room: number, cells: number): boolean =>
    rooms.every((each) => each <= room) && lines.every((line) => line.length >= cells);
  return lines.length === 3 && (areRows(APART, 2) || (areShort && areRows(FARTHEST_ROW, 3)));
}

/** The outermost lines at the top and at the foot of a page, each from the edge inwards. */
export function edgeLines(segments: readonly Segment[], page: number): EdgeLine[] {
  const downwards = [...segments].sort((a, b) => a.y - b.y);
  const lines: Segment[][] = [];
  for (const segment of downwards) {
    const line = lines.at(-1);
    if (line?.[0] !== undefined && segment.y - line[0].y < 3) line.push(segment);
    else lines.push([segment]);
  }
  const found: EdgeLine[] = [];
  for (const edge of ["top", "foot"] as const) {
    const inwards = edge === "top" ? lines : [...lines].reverse();
    for (const [index, line] of inwards.slice(0, OUTERMOST_LINES).entries()) {
      const [first] = line;
      if (first === undefined) break;
      const distance = edge === "top" ? first.y : first.pageHeight - first.y;
      if (distance > first.pageHeight * EDGE) break;
      const next = inwards[index + 1]?.[0];
      const room = next === undefined ? Number.POSITIVE_INFINITY : Math.abs(next.y - first.y);
      const isApart = room > APART * Math.max(first.size, Math.min(next?.size ?? 0, first.size * 1.5));
      const across = [...line].sort((a, b) => a.left - b.left);
      found.push({
        page,
        edge,
        segments: across,
        isOutermost: index === 0,
        isApart,
        isRow: beginsRows(inwards.slice(index, index + 3)),
      });
    }
  }
  return found;
}
