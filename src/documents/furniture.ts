import { furniture } from "../language/languages.js";
import type { Block } from "./blocks.js";

/*
 * Page furniture is what a web page puts around an article and what comes along when a page is copied or saved: share
 * buttons, the comments section's headings, cookie notices, the copyright line. The rule is conservative, for a lost
 * paragraph is worse than a useless one:
 *
 * 1. A block is furniture only if its WHOLE text is a known label or notice. "Comments by the president were widely
 *    read." is prose; "Comments" is a label. Nothing is dropped for containing a word, or for being short.
 * 2. Most of it is dropped only at the edges: before the first block that is no furniture, and behind the last one.
 *    In the middle of an article it stays.
 * 3. Only marks of an advertisement and of share buttons, which stand between paragraphs, are dropped anywhere.
 */

/** Longer texts are never furniture. */
const LONGEST_NOTICE = 300;

/** Whether a text is, as a whole, page furniture; `where` says how much is known about its place. */
export function isFurnitureText(text: string, where: "edge" | "anywhere"): boolean {
  if (text.length > LONGEST_NOTICE) return false;
  const lines = text.split("\n").map((line) => line.toLowerCase().replace(/[\s.!…]+$/u, ""));
  const patterns = where === "edge" ? [...furniture.anywhere, ...furniture.atEdges] : furniture.anywhere;
  return lines.every((line) => line === "" || patterns.some((pattern) => pattern.test(line)));
}

function isFurniture(block: Block, where: "edge" | "anywhere"): boolean {
  if (block.kind === "heading" || block.kind === "paragraph") return isFurnitureText(block.text, where);
  if (block.kind !== "list") return false;
  return block.items.every((item) => item.paragraphs.every((text) => isFurnitureText(text, where)));
}

/**
 * The blocks without page furniture, by the rule above. A heading of level 1 is kept: it may be the title of an article
 * about comments or cookies.
 */
export function withoutFurniture(blocks: readonly Block[]): Block[] {
  const atEdge = (block: Block): boolean =>
    isFurniture(block, "edge") && !(block.kind === "heading" && block.level === 1);
  let first = 0;
  let last = blocks.length;
  for (let block = blocks[first]; block !== undefined && atEdge(block); block = blocks[first]) first++;
  for (let block = blocks[last - 1]; last > first && block !== undefined && atEdge(block); block = blocks[last - 1])
    last--;
  return blocks.slice(first, last).filter((block) => block.kind === "heading" || !isFurniture(block, "anywhere"));
}
