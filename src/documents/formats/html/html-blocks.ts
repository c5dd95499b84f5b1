import { Parser } from "htmlparser2";
import type { Block, ListItem } from "../../blocks.js";
import type { Omission } from "../../omission.js";
import { type HtmlCell, readTable } from "./html-table.js";
import { type Attributes, BLOCK_TAGS, countWords, isPageFurniture, isUnseen, mediumOf } from "./visible.js";

/** How a piece of HTML is to be read. */
export interface HtmlReading {
  /** A whole page, of which menus, forms and comments are left out; else the HTML is all article. Default: false. */
  readonly wholePage?: boolean;
  /** The first row of a table names its columns even where it is not marked so (Word's tables). Default: false. */
  readonly firstRowNamesColumns?: boolean;
}

const AFTER_TERM = ": ";
const NOTE_ID = /^(?:footnote|endnote|fn)[-:]?(\d{1,4})$/;

/** What was read of a piece of HTML. */
export interface HtmlContent {
  readonly blocks: Block[];
  /** How many words stand in them; in Chinese and Japanese, characters. */
  readonly words: number;
  /** What stands between them and is no text, or was too much. */
  readonly omissions: readonly Omission[];
}

/** What stands in the document or in one table cell. */
interface Container {
  readonly blocks: Block[];
  /** Items of the outermost open list, those of nested lists among them in the order of reading. */
  items: Draft[];
  readonly lists: { ordered: boolean; next: number }[];
  readonly openItems: Draft[];
}
interface Draft {
  readonly marker: string;
  readonly paragraphs: string[];
}
interface Table {
  readonly rows: HtmlCell[][];
  cell: { container: Container; header: boolean; columns: number; rows: number } | undefined;
}

/**
 * HTML → blocks, in one pass over its tags and without a tree, so that depth and size cost nothing but time in
 * proportion. Markup errors are read as htmlparser2 mends them.
 */
export function readHtml(html: string, reading: HtmlReading = {}): HtmlContent {
  const reader = new HtmlBlockReader(reading);
  const parser = new Parser({
    onopentag: (tag, attributes) => reader.open(tag, attributes),
    ontext: (text) => reader.text(text),
    onclosetag: (tag) => reader.close(tag),
  });
  parser.end(html);
  return reader.end();
}

class HtmlBlockReader {
  readonly #containers: Container[] = [newContainer()];
  readonly #tables: Table[] = [];
  #text = "";
  #heading: number | undefined;
  #pre = false;
  /** How many open tags deep the reader is inside of something that is left out. */
  #hiddenDepth = 0;
  #words = 0;
  readonly #missing = { picture: 0, medium: 0, "table-cell": 0 };

  constructor(private readonly reading: HtmlReading) {}

