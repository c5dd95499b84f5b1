import { type Block, textsIn } from "../../blocks.js";
import { endsClosed } from "../../lines.js";
import { countWords } from "./visible.js";

/** A link of fewer words names something ("the install page"); one with more is a headline. */
const HEADLINE_WORDS = 5;
/** Words before a headline: "See also:", "VEA TAMBIÉN:". */
const LABEL = /^[^:]{2,40}:\s*/;
/** What stands over a list of headlines: "More on the subject". In words. */
const LONGEST_LABEL = 8;
/** So much of a text in links is all of it. */
const LINKED = 0.85;
/** What stands at the end over nothing: "More on the subject", "Advertisement". In words. */
const LONGEST_LEFT_OVER = 5;
const MOST_LEFT_OVER = 3;
/** An article in sentences has so many paragraphs of this length; of short lines nobody can say which belong to it. */
const LEAST_PROSE = 3;
const PROSE = 80;
/** What leads on is little of an article: where it is more, the article is a list of links. */
const MOST_AT_END = 0.3;

/**
 * The blocks of an article without what leads on to other pages of its site: headlines in links between its paragraphs and at its
 * end, with what stands over them, and names of sections before its first paragraph.
 */
export function withoutTeasers(blocks: readonly Block[], base: string | undefined): readonly Block[] {
  if (base === undefined) return blocks;
  const site = new URL(base).host;
  const first = blocks.findIndex((block) => block.kind === "paragraph" && endsClosed(block.text.trim()));
  const kept = blocks.filter((block, at) => !isTeaser(block, site) && !(at < first && isSectionName(block, site)));
  return withoutLeftOvers(withoutEnd(kept, site, lengthOf(blocks) * MOST_AT_END));
}

/** Without labels at the end under which nothing stands any more. */
function withoutLeftOvers(blocks: readonly Block[]): readonly Block[] {
  const prose = blocks.filter(
    (block) => block.kind === "paragraph" && block.text.length > PROSE && endsClosed(block.text.trim()),
  );
  if (prose.length < LEAST_PROSE) return blocks;
  let end = blocks.length;
  for (let block = blocks[end - 1]; block !== undefined && isLeftOver(block); block = blocks[end - 1]) {
    if (blocks.length - end === MOST_LEFT_OVER) break;
    end--;
  }
  return blocks.slice(0, end);
}

/** Names, figures and pairs ("Fee: 7") say something by themselves. */
function isLeftOver(block: Block): boolean {
  if (block.kind !== "heading" && block.kind !== "paragraph") return false;
  const text = block.text.trim();
  return countWords(text) <= LONGEST_LEFT_OVER && !/[.!。！]$|\p{N}|@|\n|:\s*\S|^[—–-]/u.test(text);
}

const lengthOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + textsIn(block).reduce((each, text) => each + text.trim().length, 0), 0);

/** How many characters of a block stand in links to its own site, and how many it has. */
function linkedIn(block: Block, site: string): { linked: number; whole: number; links: number } {
  const own = (block.links ?? []).filter(({ address }) => URL.canParse(address) && new URL(address).host === site);
  const linked = own.reduce((sum, { text }) => sum + text.trim().length, 0);
  return { linked, whole: lengthOf([block]), links: own.length };
}

/** A headline in a link, perhaps behind a label. */
function isTeaser(block: Block, site: string): boolean {
  if (block.kind !== "paragraph") return false;
  const { linked, whole, links } = linkedIn(block, site);
  const label = LABEL.exec(block.text.trim())?.[0].length ?? 0;
  return (
    links === 1 && linked >= (whole - label) * LINKED && countWords(block.text.trim().slice(label)) >= HEADLINE_WORDS
  );
}

/** The name of a section of the site, over an article. */
function isSectionName(block: Block, site: string): boolean {
  const { linked, whole } = linkedIn(block, site);
  return (block.kind === "paragraph" || block.kind === "list") && linked >= whole * LINKED;
}

/** Without the lists of headlines at the end, and what stands over them. */
function withoutEnd(blocks: readonly Block[], site: string, most: number): readonly Block[] {
  let end = blocks.length;
  for (let at = end - 1; at > 0; at--) {
    const block = blocks[at];
    if (block === undefined || lengthOf(blocks.slice(at)) > most) break;
    if (isListOfHeadlines(block, site)) end = at;
    else if (end === at + 1 && end < blocks.length && isLabel(block)) end = at;
    else break;
  }
  return blocks.slice(0, end);
}

function isListOfHeadlines(block: Block, site: string): boolean {
  if (block.kind === "heading" || block.kind === "code") return false;
  const { linked, whole, links } = linkedIn(block, site);
  return linked >= whole * LINKED && countWords(textsIn(block).join(" ")) >= links * HEADLINE_WORDS;
}

const isLabel = (block: Block): boolean =>
  (block.kind === "heading" || block.kind === "paragraph") &&
  countWords(block.text) <= LONGEST_LABEL &&
  !/[.!…]$/.test(block.text.trim());
