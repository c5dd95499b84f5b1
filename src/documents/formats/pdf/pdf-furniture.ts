import { documentPatterns } from "../../../language/languages.js";
import type { Segment } from "./pdf-segments.js";

/** Running lines stand in the outer eighth of a page, among its outermost lines. */
const EDGE = 0.125;
const OUTERMOST_LINES = 3;
const PAGE_NUMBER = new RegExp(
  `^(?:[-–—·|] ?)?(?:${documentPatterns.page} ?)?(?:\\p{N}{1,4}|[ivxlc]{1,7})(?: ?(?:${documentPatterns.pageOf}|[/|]) ?\\p{N}{1,4})?(?: ?[-–—·|])?$`,
  "iu",
);

/** Pages without their running lines, and how many of these they had. */
export interface PagesWithoutRunningLines {
  readonly pages: readonly (readonly Segment[])[];
  /** Lines of which something was dropped that is no page number, at the top and at the foot of pages. */
  readonly headers: number;
  readonly footers: number;
  readonly pageNumbers: number;
}

/**
 * The pages without their running headers, footers and page numbers. A segment is one if it stands at the edge of its
 * page and comes again, in the same size and but for its numbers, at the edge of other pages: three, or two in a short
 * document; or if it stands where such lines stand on other pages (a chapter's name that comes only once). A page number
 * is known by itself in the outermost line.
 */
export function withoutRunningLines(pages: readonly (readonly Segment[])[]): PagesWithoutRunningLines {
  const edges = pages.map(edgeSegments);
  const often = pages.length <= 5 ? 2 : 3;
  const words = countPages(edges, wordsOf);
  const isRepeated = (segment: Segment): boolean => (words.get(wordsOf(segment)) ?? 0) >= often;
  const places = countPages(
    edges.map((edge) => new Map([...edge].filter(([segment]) => isRepeated(segment)))),
    placeOf,
  );
  const dropped = pages.map((page, index) =>
    page.filter((segment) => {
      const line = edges[index]?.get(segment);
      if (line === undefined) return false;
      const isNumber = PAGE_NUMBER.test(segment.text);
      return isRepeated(segment) || (line === 0 && (isNumber || (places.get(placeOf(segment)) ?? 0) >= often));
    }),
  );
  const all = new Set(dropped.flat());
  return { pages: pages.map((page) => page.filter((segment) => !all.has(segment))), ...countLines(dropped, edges) };
}

/** What was dropped of each page, counted: a line may consist of several segments. */
function countLines(
  dropped: readonly (readonly Segment[])[],
  edges: readonly ReadonlyMap<Segment, number>[],
): Omit<PagesWithoutRunningLines, "pages"> {
  const [headers, footers] = [new Set<string>(), new Set<string>()];
  let pageNumbers = 0;
  dropped.forEach((segments, index) => {
    for (const segment of segments) {
      const line = `${index} ${edges[index]?.get(segment)}`;
      if (PAGE_NUMBER.test(segment.text)) pageNumbers++;
      else if (segment.y < segment.pageHeight / 2) headers.add(line);
      else footers.add(line);
    }
  });
  return { headers: headers.size, footers: footers.size, pageNumbers };
}

/** On how many pages each key stands. */
function countPages(
  edges: readonly ReadonlyMap<Segment, number>[],
  keyOf: (segment: Segment) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const edge of edges) {
    for (const key of new Set([...edge.keys()].map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const placeOf = ({ y, size }: Segment): string => `${Math.round(y)} ${Math.round(size)}`;

const wordsOf = (segment: Segment): string =>
  `${Math.round(segment.size)} ${PAGE_NUMBER.test(segment.text) ? "#" : segment.text.replace(/\p{N}+/gu, "#").replace(/\s+/g, " ")}`;

/** The segments of a page's outermost lines, each with its line counted from the edge. */
function edgeSegments(page: readonly Segment[]): Map<Segment, number> {
  const edge = new Map<Segment, number>();
  const downwards = [...page].sort((a, b) => a.y - b.y);
  for (const [segments, isAtEdge] of [
    [downwards, (segment: Segment) => segment.y < segment.pageHeight * EDGE],
    [[...downwards].reverse(), (segment: Segment) => segment.y > segment.pageHeight * (1 - EDGE)],
  ] as const) {
    let line = -1;
    let y = Number.NaN;
    for (const segment of segments) {
      if (!(Math.abs(segment.y - y) < 3)) line++;
      y = segment.y;
      if (line >= OUTERMOST_LINES || !isAtEdge(segment)) break;
      edge.set(segment, line);
    }
  }
  return edge;
}
