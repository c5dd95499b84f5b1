import type { Block, ListItem } from "../../blocks.js";
import { endsClosed } from "../../lines.js";
import type { Line } from "./line-layout.js";

/** "• ", "3. ", "c) ", and the numbers of clauses: "1.1 ", "2.3.4. ", "(a) ", "(iv) ", "§ 4 ". */
const LIST_LINE =
  /^([•◦▪‣–*-]|\p{N}{1,3}[.)]|\p{L}\)|\p{N}{1,3}(?:\.\p{N}{1,3}){1,5}[.)]?|\((?:\p{N}{1,3}|\p{L}|[ivx]{1,6})\)|§ ?\p{N}{1,4}\p{Ll}?)[ \t]+(\S.*)$/u;
const CLAUSE = /^(?:\p{N}{1,3}\.\p{N}|\(|§)/u;

/** Whether a text begins with the mark or number of an item. */
export function isListLine(text: string): boolean {
  return LIST_LINE.test(text.trim());
}

/** The number of clauses and sections that a text begins with, without a full stop behind: "2.3"; "" where there is none. */
export function numberIn(text: string): string {
  return /^(\p{N}{1,3}(?:\.\p{N}{1,3}){0,5})[.)]?\s/u.exec(text.trim())?.[1] ?? "";
}

/**
 * Which lines of a stanza begin items. One marked line does only where it opens the stanza: a wrapped line may begin with
 * "1998)" or a dash. A number of two parts may be any number ("3.5 million"): the line above it must have come to an end.
 */
export function itemStarts(lines: readonly Line[]): readonly boolean[] {
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const starts = lines.map(({ text, firstWord }, at) => {
    const above = lines[at - 1];
    if (!isListLine(text)) return false;
    if (above === undefined || !CLAUSE.test(text.trim())) return true;
    return (
      endsClosed(above.text) ||
      /[;:,]$|[;,] (?:and|or)$/.test(above.text) ||
      above.length + 1 + firstWord < longest * 0.85
    );
  });
  const count = starts.filter((is) => is).length;
  return count === 1 && !starts[0] ? starts.map(() => false) : starts;
}

/** Lines without a marker go on with the item above them. @param joint as `Joint` */
export function listBlock(
  lines: readonly Line[],
  starts: readonly boolean[],
  joint: (above: string, line: string) => string,
): Block {
  const items: { marker: string; words: string[] }[] = [];
  lines.forEach(({ text }, at) => {
    const [, marker, words] = starts[at] ? (LIST_LINE.exec(text.trim()) ?? []) : [];
    const open = items.at(-1)?.words;
    const above = open?.pop();
    if (above !== undefined && marker === undefined) open?.push(joint(above, text.trim()), text.trim());
    else if (above !== undefined) open?.push(above);
    if (marker !== undefined && words !== undefined) items.push({ marker, words: [words] });
  });
  return { kind: "list", items: items.map(({ marker, words }) => ({ marker, paragraphs: [words.join("")] })) };
}

/** Lists whose items stand between blank lines are one list. */
export function joinLists(blocks: readonly Block[]): Block[] {
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
