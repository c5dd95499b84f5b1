import type { Link } from "../../article.js";
import type { Block, ListItem } from "../../blocks.js";
import { formatNumber } from "../../office/number-formats.js";
import type { InlineContent } from "./html-inline.js";
import { type Attributes, listStyle } from "./visible.js";

const NOTE_ID = /^(?:footnote|endnote|fn)[-:]?(\d{1,4})$/;

/** What a text is in its page. */
export type TextForm = { readonly heading: number } | "paragraph" | "code" | "question";

/** How lists count, by their attribute and by their style. */
const COUNTS: Readonly<Record<string, string>> = {
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
  "lower-alpha": "lowerLetter",
  "lower-latin": "lowerLetter",
  "upper-alpha": "upperLetter",
  "upper-latin": "upperLetter",
  "lower-roman": "lowerRoman",
  "upper-roman": "upperRoman",
};

interface OpenList {
  /** How it counts; nothing where it shows no numbers. */
  readonly counts: string | undefined;
  readonly step: 1 | -1;
  next: number;
}
interface Draft {
  readonly marker: string;
  readonly paragraphs: string[];
}

/** The blocks of a page or of one table cell, made of its texts in the order of reading. */
export class BlockCollector {
  readonly blocks: Block[] = [];
  /** Items of the open list, those of nested lists among them, since the last block that is no item. */
  #items: Draft[] = [];
  #itemLinks: Link[] = [];
  readonly #lists: OpenList[] = [];
  readonly #openItems: Draft[] = [];
  /** The paragraphs, or else the blocks, that end with a question whose answer comes next. */
  #questionIn: readonly unknown[] | undefined;

  openList(tag: string, attributes: Attributes): void {
    if (this.#lists.length === 0) this.#closeItems();
    const step = attributes.reversed === undefined ? 1 : -1;
    const next = Number.parseInt(attributes.start ?? "1", 10) || 1;
    this.#lists.push({ counts: countsOf(tag, attributes), step, next });
  }

  closeList(): void {
    this.#lists.pop();
    if (this.#lists.length === 0 && this.#openItems.length === 0) this.#closeItems();
  }

  /** An item outside of any list, as browsers show it, has a bullet. */
  openItem({ id = "", value }: Attributes): void {
    const list = this.#lists.at(-1);
    const note = NOTE_ID.exec(id)?.[1];
    if (list && value !== undefined) list.next = Number.parseInt(value, 10) || list.next;
    const number = list?.counts && formatNumber(list.next, list.counts);
    if (list !== undefined) list.next += list.step;
    const marker = note !== undefined ? `[${note}]` : number ? `${number}.` : "•";
    const item: Draft = { marker, paragraphs: [] };
    this.#items.push(item);
    this.#openItems.push(item);
  }

  closeItem(): void {
    this.#openItems.pop();
    this.endQuestion();
  }

  /** A question's answer can only stand in the same box. */
  endQuestion(): void {
    this.#questionIn = undefined;
  }

  add({ text, links }: InlineContent, form: TextForm): void {
    const item = this.#openItems.at(-1);
    if (item === undefined || typeof form === "object" || form === "code") {
      this.#addBlock(text, form, links);
      return;
    }
    for (const link of links) this.#itemLinks.push(link);
    const isNew = this.#items.at(-1) !== item;
    // Behind a nested list the item goes on, below the items that were nested in it; behind a table it has its number already.
    const draft = isNew
      ? { marker: this.#items.length > 0 || item.paragraphs.length === 0 ? item.marker : "", paragraphs: [] }
      : item;
    if (isNew) this.#items.push(draft);
    const question = this.#questionIn === draft.paragraphs ? draft.paragraphs.pop() : undefined;
    draft.paragraphs.push(question === undefined ? text : `${question}\n${text}`);
    this.#questionIn = form === "question" ? draft.paragraphs : undefined;
  }

  /** Blocks that are made already, as a table's. In a list they stand between its items. */
  addBlocks(blocks: readonly Block[]): void {
    this.#closeItems();
    for (const block of blocks) this.blocks.push(block);
    this.endQuestion();
  }

  /** All of them, when nothing more comes. */
  end(): readonly Block[] {
    this.#closeItems();
    return this.blocks;
  }

  #addBlock(text: string, form: TextForm, found: readonly Link[]): void {
    this.#closeItems();
    const links = found.length > 0 && { links: found };
    const before = this.blocks.at(-1);
    if (typeof form === "object") this.blocks.push({ kind: "heading", level: form.heading, text, ...links });
    else if (form === "code") this.blocks.push({ kind: "code", text, ...links });
    else if (this.#questionIn === this.blocks && before?.kind === "paragraph") {
      this.blocks.pop();
      const all = [...(before.links ?? []), ...found];
      this.blocks.push({
        kind: "paragraph",
        text: `${before.text.trim()}\n${text}`,
        ...(all.length > 0 && { links: all }),
      });
    } else this.blocks.push({ kind: "paragraph", text, ...links });
    this.#questionIn = form === "question" ? this.blocks : undefined;
  }

  #closeItems(): void {
    const items: ListItem[] = this.#items.filter((item) => item.paragraphs.length > 0);
    const links = this.#itemLinks;
    if (items.length > 0) this.blocks.push({ kind: "list", items, ...(links.length > 0 && { links }) });
    this.#items = [];
    this.#itemLinks = [];
  }
}

/** How a list counts. One that counts down begins at the number of its items, which is not known when it begins. */
function countsOf(tag: string, { type = "", style = "", reversed, start }: Attributes): string | undefined {
  const counts = listStyle(style) ?? type;
  if (tag !== "ol" || counts === "none" || (reversed !== undefined && start === undefined)) return undefined;
  return COUNTS[counts] ?? "decimal";
}

/** A block's texts without its form, for places where only text can stand. */
export function textsOfBlock(block: Block): string[] {
  if (block.kind === "list") return block.items.flatMap((item) => item.paragraphs);
  if (block.kind === "table") return block.rows.map((row) => row.filter((cell) => cell.trim() !== "").join("; "));
  return [block.text];
}
