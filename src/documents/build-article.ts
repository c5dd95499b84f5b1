import type { Article, Link, Paragraph } from "./article.js";
import { ArticleError } from "./article-error.js";
import { type Block, type ListItem, type ParsedDocument, textsIn } from "./blocks.js";
import { withoutFurniture } from "./furniture.js";
import { type Omission, sumOmissions } from "./omission.js";
import { countInvisible, readable, readableLine, withoutInvisible } from "./readable-text.js";
import { splitSentences } from "./sentences.js";

/** Longer list items are paragraphs of their own; shorter ones stay together with their neighbours. */
const SHORT_ITEM = 200;
/** Short items and table rows are gathered into paragraphs of about this many UTF-16 units. */
const GATHERED = 1200;
/** Each has a vector of 1.5 kB and takes some 15 ms to embed. A book of 5 MB has 50,000; a file of nothing but full stops a million. */
const MOST_SENTENCES = 150_000;
/** A paragraph with more links is a list of links, and a longer address is of no use to a person. */
const MOST_LINKS = 20;
const LONGEST_ADDRESS = 500;

/**
 * The step that all formats share: blocks → title, paragraphs with numbers, heading paths and sentences.
 * @throws {ArticleError} `empty` if no paragraph remains, `too-complex` for too many sentences
 */
export function buildArticle(document: ParsedDocument, source: string): Article {
  const cleaned = document.blocks.flatMap(cleanBlock);
  const kept = withoutFurniture(cleaned);
  const { title, blocks } = takeTitle(kept, readableLine(document.title ?? ""), source);
  const paragraphs = numberParagraphs(blocks);
  if (paragraphs.length === 0) throw new ArticleError(source, { reason: "empty" });
  const sentences = paragraphs.reduce((sum, paragraph) => sum + paragraph.sentences.length, 0);
  if (sentences > MOST_SENTENCES) {
    const what = "the number of its sentences";
    throw new ArticleError(source, { reason: "too-complex", what, limit: MOST_SENTENCES, unit: "sentences" });
  }
  const { site, published } = document;
  const omissions = sumOmissions([...(document.omissions ?? []), ...omissionsOf(document.blocks, cleaned, kept)]);
  return {
    title,
    source,
    ...(site && { site }),
    ...(published && { published }),
    paragraphs,
    ...(omissions.length > 0 && { omissions }),
  };
}

/** What every format may lose on the way here: what hides in its text, page furniture, bytes that were no characters. */
function omissionsOf(parsed: readonly Block[], cleaned: readonly Block[], kept: readonly Block[]): Omission[] {
  const remaining = new Set(kept);
  const dropped = cleaned.filter((block) => !remaining.has(block));
  const sum = (blocks: readonly Block[], count: (text: string) => number): number =>
    blocks.flatMap(textsIn).reduce((total, text) => total + count(text), 0);
  return [
    { kind: "page-furniture", count: sum(dropped, (text) => text.split("\n").length) },
    { kind: "invisible-character", count: sum(parsed, countInvisible) },
    // Decoders put U+FFFD where bytes are no character of their encoding.
    { kind: "character", count: sum(kept, (text) => text.split("\ufffd").length - 1) },
  ];
}

/** The block with its texts as a reader sees them; none if nothing is left. */
function cleanBlock(block: Block): Block[] {
  switch (block.kind) {
    case "heading": {
      const text = readableLine(block.text);
      return text === "" ? [] : [{ ...block, text }];
    }
    case "paragraph": {
      const text = readable(block.text);
      return text === "" ? [] : [{ ...block, text }];
    }
    case "code": {
      const text = withoutInvisible(block.text).trim();
      return text === "" ? [] : [{ ...block, text }];
    }
    case "list": {
      const items = block.items
        .map(({ marker, paragraphs }) => ({
          marker: readableLine(marker),
          paragraphs: paragraphs.map(readable).filter((text) => text !== ""),
        }))
        .filter((item) => item.paragraphs.length > 0);
      return items.length === 0 ? [] : [{ ...block, items }];
    }
    case "table":
      return [
        { ...block, header: block.header.map(readableLine), rows: block.rows.map((row) => row.map(readableLine)) },
      ];
  }
}

/**
 * The declared title, or the first heading if it stands above everything: as the first block, or as the only heading of
 * level 1 with no heading before it. A first block of a lower level that has equals is the first of several sections, no title.
 * Else the file's name.
 */
function takeTitle(
  blocks: readonly Block[],
  declared: string,
  source: string,
): { title: string; blocks: readonly Block[] } {
  const at = blocks.findIndex((block) => block.kind === "heading");
  const first = blocks[at];
  if (first?.kind === "heading") {
    const equals = blocks.filter((block) => block.kind === "heading" && block.level <= first.level).length;
    const isTitle = (at === 0 && first.level === 1) || equals === 1;
    if (declared === "" ? isTitle : first.text === declared) {
      return { title: first.text, blocks: blocks.filter((block) => block !== first) };
    }
  }
  return { title: declared === "" ? titleOfName(source) : declared, blocks };
}