  open(tag: string, attributes: Attributes): void {
    const isFurniture = this.reading.wholePage === true && isPageFurniture(tag, attributes);
    const medium = this.#hiddenDepth > 0 || isFurniture ? undefined : mediumOf(tag, attributes);
    if (medium !== undefined) this.#missing[medium]++;
    if (this.#hiddenDepth > 0 || isFurniture || isUnseen(tag, attributes)) {
      this.#hiddenDepth++;
      return;
    }
    if (tag === "br") this.#lineBreak();
    if (!BLOCK_TAGS.has(tag)) return;
    // A term and its description are one paragraph: "Bell: the brass bell at the bow".
    if (!(tag === "dd" && this.#text.endsWith(AFTER_TERM))) this.#flush();
    if (/^h[1-6]$/.test(tag)) this.#heading = Number(tag.charAt(1));
    else if (tag === "pre") this.#pre = true;
    else if (tag === "ul" || tag === "ol") {
      this.#container.lists.push({ ordered: tag === "ol", next: Number.parseInt(attributes.start ?? "1", 10) || 1 });
    } else if (tag === "li") this.#openItem(attributes);
    else this.#openTablePart(tag, attributes);
  }

  text(text: string): void {
    if (this.#hiddenDepth > 0) return;
    this.#text += this.#pre ? text : text.replace(/[\t\n\f\r ]+/g, " ");
  }

  close(tag: string): void {
    if (this.#hiddenDepth > 0) {
      this.#hiddenDepth--;
      return;
    }
    if (!BLOCK_TAGS.has(tag)) return;
    if (tag === "dt" && this.#text.trim() !== "") {
      this.#text = this.#text.trim().replace(/:$/, "") + AFTER_TERM;
      return;
    }
    this.#flush();
    if (/^h[1-6]$/.test(tag)) this.#heading = undefined;
    else if (tag === "pre") this.#pre = false;
    else if (tag === "ul" || tag === "ol") this.#closeList();
    else if (tag === "li") this.#container.openItems.pop();
    else if (tag === "td" || tag === "th") this.#closeCell();
    else if (tag === "table") this.#closeTable();
  }

  end(): HtmlContent {
    this.#flush();
    // Items outside of any list, as a piece of a page may have them.
    closeItems(this.#container);
    const { picture, medium, "table-cell": cells } = this.#missing;
    const omissions: Omission[] = [
      { kind: "picture", count: picture },
      { kind: "medium", count: medium },
      { kind: "table-cell", count: cells },
    ];
    return { blocks: this.#container.blocks, words: this.#words, omissions };
  }

  get #container(): Container {
    const container = this.#containers.at(-1);
    if (container === undefined) throw new Error("The outermost container is never closed.");
    return container;
  }

  /** Two line breaks in a row end a paragraph, as pages without paragraph tags use them. */
  #lineBreak(): void {
    if (this.#heading === undefined && !this.#pre && /\n ?$/.test(this.#text.slice(-2))) this.#flush();
    else this.#text += "\n";
  }

  #flush(): void {
    const text = this.#text;
    this.#text = "";
    if (text.trim() === "") return;
    this.#words += countWords(text);
    const container = this.#container;
    const item = container.openItems.at(-1);
    if (item !== undefined) {
      if (container.items.at(-1) === item) item.paragraphs.push(text);
      // Behind a nested list the item goes on, below the items that were nested in it.
      else container.items.push({ marker: item.marker, paragraphs: [text] });
    } else if (this.#heading !== undefined) container.blocks.push({ kind: "heading", level: this.#heading, text });
    else container.blocks.push({ kind: this.#pre ? "code" : "paragraph", text });
  }

  #openItem({ id = "", value }: Attributes): void {
    const container = this.#container;
    const list = container.lists.at(-1);
    const note = NOTE_ID.exec(id)?.[1];
    if (list && value !== undefined) list.next = Number.parseInt(value, 10) || list.next;
    const marker = note !== undefined ? `[${note}]` : list?.ordered ? `${list.next++}.` : "•";
    const item: Draft = { marker, paragraphs: [] };
    container.items.push(item);
    container.openItems.push(item);
    if (list === undefined) container.lists.push({ ordered: false, next: 1 });
  }

  #closeList(): void {
    const container = this.#container;
    container.lists.pop();
    if (container.lists.length === 0) closeItems(container);
  }

  #openTablePart(tag: string, attributes: Attributes): void {
    if (tag === "table") {
      this.#tables.push({ rows: [], cell: undefined });
      return;
    }
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    if (tag === "tr") table.rows.push([]);
    if (tag !== "td" && tag !== "th") return;
    this.#closeCell();
    const container = newContainer();
    this.#containers.push(container);
    const [columns, rows] = [attributes.colspan, attributes.rowspan].map(
      (span) => Number.parseInt(span ?? "1", 10) || 1,
    );
    table.cell = { container, header: tag === "th", columns: columns ?? 1, rows: rows ?? 1 };
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (table?.cell === undefined) return;
    const { container, ...cell } = table.cell;
    closeItems(container);
    table.cell = undefined;
    this.#containers.pop();
    if (table.rows.length === 0) table.rows.push([]);
    table.rows.at(-1)?.push({ blocks: container.blocks, ...cell });
  }

  #closeTable(): void {
    this.#closeCell();
    const table = this.#tables.pop();
    if (table === undefined) return;
    const { blocks, cellsBeyond } = readTable(table.rows, this.reading.firstRowNamesColumns ?? false);
    this.#missing["table-cell"] += cellsBeyond;
    const container = this.#container;
    const item = container.openItems.at(-1);
    if (item === undefined) for (const block of blocks) container.blocks.push(block);
    else for (const text of blocks.flatMap(textsOfBlock)) item.paragraphs.push(text);
  }
}

function newContainer(): Container {
  return { blocks: [], items: [], lists: [], openItems: [] };
}

function closeItems(container: Container): void {
  const items: ListItem[] = container.items.filter((item) => item.paragraphs.length > 0);
  if (items.length > 0) container.blocks.push({ kind: "list", items });
  container.items = [];
  container.openItems.length = 0;
  container.lists.length = 0;
}

/** A block's texts without its form, for places where only text can stand. */
export function textsOfBlock(block: Block): string[] {
  if (block.kind === "list") return block.items.flatMap((item) => item.paragraphs);
  if (block.kind === "table") return block.rows.map((row) => row.filter((cell) => cell.trim() !== "").join("; "));
  return [block.text];
}
