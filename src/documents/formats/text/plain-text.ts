import { documentPatterns } from "../../../language/languages.js";
import type { Block, ListItem, ParsedDocument } from "../../blocks.js";
import { isFurnitureText } from "../../furniture.js";
import { endsClosed } from "../../lines.js";
import { arrangeLines, type Line, toLine } from "./line-layout.js";

const LONGEST_TITLE = 150;
const LONGEST_HEADING = 70;
const RULE = /^([-=_*~#+.]) ?(?:\1 ?){2,}$/;
const LIST_LINE = /^([•◦▪‣–*-]|\p{N}{1,3}[.)]|\p{L}\))[ \t]+(\S.*)$/u;
const BYLINE = new RegExp(`^${documentPatterns.byline}\\b`, "iu");
const DATE_OR_CREDIT = /\b\p{N}{4}\b|\p{N}{1,2}[:./]\p{N}{2}|[@|]|^[—–]/iu;

/** Lines between two blank lines. */
interface Stanza {
  readonly lines: readonly Line[];
  /** The rule drawn under it ("====" or "----"), if there is one. */
  readonly underline?: string;
}

/** Plain text → blocks. Which line breaks divide paragraphs is decided stanza by stanza, in line-layout.ts. */
export function parsePlainText(text: string): ParsedDocument {
  const stanzas = stanzasOf(text);
  const width = widestWrapped(stanzas);
  const blocks: Block[] = [];
  let titleSought = true;
  stanzas.forEach((stanza, index) => {
    let { lines } = stanza;
    const alone = lines.length === 1;
    const [first] = lines;
    if (first === undefined) return;
    if (stanza.underline !== undefined && alone && first.length <= LONGEST_TITLE) {
      blocks.push({ kind: "heading", level: stanza.underline === "=" ? 1 : 2, text: first.text });
      titleSought = false;
      return;
    }
    if (titleSought && !isFurnitureText(first.text.trim(), "edge")) {
      titleSought = false;
      const rest = stanzas[index + 1];
      if (alone ? rest !== undefined && canBeTitle(first) : canBeTitle(first) && isAbove(lines)) {
        blocks.push({ kind: "heading", level: 1, text: first.text });
        lines = lines.slice(1);
        if (lines.length === 0) return;
      }
    } else if (alone && isSectionTitle(first, stanzas[index + 1])) {
      blocks.push({ kind: "heading", level: 2, text: first.text });
      return;
    }
    for (const block of stanzaBlocks(lines, width)) blocks.push(block);
  });
  return { blocks: joinLists(blocks) };
}

function stanzasOf(text: string): Stanza[] {
  const stanzas: Stanza[] = [];
  let lines: Line[] = [];
  const close = (underline?: string): void => {
    if (lines.length > 0) stanzas.push(underline === undefined ? { lines } : { lines, underline });
    lines = [];
  };
  for (const raw of text.split("\n")) {
    const trimmed = raw.trim();
    if (trimmed === "") close();
    else if (trimmed.length <= 200 && RULE.test(trimmed)) close(trimmed.charAt(0));
    else lines.push(toLine(raw));
  }
  close();
  return stanzas;
}

/** The longest line of those that are wrapped beyond doubt; 0 if the document shows none. */
function widestWrapped(stanzas: readonly Stanza[]): number {
  let width = 0;
  for (const { lines } of stanzas) {
    if (lines.length < 3 || arrangeLines(lines, 0).kind !== "wrapped") continue;
    for (const line of lines) width = Math.max(width, line.length);
  }
  return width;
}

function canBeTitle(line: Line): boolean {
  const text = line.text.trim();
  return (
    text.length <= LONGEST_TITLE &&
    /[\p{L}\p{N}]/u.test(text) &&
    !/[.,;:。，；：]["'”’)»]*$/u.test(text) &&
    !LIST_LINE.test(text)
  );
}

/** Whether the first line of a stanza is a headline over the lines that follow it, rather than their beginning. */
function isAbove(lines: readonly Line[]): boolean {
  const [first, second] = lines;
  if (first === undefined || second === undefined || endsClosed(first.text)) return false;
  if (/^\p{Ll}/u.test(second.text)) return false;
  const longest = Math.max(...lines.slice(1, 50).map((line) => line.length));
  // In wrapped text the second line's first word would have fitted, had the first line been running text.
  const isFull = first.length + 1 + second.firstWord > longest;
  return !isFull && (endsClosed(second.text) || longest >= 60);
}

function isSectionTitle(line: Line, next: Stanza | undefined): boolean {
  const text = line.text.trim();
  const [below] = next?.lines ?? [];
  if (below === undefined || text.length > LONGEST_HEADING || text.split(/\s+/).length > 10) return false;
  if (!/^[\p{Lu}\p{Lo}\p{N}]/u.test(text) || /[.!,;:…。！，；：]["'”’)»]*$/u.test(text)) return false;
  if (BYLINE.test(text) || DATE_OR_CREDIT.test(text)) return false;
  if (isFurnitureText(text, "edge")) return false;
  const numbered = LIST_LINE.test(text);
  if (numbered && LIST_LINE.test(below.text)) return false;
  const lengthBelow = next?.lines.reduce((sum, each) => sum + each.length, 0) ?? 0;
  return lengthBelow >= 80 || (endsClosed(below.text) && lengthBelow > text.length);
}

function stanzaBlocks(lines: readonly Line[], width: number): Block[] {
  const listAt = lines.findIndex((line) => LIST_LINE.test(line.text.trim()));
  const marked = lines.filter((line) => LIST_LINE.test(line.text.trim())).length;
  // One marked line is a list only where it opens the stanza; a wrapped line may begin with "1998)" or a dash.
  if (listAt === -1 || (marked === 1 && listAt !== 0)) return proseBlocks(lines, width);
  return [...proseBlocks(lines.slice(0, listAt), width), ...listBlocks(lines.slice(listAt))];
}

function proseBlocks(lines: readonly Line[], width: number): Block[] {
  return arrangeLines(lines, width).texts.map((text) => ({ kind: "paragraph", text }));
}

/** Lines without a marker go on with the item above them. */
function listBlocks(lines: readonly Line[]): Block[] {
  const items: { marker: string; words: string[] }[] = [];
  for (const { text } of lines) {
    const [, marker, words] = LIST_LINE.exec(text.trim()) ?? [];
    if (marker !== undefined && words !== undefined) items.push({ marker, words: [words] });
    else items.at(-1)?.words.push(text.trim());
  }
  return [{ kind: "list", items: items.map(({ marker, words }) => ({ marker, paragraphs: [words.join(" ")] })) }];
}

/** Lists whose items stand between blank lines are one list. */
function joinLists(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  let items: ListItem[] = [];
  for (const block of blocks) {
    if (block.kind === "list") {
      if (items.length === 0) joined.push({ kind: "list", items });
      for (const item of block.items) items.push(item);
    } else {
      items = [];
      joined.push(block);
    }
  }
  return joined;
}
