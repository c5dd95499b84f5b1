import { endsClosed } from "../../lines.js";

/** One line of plain text, measured once, in columns: a Chinese or Japanese character takes two. */
export interface Line {
  readonly text: string;
  readonly length: number;
  /** How much of it a program that breaks lines would have had to put on the line above. */
  readonly firstWord: number;
  readonly indent: number;
}

/** How two lines of running text are joined. @returns the line above as it then stands, and what stands between */
export type Joint = (above: string, line: string) => string;

/** What the line breaks of some lines mean, and the paragraphs that follow from it. */
export interface LineLayout {
  readonly kind: "wrapped" | "line-paragraphs" | "verse";
  /** Line breaks that are kept are "\n". */
  readonly texts: readonly string[];
}

/** Wrapped text has at least this width; narrower lines are verse, addresses, tables. */
export const NARROWEST_WRAP = 45;
/** No program wraps wider than this; longer lines are whole paragraphs. */
const WIDEST_WRAP = 160;

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** Measures a line of text; white space at its end goes. */
export function toLine(raw: string): Line {
  const text = raw.trimEnd();
  const [, space = "", word = ""] = /^(\s*)(\S*)/.exec(text) ?? [];
  // Chinese and Japanese are broken between any two characters.
  const firstWord = /^[\u3041-\u30ff\u3400-\u9fff]/.test(word) ? 2 : columnsOf(word);
  return { text, length: columnsOf(text), firstWord, indent: columnsOf(space.replaceAll("\t", "        ")) };
}

function columnsOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

/**
 * Decides what the line breaks between neighbouring lines mean:
 *
 * - wrapped: a program broke the text at a width. Evidence: the next line's first word would not have fitted (greedy
 *   wrapping), lines end in the middle of sentences, and the next ones begin with a small letter. The lines are joined;
 *   a short line that ends a sentence before a capital still ends a paragraph.
 * - line-paragraphs: each line is a paragraph of its own. Evidence: lines longer than any wrap, or lines that end as sentences do.
 * - verse: short lines that neither fill a width nor end sentences: poems, addresses. They stay lines of one paragraph.
 *
 * @param width the longest wrapped line seen in the document, 0 if none was seen
 */
export function arrangeLines(lines: readonly Line[], width: number, joint: Joint): LineLayout {
  const longest = lines.reduce((max, line) => Math.max(max, line.length), 0);
  const breaks = lines.slice(1).map((next, index) => lineBreak(lines[index] ?? next, next, longest, width));
  const goingOn = breaks.filter((each) => each.goesOn).length;
  const fits = longest >= NARROWEST_WRAP && longest <= WIDEST_WRAP;
  const wrapped = fits && breaks.length > 0 && (goingOn >= breaks.length / 2 || breaks.every((each) => each.atWidth));
  const texts = (kinds: readonly Break[]): string[] => join(lines, kinds, joint);
  if (wrapped) {
    return { kind: "wrapped", texts: texts(breaks.map((each) => (each.endsParagraph ? "paragraph" : "joined"))) };
  }
  const closed = lines.filter((line) => endsClosed(line.text)).length;
  if (longest > WIDEST_WRAP || closed > lines.length / 2) {
    // Between long lines, one that begins with a small letter still goes on with the line above.
    const kinds = breaks.map((each) => (each.lowerNext && !each.closed ? "joined" : "paragraph"));
    return { kind: "line-paragraphs", texts: texts(kinds) };
  }
  return { kind: "verse", texts: texts(breaks.map(() => "line")) };
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

type Break = "joined" | "line" | "paragraph";

function join(lines: readonly Line[], breaks: readonly Break[], joint: Joint): string[] {
  const paragraphs: string[][] = [];
  lines.forEach(({ text }, index) => {
    const kind = breaks[index - 1] ?? "paragraph";
    const parts = paragraphs.at(-1);
    const above = parts?.pop();
    if (parts === undefined || above === undefined) paragraphs.push([text]);
    else if (kind === "paragraph") {
      parts.push(above);
      paragraphs.push([text]);
    } else {
      parts.push(kind === "line" ? `${above}\n` : joint(above, text.trimStart()), text.trimStart());
    }
  });
  return paragraphs.map((parts) => parts.join(""));
}
