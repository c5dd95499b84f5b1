import { type Line, toLine } from "./line-layout.js";

/** Lines between two blank lines. */
export interface Stanza {
  readonly lines: readonly Line[];
  /** The rule drawn under it ("====" or "----"), if there is one. */
  readonly underline?: string;
  /** How many blank lines are above it. */
  readonly gap: number;
  /** The marks of what is quoted of another message ("> > "), which its lines have not; "" for what is not quoted. */
  readonly quote: string;
}

const RULE = /^([-=_*~#+.])(?: *\1){2,}$/;
/** Behind it stands the signature of a message. */
const SIGNATURE = "--";
const QUOTE = /^[ \t]*((?:> ?){1,20})/;

/** Divides lines at blank lines, rules, and where a quotation begins or ends. */
export function stanzasOf(raws: readonly string[]): Stanza[] {
  const stanzas: Stanza[] = [];
  let lines: Line[] = [];
  let quote = "";
  let gap = 0;
  const close = (underline?: string): void => {
    if (lines.length > 0) {
      stanzas.push({ lines, gap, quote, ...(underline !== undefined && { underline }) });
      gap = 0;
    }
    lines = [];
  };
  for (const raw of raws) {
    const marks = QUOTE.exec(raw)?.[1] ?? "";
    const depth = "> ".repeat(marks.split(">").length - 1);
    const text = marks === "" ? raw : raw.trimStart().slice(marks.length);
    const trimmed = text.trim();
    if (depth !== quote) close();
    quote = depth;
    if (trimmed === "") {
      close();
      gap++;
    } else if (trimmed === SIGNATURE) close();
    else if (trimmed.length <= 200 && RULE.test(trimmed)) close(trimmed.charAt(0));
    else lines.push(toLine(text));
  }
  close();
  return stanzas;
}

/**
 * The paragraphs of lines that are told apart by their indent alone: their first lines stand further in, or all but the first
 * lines do. The line before such a first line ends as paragraphs do.
 */
export function indentedParagraphs(lines: readonly Line[], isEnd: (line: Line) => boolean): readonly Line[][] {
  const least = lines.reduce((min, line) => Math.min(min, line.indent), Number.POSITIVE_INFINITY);
  const isDeep = lines.map(({ indent }) => indent > least);
  for (const firstAreDeep of [true, false]) {
    const starts = isDeep.map((deep, at) => at === 0 || deep === firstAreDeep);
    const inner = starts.flatMap((start, at) => (start && at > 0 ? at : []));
    const ended = inner.filter((at) => isEnd(lines[at - 1] ?? { text: "", length: 0, firstWord: 0, indent: 0 }));
    if (inner.length === 0 || starts.every((start) => start) || ended.length < inner.length * 0.8) continue;
    const paragraphs: Line[][] = [];
    lines.forEach((line, at) => {
      if (at === 0 || starts[at]) paragraphs.push([line]);
      else paragraphs.at(-1)?.push(line);
    });
    return paragraphs;
  }
  return [[...lines]];
}
