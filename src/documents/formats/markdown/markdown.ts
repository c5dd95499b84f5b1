import MarkdownIt, { type Token } from "markdown-it";
import footnote from "markdown-it-footnote";
import type { Link } from "../../article.js";
import type { Block, ListItem, ParsedDocument } from "../../blocks.js";
import type { Omission } from "../../omission.js";
import { type GridCell, namesItsColumns } from "../../table-header.js";
import { readHtml } from "../html/html-blocks.js";
import { takeFrontMatter } from "./front-matter.js";
import { htmlTableBlock } from "./html-table-block.js";
import { markdownDialects } from "./markdown-dialects.js";
import { footnoteMark, inlineText, isCodeOrLink, linksOf, STRUCK_TAG, struckOut } from "./markdown-inline.js";

// markdown-it, because it parses 1 MB of prose in a quarter of a second and stays linear on hostile input (brackets,
// emphasis and quotes without end). Footnotes stay where they are defined, so that none is lost for want of a reference.
const markdown = new MarkdownIt({ html: true, maxNesting: 100 }).use(footnote).use(markdownDialects);
markdown.use(htmlTableBlock, new MarkdownIt({ html: true, maxNesting: 100 }));
markdown.core.ruler.disable("footnote_tail");
markdown.inline.ruler.disable("footnote_inline");

/** Markdown (CommonMark, tables, strikethrough, footnotes, front matter) → blocks of the text that a reader sees. */
export function parseMarkdown(text: string): ParsedDocument {
  const { title, otherFields, body } = takeFrontMatter(text);
  const tokens = markdown.parse(body, {});
  const reader = new BlockReader(tokens);
  const blocks = reader.read();
  const omissions: Omission[] = [{ kind: "front-matter", count: otherFields }, ...reader.omissions];
  return title === undefined ? { blocks, omissions } : { title, blocks, omissions };
}

