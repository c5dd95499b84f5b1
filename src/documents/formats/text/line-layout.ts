import { endsClosed } from "../../lines.js";

/** One line of plain text, measured once. */
export interface Line {
  readonly text: string;
  readonly length: number;
  /** Length of its first word. */
  readonly firstWord: number;
}

/** What the line breaks of some lines mean, and the paragraphs that follow from it. */
export interface LineLayout {
  readonly kind: "wrapped" | "line-paragraphs" | "verse";
  /** Line breaks that are kept are "\n". */
  readonly texts: readonly string[];
}

/** Wrapped text has at least this width; narrower lines are verse, addresses, tables. */
const NARROWEST_WRAP = 45;
/** No program wraps wider than this; longer lines are whole paragraphs. */
const WIDEST_WRAP = 160;

/** Measures a line of text; white space at its end goes. */
export function toLine(raw: string): Line {
  const text = raw.trimEnd();
  const firstWord = /^\s*(\S*)/.exec(text)?.[1]?.length ?? 0;
  return { text, length: text.length, firstWord };
}

/**
 * Decides what the line breaks between neighbouring lines mean:
 *
 * - wrapped: a program broke the text at a width. Evidence: the next line's first word would not have fitted (greedy
 *   wrapping), lines end in the middle of sentences, and the next ones begin with a small letter. The lines are joined by a
 *   space; a short line that ends a sentence before a capital still ends a paragraph.
 * - line-paragraphs: each line is a paragraph of its own. Evidence: lines longer than any wrap, or lines that end as sentences do.
 * - verse: short lines that neither fill a width nor end sentences: poems, addresses, tables. They stay lines of one paragraph.
 *
 * @param width the longest wrapped line seen in the document, 0 if none was seen
 */
export function arrangeLines(lines: readonly Line[], width: number): LineLayout {
  const longest = lines.reduce((max, line) => Math.max(max, line.length), 0);
  const breaks = lines.slice(1).map((next, index) => lineBreak(lines[index] ?? next, next, longest, width));
  const goingOn = breaks.filter((each) => each.goesOn).length;
  const fits = longest >= NARROWEST_WRAP && longest <= WIDEST_WRAP;
  const wrapped = fits && breaks.length > 0 && (goingOn >= breaks.length / 2 || breaks.every((each) => each.atWidth));
  if (wrapped) {
    return {
      kind: "wrapped",
      texts: join(
        lines,
        breaks.map((each) => (each.endsParagraph ? "paragraph" : "space")),
      ),
    };
  }
  const closed = lines.filter((line) => endsClosed(line.text)).length;
  if (longest > WIDEST_WRAP || closed > lines.length / 2) {
    // Between long lines, one that begins with a small letter still goes on with the line above.
    const kinds = breaks.map((each) => (each.lowerNext && !each.closed ? "space" : "paragraph"));
    return { kind: "line-paragraphs", texts: join(lines, kinds) };
  }
  return {
    kind: "verse",
    texts: join(
      lines,
      breaks.map(() => "line"),
    ),
  };
}

interface LineBreak {
  /** The sentence visibly goes on over the break. */
  readonly goesOn: boolean;
  /** The line is full by the width that other stanzas of the document were wrapped at. */
  readonly atWidth: boolean;
  readonly endsParagraph: boolean;
  readonly lowerNext: boolean;
  readonly closed: boolean;
}

function lineBreak(line: Line, next: Line, longest: number, width: number): LineBreak {
  const closed = endsClosed(line.text);
  const lowerNext = /^\s*\p{Ll}/u.test(next.text);
  const reach = line.length + 1 + next.firstWord;
  // Programs break a little early (hyphens, ragged margins), so a line counts as full from 85 % of the longest.
  const full = reach > longest * 0.85;
  return {
    goesOn: !closed && (lowerNext || full),
    atWidth: width > 0 && longest <= width && reach > width,
    endsParagraph: closed && !full && !lowerNext,
    lowerNext,
    closed,
  };
}

function join(lines: readonly Line[], breaks: readonly ("space" | "line" | "paragraph")[]): string[] {
  const paragraphs: string[][] = [];
  const separator = { space: " ", line: "\n" };
  lines.forEach((line, index) => {
    const kind = breaks[index - 1] ?? "paragraph";
    if (kind === "paragraph") paragraphs.push([line.text]);
    else paragraphs.at(-1)?.push(separator[kind], line.text.trimStart());
  });
  return paragraphs.map((parts) => parts.join(""));
}