function titleOfName(source: string): string {
  const base = source.split(/[\\/]/).at(-1) ?? source;
  const title = readableLine(base.replace(/(?<=.)\.[^.]*$/, "").replace(/[_-]/g, " "));
  return title === "" ? "Untitled" : title;
}

function numberParagraphs(blocks: readonly Block[]): Paragraph[] {
  const path: { level: number; text: string }[] = [];
  const paragraphs: Paragraph[] = [];
  const add = (text: string, block: Block): void => {
    const headings = path.map((heading) => heading.text);
    const sentences = splitSentences(text);
    paragraphs.push({ number: paragraphs.length + 1, headings, text, sentences, ...factsOf(block, text) });
  };
  const hasText = blocks.some((block) => block.kind !== "heading" && textsOf(block).length > 0);
  if (!hasText) return [];
  withLeadIns(blocks).forEach((block, index, all) => {
    if (block.kind !== "heading") {
      for (const text of textsOf(block)) add(text, block);
      return;
    }
    while ((path.at(-1)?.level ?? 0) >= block.level) path.pop();
    // A heading with nothing below it would be lost: its own words are all there is.
    const next = all[index + 1];
    const childless = next === undefined || (next.kind === "heading" && next.level <= block.level);
    if (childless) add(block.text, block);
    else path.push(block);
  });
  return paragraphs;
}

/** What a block tells of a paragraph that was made of it, beside its text. */
function factsOf(block: Block, text: string): Pick<Paragraph, "page" | "time" | "form" | "links"> {
  const { kind, page, time, links: all = [] } = block;
  const links = linksIn(text, all);
  return {
    ...(page !== undefined && { page }),
    ...(time !== undefined && { time }),
    ...(kind !== "heading" && kind !== "paragraph" && { form: kind }),
    ...(links.length > 0 && { links }),
  };
}

/** The links whose words stand in a text and do not say where they lead; each once. */
function linksIn(text: string, links: readonly Link[]): Link[] {
  const kept = new Map<string, Link>();
  for (const link of links) {
    const words = readableLine(link.text);
    const isAddress =
      link.address.replace(/^(?:https?:\/\/|mailto:)|\/$/g, "") === words.replace(/^https?:\/\/|\/$/g, "");
    if (words === "" || isAddress || link.address.length > LONGEST_ADDRESS || !text.includes(words)) continue;
    kept.set(JSON.stringify([words, link.address]), { text: words, address: link.address });
    if (kept.size === MOST_LINKS) break;
  }
  return [...kept.values()];
}

/** A paragraph that ends with a colon and introduces a list becomes one with it. */
function withLeadIns(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    const leadIn = before?.kind === "paragraph" && /[:：]$/.test(before.text) && before.text.length <= GATHERED;
    const [item] = block.kind === "list" ? block.items : [];
    if (block.kind === "list" && leadIn && item !== undefined && isShort(item)) {
      joined.pop();
      const items = [{ marker: "", paragraphs: [before.text] }, ...block.items];
      const links = [...(before.links ?? []), ...(block.links ?? [])];
      joined.push({ ...before, kind: "list", items, links });
    } else {
      joined.push(block);
    }
  }
  return joined;
}

function textsOf(block: Exclude<Block, { kind: "heading" }>): string[] {
  if (block.kind === "list") return gather(block.items.flatMap(itemParts));
  if (block.kind === "table")
    return gather(block.rows.map((row) => ({ text: rowText(block.header, row), alone: false })));
  return [block.text];
}

const isShort = (item: ListItem): boolean =>
  item.paragraphs.length === 1 && (item.paragraphs[0]?.length ?? 0) <= SHORT_ITEM;

function itemParts(item: ListItem): { text: string; alone: boolean }[] {
  const isLeadIn = item.marker === "";
  const alone = !isLeadIn && !isShort(item);
  // A bullet says nothing where the item stands alone; a number does.
  const marker = isLeadIn || (alone && item.marker === "•") ? "" : `${item.marker} `;
  return item.paragraphs.map((text, index) => ({ text: index === 0 ? marker + text : text, alone }));
}

/** Neighbours that need not stand alone, joined as lines until they make a paragraph of some length. */
function gather(parts: readonly { text: string; alone: boolean }[]): string[] {
  const texts: string[] = [];
  let lines: string[] = [];
  let length = 0;
  const flush = (): void => {
    if (lines.length > 0) texts.push(lines.join("\n"));
    lines = [];
    length = 0;
  };
  for (const { text, alone } of parts) {
    if (text === "") continue;
    if (alone || length + text.length > GATHERED) flush();
    lines.push(text);
    length += text.length;
    if (alone) flush();
  }
  flush();
  return texts;
}

/** "• Name: Ada; Born: 1815": the bullet keeps rows apart as sentences, whatever letter they begin with. */
function rowText(header: readonly string[], row: readonly string[]): string {
  const cells = row.map((cell, column) => {
    const name = header[column] ?? "";
    return cell === "" || name === "" ? cell : `${name}: ${cell}`;
  });
  const text = cells.filter((cell) => cell !== "").join("; ");
  return text === "" ? "" : `• ${text}`;
}
