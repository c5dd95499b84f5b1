import type { Block } from "../../blocks.js";
import { endsClosed, joinLines, knownWords } from "../../lines.js";
import type { Flow } from "./pdf-columns.js";
import { sizeOfMost } from "./pdf-furniture.js";
import { boldHeadings, HEADING_SIZE, type HeadingMeasures, isLarge } from "./pdf-headings.js";
import { breakBefore, type Leading, sameSize } from "./pdf-lines.js";
import { median, type Segment } from "./pdf-segments.js";
import { type FoundTable, haveSameColumns, tablesIn } from "./pdf-tables.js";

/** A section's number begins a heading, also right below a title of the same size. */
const SECTION_NUMBER = /^(?:\d{1,2}\.)+\d{0,2}\s+\p{L}/u;
/** Up to this much of the body's size, the last lines of a page are footnotes, if they begin like ones. */
const FOOTNOTE_SIZE = 0.93;
const NOTE_MARK = /^(?:\p{N}{1,3}|\[\p{N}{1,3}\]|[*†‡§])[\p{L}\p{P}\s]/u;
const BULLET = /^([•◦▪‣–*-])\s+(\S.*)$/su;

interface Draft {
  readonly kind: "heading" | "paragraph" | "table";
  text: string;
  readonly page: number;
  readonly size: number;
  readonly isNote: boolean;
  lastLine: Segment;
  flow: Flow;
  readonly table?: FoundTable;
}

/** A page's lines in the order of reading, and the running lines that are kept, which the text does not go on with. */
export interface PageFlows {
  readonly flows: readonly Flow[];
  readonly kept: Flow;
}

/** The lines of all pages in the order of reading → paragraphs, headings and lists. */
export function pdfBlocks(pages: readonly PageFlows[], bold: ReadonlySet<string>): Block[] {
  const flows = pages.map((page) => page.flows);
  const lines = flows.flat(2);
  const body = sizeOfMost(flows.flat());
  const leading = leadings(flows.flat());
  const words = knownWords(lines.map((line) => line.text));
  const measures = { body, leading, words, bold };
  const drafts: Draft[] = [];
  for (const page of pages) {
    const notes: Draft[] = [];
    for (const flow of page.flows) {
      const noteAt = firstNote(flow, body);
      addFlow(drafts, flow.slice(0, noteAt), measures);
      addFlow(notes, flow.slice(noteAt), { ...measures, areNotes: true });
    }
    // The next page's text goes on with what stands before the notes.
    for (const line of page.kept)
      notes.push({ ...draftOf("paragraph", line, page.kept, true), text: textOfKept(line) });
    drafts.push(...notes);
  }
  return withLists(withLevels(drafts, body));
}

interface Measures extends HeadingMeasures {
  readonly words: ReadonlySet<string>;
  readonly areNotes?: boolean;
}

function addFlow(drafts: Draft[], flow: Flow, measures: Measures): void {
  const { words, areNotes = false } = measures;
  const headings = areNotes ? new Set<Segment>() : headingsIn(flow, measures);
  const tables = tablesIn(flow, headings);
  let previous: Segment | undefined;
  let open = areNotes ? undefined : drafts.findLast((draft) => !draft.isNote);
  let tableEnd = 0;
  flow.forEach((line, index) => {
    const table = tables.get(index);
    if (index < tableEnd || table !== undefined) {
      if (table !== undefined) {
        open = { ...draftOf("table", line, flow, areNotes), table: goingOn(table, open?.table) };
        drafts.push(open);
        tableEnd = index + table.lines;
      }
      previous = line;
      return;
    }
    const kind = headings.has(line) ? "heading" : "paragraph";
    const separator = open?.kind === kind ? separatorBetween(open, previous, line, flow, measures) : undefined;
    if (open !== undefined && separator !== undefined) {
      open.text = separator === " " ? joinLines(open.text, line.text, words) : open.text + separator + line.text;
      open.lastLine = line;
      open.flow = flow;
    } else {
      open = draftOf(kind, line, flow, areNotes);
      drafts.push(open);
    }
    previous = line;
  });
}

function draftOf(kind: Draft["kind"], line: Segment, flow: Flow, isNote: boolean): Draft {
  return { kind, text: line.text, page: line.page, size: line.size, isNote, lastLine: line, flow };
}

/** What stands at both ends of a running line is not one phrase. */
const textOfKept = ({ text, cells }: Segment): string => cells?.map((cell) => cell.text).join("; ") ?? text;

/** A table that goes on overleaf has the names of its columns there too, whether they are said again or not. */
function goingOn(table: FoundTable, before: FoundTable | undefined): FoundTable {
  if (before === undefined || before.header.length === 0 || !haveSameColumns(table, before)) return table;
  const { header } = before;
  if (table.header.length > 0) return table;
  const [first, ...rest] = table.rows;
  const isSaidAgain = first !== undefined && first.join("\t") === header.join("\t");
  return { ...table, header, rows: isSaidAgain ? rest : table.rows };
}

function headingsIn(flow: Flow, measures: HeadingMeasures): ReadonlySet<Segment> {
  return new Set([...flow.filter((line) => isLarge(line, measures.body)), ...boldHeadings(flow, measures)]);
}

/** How a line goes on with the open paragraph, heading or table; nothing if it does not. */
function separatorBetween(
  open: Draft,
  previous: Segment | undefined,
  line: Segment,
  flow: Flow,
  { leading, areNotes }: Measures,
): string | undefined {
  if (!sameSize(open.size, line.size)) return undefined;
  if (previous === undefined)
    return open.kind === "paragraph" && !areNotes && goesOnOverleaf(open, line) ? " " : undefined;
  if (open.kind === "heading") {
    const goesOn = line.y - previous.y <= line.size * 1.7 && !SECTION_NUMBER.test(line.text);
    return goesOn ? " " : undefined;
  }
  if (areNotes && NOTE_MARK.test(line.text) && endsClosed(open.text)) return undefined;
  return breakBefore(previous, line, flow, leading);
}

/** Whether a paragraph goes on in the next column or on the next page. */
function goesOnOverleaf(open: Draft, line: Segment): boolean {
  if (line.cells !== undefined || open.lastLine.cells !== undefined) return false;
  if (/^\p{Ll}/u.test(line.text)) return !/[.!?]["”’)]?$/.test(open.text);
  if (endsClosed(open.text) || BULLET.test(line.text)) return false;
  // A sentence without end in a full line goes on, even with a capital.
  const right = Math.max(...open.flow.slice(-50).map((each) => each.right));
  return open.lastLine.right > right - open.size * 3;
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

/** Larger sizes are higher levels. Sizes that hardly differ are one. Level 1, which titles have, is of no heading of the body's size. */
function withLevels(drafts: readonly Draft[], body: number): Block[] {
  const sizes = drafts.filter((draft) => draft.kind === "heading").map((draft) => draft.size);
  const levels: number[] = [];
  for (const size of sizes.sort((a, b) => b - a)) {
    if (levels.length === 0 || !sameSize(levels.at(-1) ?? size, size)) levels.push(size);
  }
  return drafts.map(({ kind, text, page, size, table }) => {
    if (table !== undefined) return { kind: "table", header: table.header, rows: table.rows, page };
    if (kind !== "heading") return { kind: "paragraph", text, page };
    const level = Math.min(6, 1 + levels.findIndex((each) => sameSize(each, size)));
    return { kind, text, page, level: Math.max(size < body * HEADING_SIZE ? 2 : 1, level) };
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
