import type { Flow } from "./pdf-columns.js";
import { endsOpen, type Leading } from "./pdf-lines.js";
import type { Segment } from "./pdf-segments.js";

/** From this much larger than the body, a line is a heading. */
export const HEADING_SIZE = 1.14;
const LONGEST_HEADING = 200;
/** Letters, or a year. In a table of contents the chapters may be as large as headings; their page number tells them apart. */
const HEADING = /\p{L}.*\p{L}|\p{Lo}|^(?:1\d|20)\p{N}{2}(?:\P{L}*|$)/u;
const CONTENTS_LINE = / … \p{N}{1,4}$/u;

/** Bold lines of the body's size are headings up to this length, */
const LONGEST_BOLD_HEADING = 120;
/** on up to so many lines, */
const MOST_BOLD_LINES = 2;
/** with more room above than this many times the usual distance of lines. */
const ROOM_ABOVE = 1.15;

/** What headings are told by. */
export interface HeadingMeasures {
  /** The size of most of the text. */
  readonly body: number;
  readonly leading: Leading;
  /** The names of bold fonts, where the text has another one. */
  readonly bold: ReadonlySet<string>;
}

/** Whether a line is a heading by its size. */
export function isLarge({ size, text }: Segment, body: number): boolean {
  return (
    size >= body * HEADING_SIZE && text.length <= LONGEST_HEADING && HEADING.test(text) && !CONTENTS_LINE.test(text)
  );
}

/** The lines of a flow that are bold headings of the body's size: alone on their lines, with room above and text below. */
export function boldHeadings(flow: Flow, { body, leading, bold }: HeadingMeasures): ReadonlySet<Segment> {
  const found = new Set<Segment>();
  const isBold = (line: Segment | undefined): boolean =>
    line !== undefined && bold.has(line.font) && mayBeBoldHeading(line, body);
  for (let from = 0; from < flow.length; from++) {
    if (!isBold(flow[from])) continue;
    let to = from + 1;
    while (isBold(flow[to])) to++;
    const lines = flow.slice(from, to);
    const [first, above, below] = [lines[0], flow[from - 1], flow[to]];
    from = to;
    if (first === undefined || below === undefined || lines.length > MOST_BOLD_LINES) continue;
    const hasRoom = above === undefined || first.y - above.y > leading(first.size) * ROOM_ABOVE || isLarge(above, body);
    const last = lines.at(-1)?.text ?? "";
    if (hasRoom && !endsOpen(last)) for (const line of lines) found.add(line);
  }
  return found;
}

function mayBeBoldHeading({ text, size, cells }: Segment, body: number): boolean {
  return (
    size >= body * 0.95 && cells === undefined && text.length <= LONGEST_BOLD_HEADING && /\p{L}{2}|\p{Lo}/u.test(text)
  );
}

/** The fonts of lines that are headings if the font is bold, each with a page that has it. */
export function fontsToKnow(flows: readonly Flow[], body: number): Map<string, number> {
  const characters = new Map<string, number>();
  for (const { font, text } of flows.flat()) characters.set(font, (characters.get(font) ?? 0) + text.length);
  const [[usual] = [""]] = [...characters].sort((a, b) => b[1] - a[1]);
  const pages = new Map<string, number>();
  for (const line of flows.flat()) {
    const isAsked = line.font !== "" && line.font !== usual && !pages.has(line.font);
    if (isAsked && mayBeBoldHeading(line, body) && !isLarge(line, body)) pages.set(line.font, line.page);
  }
  return pages;
}