/** "## Fees {#fees}": the name by which links lead there. */
const HEADING_ID = /\s*\{#[\w:.-]{1,100}[^{}]{0,100}\}\s*$/;

/** The end of a piece of HTML that has a question and not its answer. */
const OPEN_DETAILS = /<\/summary>\s*$/i;

/** Reads markdown-it's flat row of opening, closing and leaf tokens. */
class BlockReader {
  /** What was met and is not in the blocks. */
  readonly omissions: Omission[] = [];
  /** The title of what comes next, which is to stand before it. */
  #label = "";
  /** How many admonitions are open. */
  #admonitions = 0;
  /** The links of the outermost block that is being read. */
  #links: Link[] = [];
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** The blocks up to a closing token, which is consumed, or up to the end. Quotations are read as what stands in them. */
  read(until?: string): Block[] {
    const blocks: Block[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== until; token = this.#next()) {
      const before = blocks.length;
      switch (token.type) {
        case "heading_open":
          this.#heading(token, blocks);
          break;
        case "label":
          this.#pushLabel(blocks);
          this.#label = token.content;
          break;
        case "module":
          this.omissions.push({ kind: "program", count: token.content.trim().split("\n").length });
          break;
        case "admonition_open":
          this.#admonitions++;
          break;
        case "admonition_close":
          this.#pushLabel(blocks);
          this.#admonitions--;
          break;
        case "paragraph_open":
          blocks.push({ kind: "paragraph", text: this.#inlineUntil("paragraph_close") });
          break;
        case "fence":
        case "code_block":
          blocks.push({ kind: "code", text: token.content });
          break;
        case "html_block":
          for (const block of this.#html(token)) blocks.push(block);
          break;
        case "bullet_list_open":
          blocks.push(this.#list("bullet_list_close", () => "•"));
          break;
        case "ordered_list_open":
          blocks.push(this.#list("ordered_list_close", ({ info, markup }) => info + markup));
          break;
        case "table_open":
          blocks.push(this.#table());
          break;
        case "footnote_reference_open":
          for (const block of withPrefix(footnoteMark(token), this.read("footnote_reference_close")))
            blocks.push(block);
          break;
      }
      if (blocks.length > before) this.#labelFirst(blocks, before);
      if (until === undefined) this.#giveLinks(blocks, before);
    }
    if (until !== "list_item_close") this.#pushLabel(blocks);
    return blocks;
  }

  /** A heading in an admonition names a paragraph of it, and nothing that comes behind. */
  #heading({ tag }: Token, blocks: Block[]): void {
    const text = this.#inlineUntil("heading_close").replace(HEADING_ID, "");
    if (this.#admonitions === 0) {
      this.#pushLabel(blocks);
      blocks.push({ kind: "heading", level: Number(tag.slice(1)), text });
    } else this.#label = `${this.#label.replace(/: $/, "\n")}${text}\n`;
  }

  /** Puts the title before the first of the blocks from a place on. */
  #labelFirst(blocks: Block[], at: number): void {
    const first = blocks[at];
    if (this.#label === "" || first === undefined) return;
    if (first.kind === "paragraph") blocks[at] = { ...first, text: this.#label + first.text };
    else blocks.splice(at, 0, ...this.#takeLabel().map((text): Block => ({ kind: "paragraph", text })));
    this.#label = "";
  }

  /** A title with no text below it is one. */
  #pushLabel(blocks: Block[]): void {
    for (const text of this.#takeLabel()) blocks.push({ kind: "paragraph", text });
  }

  #takeLabel(): string[] {
    const text = this.#label.replace(/(?:: |\n)$/, "");
    this.#label = "";
    return text === "" ? [] : [text];
  }

  /** Gives the links that were met to the blocks from `first` on. */
  #giveLinks(blocks: Block[], first: number): void {
    const links = this.#links;
    if (links.length === 0) return;
    this.#links = [];
    blocks.splice(first, blocks.length, ...blocks.slice(first).map((block) => ({ ...block, links })));
  }

  #next(): Token | undefined {
    return this.tokens[this.#at++];
  }

  /** The blocks of a piece of HTML; its pictures and media are counted. */
  #html({ content }: Token): readonly Block[] {
    const { blocks, omissions } = readHtml(content);
    this.omissions.push(...omissions);
    const last = blocks.at(-1);
    if (!OPEN_DETAILS.test(content) || last?.kind !== "paragraph") return blocks;
    // The answer comes in Markdown, behind an empty line.
    this.#label = `${last.text}\n`;
    return blocks.slice(0, -1);
  }

  #inlineUntil(close: string): string {
    const parts: string[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== close; token = this.#next()) {
      if (token.type === "inline") parts.push(this.#inline(token));
    }
    return parts.join("");
  }

  #list(close: string, marker: (item: Token) => string): Block {
    const items: ListItem[] = this.#takeLabel().map((text) => ({ marker: "", paragraphs: [text] }));
    for (let token = this.#next(); token !== undefined && token.type !== close; token = this.#next()) {
      if (token.type !== "list_item_open") continue;
      for (const item of itemOf(marker(token), this.read("list_item_close"))) items.push(item);
    }
    return { kind: "list", items };
  }

  #table(): Block {
    const cells: GridCell[][] = [];
    for (let token = this.#next(); token !== undefined && token.type !== "table_close"; token = this.#next()) {
      if (token.type === "tr_open") cells.push([]);
      else if (token.type === "inline")
        cells.at(-1)?.push({ text: this.#inline(token), isSetOff: isCodeOrLink(token) });
    }
    const [header = [], ...body] = cells.map((row) => row.map(({ text }) => text));
    return namesItsColumns(cells)
      ? { kind: "table", header, rows: body }
      : { kind: "table", header: [], rows: [header, ...body] };
  }

  #inline({ children }: Token): string {
    const tokens = children ?? [];
    const pictures = tokens.filter(({ type }) => type === "image");
    const html = tokens.filter(({ type }) => type === "html_inline").map(({ content }) => content);
    this.omissions.push({ kind: "picture", count: pictures.length });
    this.omissions.push({ kind: "struck-out-text", count: struckOut(tokens) });
    if (html.length > 0) this.omissions.push(...readHtml(html.join("").replace(STRUCK_TAG, "")).omissions);
    this.#links.push(...linksOf(tokens));
    return inlineText(tokens);
  }
}

/** An item's blocks, flattened: its own paragraphs, then the items of the lists in it. */
function itemOf(marker: string, blocks: readonly Block[]): ListItem[] {
  const paragraphs: string[] = [];
  const nested: ListItem[] = [];
  for (const block of blocks) {
    if (block.kind === "list") for (const item of block.items) nested.push(item);
    else if (block.kind === "table") {
      for (const row of block.rows) paragraphs.push(rowIn(block.header, row));
    } else if (nested.length === 0) paragraphs.push(block.text);
    else nested.push({ marker, paragraphs: [block.text] });
  }
  return paragraphs.length === 0 ? nested : [{ marker, paragraphs }, ...nested];
}

/** A row with the names of its columns: "Boat: small; Fee: 7". */
function rowIn(header: readonly string[], row: readonly string[]): string {
  const cells = row.map((cell, at) => (cell === "" || !header[at] ? cell : `${header[at]}: ${cell}`));
  return cells.filter((cell) => cell !== "").join("; ");
}

function withPrefix(prefix: string, blocks: readonly Block[]): Block[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph") return [...blocks];
  return [{ ...first, text: `${prefix} ${first.text}` }, ...rest];
}
