import type { Block } from "./blocks.js";
import { joinHyphenated, knownWords } from "./hyphenation.js";
import { endsClosed } from "./line-layout.js";
import { type Flow, median } from "./pdf-columns.js";
import { breakBefore, type Leading } from "./pdf-lines.js";
import type { Segment } from "./pdf-segments.js";

/** From this much larger than the body, a line is a heading. */
const HEADING_SIZE = 1.14;
const LONGEST_HEADING = 200;
/** Up to this much of the body's size, the last lines of a page are footnotes, if they begin like ones. */
const FOOTNOTE_SIZE = 0.93;
const NOTE_MARK = /^(?:\p{N}{1,3}|[*†‡§])[\p{L}\p{P}\s]/u;
const BULLET = /^([•◦▪‣–*-])\s+(\S.*)$/su;

interface Draft {
  kind: "heading" | "paragraph";
  text: string;
  readonly page: number;
  readonly size: number;
  readonly isNote: boolean;
  lastLine: Segment;
  flow: Flow;
}

/** The lines of all pages in the order of reading → paragraphs, headings and lists. */
export function pdfBlocks(pages: readonly (readonly Flow[])[]): Block[] {
  const lines = pages.flat(2);
  const body = bodySize(lines);
  const leading = leadings(pages.flat());
  const words = knownWords(lines.map((line) => line.text));
  const drafts: Draft[] = [];
  for (const page of pages) {
    const notes: Draft[] = [];
    for (const flow of page) {
      const noteAt = firstNote(flow, body);
      addFlow(drafts, flow.slice(0, noteAt), { body, leading, words });
      addFlow(notes, flow.slice(noteAt), { body, leading, words, areNotes: true });
    }
    // Notes wait until the text that goes on over the page is whole; see `readNotesAfter`.
    drafts.push(...notes);
  }
  return withLists(withLevels(drafts));
}

interface Measures {
  readonly body: number;
  readonly leading: Leading;
  readonly words: ReadonlySet<string>;
  readonly areNotes?: boolean;
}

function addFlow(drafts: Draft[], flow: Flow, { body, leading, words, areNotes = false }: Measures): void {
  let previous: Segment | undefined;
  for (const line of flow) {
    const kind = !areNotes && isHeading(line, body) ? "heading" : "paragraph";
    const open = previous === undefined ? lastText(drafts, areNotes) : drafts.at(-1);
    const goesOn = open !== undefined && open.kind === kind && sameSize(open.size, line.size);
    let separator: string | undefined;
    if (goesOn && previous !== undefined) {
      separator = kind === "heading" ? headingBreak(previous, line) : breakBefore(previous, line, flow, leading);
      if (areNotes && NOTE_MARK.test(line.text) && endsClosed(open.text)) separator = undefined;
    } else if (goesOn && kind === "paragraph" && !areNotes && goesOnOverleaf(open, line)) separator = " ";
    if (open !== undefined && separator !== undefined) {
      open.text = separator === " " ? joinHyphenated(open.text, line.text, words) : open.text + separator + line.text;
      open.lastLine = line;
      open.flow = flow;
    } else {
      drafts.push({ kind, text: line.text, page: line.page, size: line.size, isNote: areNotes, lastLine: line, flow });
    }
    previous = line;
  }
}

/** The text before the notes of the page: what the next page may go on with. */
function lastText(drafts: readonly Draft[], areNotes: boolean): Draft | undefined {
  return areNotes ? undefined : drafts.findLast((draft) => !draft.isNote);
}

/** Whether a paragraph goes on in the next column or on the next page. */
function goesOnOverleaf(open: Draft, line: Segment): boolean {
  if (/^\p{Ll}/u.test(line.text)) return !/[.!?]["”’)]?$/.test(open.text);
  if (endsClosed(open.text) || BULLET.test(line.text)) return false;
  // A sentence without end in a full line goes on, even with a capital.
  const right = Math.max(...open.flow.slice(-50).map((each) => each.right));
  return open.lastLine.right > right - open.size * 3;
}

const sameSize = (one: number, other: number): boolean => Math.max(one, other) <= Math.min(one, other) * 1.1;

function headingBreak(previous: Segment, line: Segment): string | undefined {
  return line.y - previous.y <= line.size * 1.7 ? " " : undefined;
}

function isHeading(line: Segment, body: number): boolean {
  return (
    line.size >= body * HEADING_SIZE && line.text.length <= LONGEST_HEADING && /\p{L}.*\p{L}|\p{Lo}/u.test(line.text)
  );
}

/** The size that most characters have. */
function bodySize(lines: readonly Segment[]): number {
  const characters = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    characters.set(rounded, (characters.get(rounded) ?? 0) + text.length);
  }
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}

/** The usual distance of baselines for each size, from all neighbouring lines of the document. */
function leadings(flows: readonly Flow[]): Leading {
  const distances = new Map<number, number[]>();
  for (const flow of flows) {
    flow.forEach((line, index) => {
      const next = flow[index + 1];
      if (next === undefined || !sameSize(line.size, next.size) || next.page !== line.page) return;
      const size = Math.round(line.size);
      const known = distances.get(size);
      if (known) known.push(next.y - line.y);
      else distances.set(size, [next.y - line.y]);
    });
  }
  const usual = new Map([...distances].map(([size, each]) => [size, median(each)]));
  return (size) => Math.min(usual.get(Math.round(size)) ?? size * 1.2, size * 2.6);
}

function firstNote(flow: Flow, body: number): number {
  let at = flow.length;
  for (let line = flow[at - 1]; line !== undefined && line.size <= body * FOOTNOTE_SIZE; line = flow[at - 1]) at--;
  const first = flow[at];
  const isLow = first !== undefined && first.y > first.pageHeight / 2;
  return isLow && NOTE_MARK.test(first.text) ? at : flow.length;
}

/** Larger sizes are higher levels. Sizes that hardly differ are one. */
function withLevels(drafts: readonly Draft[]): Block[] {
  const sizes = drafts.filter((draft) => draft.kind === "heading").map((draft) => draft.size);
  const levels: number[] = [];
  for (const size of sizes.sort((a, b) => b - a)) {
    if (levels.length === 0 || !sameSize(levels.at(-1) ?? size, size)) levels.push(size);
  }
  return drafts.map(({ kind, text, page, size }) => {
    if (kind === "paragraph") return { kind, text, page };
    const level = Math.min(6, 1 + levels.findIndex((each) => sameSize(each, size)));
    return { kind, text, page, level: Math.max(1, level) };
  });
}

/** Neighbouring paragraphs that begin with a bullet are a list. */
function withLists(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const [, marker, text] = (block.kind === "paragraph" ? BULLET.exec(block.text) : null) ?? [];
    if (marker === undefined || text === undefined) {
      joined.push(block);
      continue;
    }
    const item = { marker: "•", paragraphs: [text] };
    const before = joined.at(-1);
    const page = block.page === undefined ? {} : { page: block.page };
    if (before?.kind === "list") joined.splice(-1, 1, { ...before, items: [...before.items, item] });
    else joined.push({ kind: "list", items: [item], ...page });
  }
  return joined;
}
