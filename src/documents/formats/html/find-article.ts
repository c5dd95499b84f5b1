import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { type Block, textsIn } from "../../blocks.js";
import { endsClosed } from "../../lines.js";
import { textsOfBlock } from "./block-collector.js";
import { type HtmlContent, readHtml } from "./html-blocks.js";
import { isoDate } from "./html-page.js";
import { leadOf } from "./lead.js";
import { proseBox, tidyTree } from "./page-tree.js";
import { withoutTeasers } from "./teasers.js";
import { countWords } from "./visible.js";

/** Readability's own measure of an article, in characters. */
const LEAST_ARTICLE = 500;
/** Shorter paragraphs may be captions, dates, labels. */
const SHORT_PROSE = 80;
/** An article with less of the page's prose than this is not all of it. */
const LEAST_SHARE = 0.5;

/** What was found to be a page's article. */
export interface FoundArticle {
  readonly content: HtmlContent;
  readonly title?: string | undefined;
  readonly site?: string | undefined;
  readonly published?: string | undefined;
}

/**
 * A page's article; nothing if none is found. Measured by benchmarks/html-extraction.mjs:
 *
 * 1. What is called furniture goes (page-tree.ts): Readability alone leaves author boxes, captions, teasers and the like.
 * 2. Readability, as in Firefox's reader view, says where the article is.
 * 3. What stands between its paragraphs and reads as a sentence belongs to it: Readability drops short paragraphs with a link.
 * 4. What reads as sentences between title and article is its lead (lead.ts); headlines in links that lead on go (teasers.ts).
 * 5. Where it has less than half of the prose of the box that holds most of the page's prose, that box is the article.
 */
export function findArticle(html: string, base: string | undefined): FoundArticle | undefined {
  const { document } = parseHTML(html);
  tidyTree(document);
  const box = proseBox(document).outerHTML;
  const body = document.body.outerHTML;
  const found = new Readability(document, { keepClasses: true }).parse();
  if (found?.content == null) return undefined;
  // Where it finds little it takes the whole page rather than nothing, menus and all.
  const content = readHtml(found.content, { wholePage: (found.length ?? 0) < LEAST_ARTICLE, base });
  if (textLength(content.blocks) === 0) return undefined;
  const boxed = readHtml(box, { wholePage: true, base });
  const isPart = proseLength(content.blocks) < LEAST_SHARE * proseLength(boxed.blocks);
  const title = found.title ?? "";
  const article = isPart ? boxed : withSentencesBetween(content, boxed, title);
  return {
    content: withLead(leadingOnLeftOut(article, base), body, title, base),
    title: found.title || undefined,
    site: found.siteName || undefined,
    published: isoDate(found.publishedTime ?? undefined),
  };
}

function withLead(content: HtmlContent, body: string, title: string, base: string | undefined): HtmlContent {
  const lead = leadOf(
    readHtml(body, { wholePage: true, base }).blocks,
    content.blocks,
    title.replace(/\s+/g, " ").trim(),
  );
  const words = lead.reduce((sum, block) => sum + countWords(textsIn(block).join(" ")), 0);
  return { ...content, blocks: [...lead, ...content.blocks], words: content.words + words };
}

function leadingOnLeftOut(content: HtmlContent, base: string | undefined): HtmlContent {
  const kept = new Set(withoutTeasers(content.blocks, base));
  const dropped = content.blocks.filter((block) => !kept.has(block));
  const words = dropped.reduce((sum, block) => sum + countWords(textsIn(block).join(" ")), 0);
  return { ...content, blocks: [...kept], words: content.words - words };
}

/** The length of the text in blocks, in characters. */
export function textLength(blocks: readonly Block[]): number {
  return blocks.reduce(
    (sum, block) => sum + textsOfBlock(block).reduce((each, text) => each + text.trim().length, 0),
    0,
  );
}

/** How much running text there is: no lists, tables, captions or links. */
function proseLength(blocks: readonly Block[]): number {
  return blocks.filter(isProse).reduce((sum, block) => sum + unlinkedLength(block), 0);
}

function isProse(block: Block): boolean {
  return block.kind === "paragraph" && unlinkedLength(block) > SHORT_PROSE;
}

function unlinkedLength(block: Block): number {
  const linked = (block.links ?? []).reduce((sum, { text }) => sum + text.length, 0);
  return textLength([block]) - linked;
}

/**
 * The content with the sentences that only the box has, where these stand between blocks that both have, in the same order, or
 * between the title and the first of them.
 */
function withSentencesBetween(content: HtmlContent, box: HtmlContent, title: string): HtmlContent {
  const blocks: Block[] = [];
  let between: Block[] = [];
  let at = 0;
  let isInside = false;
  let { words } = content;
  for (const block of box.blocks) {
    const next = content.blocks[at];
    if (next !== undefined && keyOf(block) === keyOf(next)) {
      for (const each of isInside ? between : []) {
        blocks.push(each);
        words += countWords(textsIn(each).join(" "));
      }
      blocks.push(next);
      between = [];
      isInside = true;
      at++;
    } else if (block.kind === "heading" && !isInside && title.includes(block.text.trim())) {
      // Readability takes the heading that is the title out of the text.
      between = [];
      isInside = true;
    } else if (block.kind === "paragraph" && endsClosed(block.text.trim()) && unlinkedLength(block) > 0)
      between.push(block);
  }
  return at < content.blocks.length ? content : { ...content, blocks, words };
}

const keyOf = (block: Block): string => block.kind + textsIn(block).join("\n").replace(/\s+/g, " ").trim();
