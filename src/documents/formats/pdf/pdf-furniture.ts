import { type EdgeLine, edgeLines, type Repetitions, repetitions } from "./pdf-repetitions.js";
import type { Segment } from "./pdf-segments.js";

/** Texts with figures, labels or addresses are looked for in the whole document, up to so many. */
const MOST_SEARCHES = 200;
const WORD = /\p{L}+|\p{N}+/gu;

/** Pages without their running lines, and how many of these were left out. */
export interface PagesWithoutRunningLines {
  readonly pages: readonly (readonly Segment[])[];
  /** Of each page, the running lines that say what stands nowhere else: they are kept the first time. */
  readonly kept: readonly (readonly Segment[])[];
  /** Lines of which something was left out that is no page number, at the top and at the foot of pages. */
  readonly headers: number;
  readonly footers: number;
  readonly pageNumbers: number;
}

/**
 * The pages without their running headers, footers and page numbers. A running line comes again on most pages, at the same place
 * of the page's edge, and says nothing new: its text is the same but for a number that counts with the pages. A page number
 * counts with the pages, or says by itself that it is one. From a page's edge inwards, lines are left out until one is neither.
 */
export function withoutRunningLines(pages: readonly (readonly Segment[])[]): PagesWithoutRunningLines {
  const lines = pages.flatMap(edgeLines);
  const repeated = repetitions(lines, pages.length, sizeOfMost(pages));
  const spent: SpentLine[] = [];
  let closed = "";
  for (const line of lines) {
    const side = `${line.page} ${line.edge}`;
    if (side === closed) continue;
    const numbers = line.segments.filter((segment) => repeated.isPageNumber(segment, line));
    const texts = line.segments.filter((segment) => !numbers.includes(segment));
    const isRunning = texts.every((segment) => repeated.textOf(segment) !== undefined);
    // A line that stands where running lines stand on other pages may be the name of a short chapter.
    const isAtPlace = !isRunning && line.isApart && repeated.isPlace(line);
    if (line.isRow) closed = side;
    else if (isRunning || isAtPlace) spent.push({ line, numbers, texts, isRunning });
    else {
      if (numbers.length > 0) spent.push({ line, numbers, texts: [], isRunning });
      closed = side;
    }
  }
  const dropped = new Set(spent.flatMap(({ numbers, texts }) => [...numbers, ...texts]));
  const rest = pages.map((page) => page.filter((segment) => !dropped.has(segment)));
  // A document of nothing but such lines has them for its text.
  if (rest.every((page) => page.length === 0)) {
    return { pages, kept: pages.map(() => []), headers: 0, footers: 0, pageNumbers: 0 };
  }
  return keepWhatIsNew(spent, rest, repeated);
}

/** A line at an edge that may be left out. */
interface SpentLine {
  readonly line: EdgeLine;
  readonly numbers: readonly Segment[];
  readonly texts: readonly Segment[];
  /** Whether all of it comes again; else it only stands where such lines stand. */
  readonly isRunning: boolean;
}

/** Puts back what says something that stands nowhere else, and counts the rest. */
function keepWhatIsNew(
  spent: readonly SpentLine[],
  pages: readonly (readonly Segment[])[],
  repeated: Repetitions,
): PagesWithoutRunningLines {
  const saysElsewhere = textsSaidIn(pages);
  const rest = pages.map((page) => [...page]);
  const kept = pages.map((): Segment[] => []);
  const counts = { headers: 0, footers: 0, pageNumbers: 0 };
  const seen = new Set<string>();
  for (const { line, numbers, texts, isRunning } of spent) {
    counts.pageNumbers += numbers.length;
    if (texts.length === 0) continue;
    const said = texts.map((segment) => repeated.textOf(segment) ?? segment.text);
    const isNew = said.some((text) => !(isRunning && seen.has(text)) && !saysElsewhere(text));
    for (const text of said) seen.add(text);
    if (isNew) (isRunning ? kept : rest)[line.page]?.push(...texts);
    else if (line.edge === "top") counts.headers++;
    else counts.footers++;
  }
  return { pages: rest, kept, ...counts };
}

/** Whether a text's words stand in the pages; those of a fact (figures, a label, an address) one after the other. */
function textsSaidIn(pages: readonly (readonly Segment[])[]): (text: string) => boolean {
  const texts = pages.flat().map(({ text }) => text.toLowerCase());
  const words = new Set(texts.flatMap((text) => text.match(WORD) ?? []));
  const whole = texts.join(" ").replace(/\s+/g, " ");
  let searches = 0;
  return (text) => {
    const lower = text.toLowerCase().trim();
    if (!(lower.match(WORD) ?? []).every((word) => words.has(word))) return false;
    return !/[\p{N}:：@]/u.test(text) || (searches++ < MOST_SEARCHES && whole.includes(lower));
  };
}

/** The size that most characters have. */
export function sizeOfMost(pages: readonly (readonly Segment[])[]): number {
  const characters = new Map<number, number>();
  for (const { size, text } of pages.flat()) {
    const rounded = Math.round(size * 2) / 2;
    characters.set(rounded, (characters.get(rounded) ?? 0) + text.length);
  }
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}
