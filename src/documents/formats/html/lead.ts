import { type Block, textsIn } from "../../blocks.js";
import { endsClosed } from "../../lines.js";

/** A shorter text below a title is a byline, a date, a label. */
const SHORTEST_LEAD = 60;
const LONGEST_LEAD = 1_500;
/** A lead stands right below the title: so many blocks are looked at, and so many taken. */
const LOOKED_AT = 10;
const MOST_BLOCKS = 3;
/** So much of a text in links is a teaser for another page. */
const LINKED = 0.5;

const keyOf = (block: Block): string => textsIn(block).join("\n").replace(/\s+/g, " ").trim();

/**
 * What stands between a page's title and its article and reads as sentences: the lead, which many pages set apart from the text below
 * it, often as a heading of a lower level.
 * @param page all of the page's blocks, in order
 */
export function leadOf(page: readonly Block[], article: readonly Block[], title: string): Block[] {
  const known = new Set(article.map(keyOf));
  const start = page.findIndex((block) => known.has(keyOf(block)) && keyOf(block).length >= SHORTEST_LEAD);
  const at = page.slice(0, Math.max(0, start)).findLastIndex((block) => isTitle(block, title));
  if (at === -1 || start - at > LOOKED_AT) return [];
  const lead = page
    .slice(at + 1, start)
    .filter((block) => !known.has(keyOf(block)) && readsAsLead(block))
    .map((block): Block => (block.kind === "heading" ? { ...block, kind: "paragraph" } : block));
  return lead.length <= MOST_BLOCKS ? lead : [];
}

function isTitle(block: Block, title: string): boolean {
  if (block.kind !== "heading" || block.level > 2) return false;
  const text = keyOf(block);
  return text.length > 10 && (title.includes(text) || text.includes(title));
}

function readsAsLead(block: Block): boolean {
  if (block.kind !== "paragraph" && block.kind !== "heading") return false;
  const { length } = block.text.trim();
  const linked = (block.links ?? []).reduce((sum, { text }) => sum + text.length, 0);
  const isSentence = endsClosed(block.text.trim()) || block.kind === "heading";
  return length >= SHORTEST_LEAD && length <= LONGEST_LEAD && isSentence && linked < length * LINKED;
}
