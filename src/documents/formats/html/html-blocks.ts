import { Parser } from "htmlparser2";
import type { Block } from "../../blocks.js";
import { tooDeep } from "../../fault.js";
import type { Omission } from "../../omission.js";
import { readTable, type TableCell } from "../../table.js";
import { BlockCollector, type TextForm } from "./block-collector.js";
import { InlineReader } from "./html-inline.js";
import {
  type Attributes,
  BLOCK_TAGS,
  countWords,
  isEditLink,
  isPageFurniture,
  isStruckOut,
  isUnseen,
  mediumOf,
} from "./visible.js";

/** How a piece of HTML is to be read. */
export interface HtmlReading {
  /** A whole page, of which menus, forms and comments are left out; else the HTML is all article. Default: false. */
  readonly wholePage?: boolean;
  /** The page's address, which its links are relative to. Without it, relative links are not kept. */
  readonly base?: string | undefined;
  /** It is XHTML, where every tag may be closed as "<title/>". Default: false. */
  readonly isXhtml?: boolean;
}

/** What was read of a piece of HTML. */
export interface HtmlContent {
  readonly blocks: readonly Block[];
  /** How many words stand in them; in Chinese and Japanese, characters. */
  readonly words: number;
  /** What stands between them and is no text, or was too much. */
  readonly omissions: readonly Omission[];
}

/** No browser nests deeper than 512, and the parser's time grows with the square of the depth. */
export const DEEPEST = 5_000;
/** A term's end, with the white space of the markup behind it. */
const AFTER_TERM = /: *$/;
const IN_DESCRIPTION = /^(?:dd|p|div)$/;
const HEADING = /^h[1-6]$/;
const EDIT_LINK = /\[ ?(?:edit(?: source)?)?(?: ?\| ?)?(?:edit(?: source)?)? ?\] ?$/i;
const LONGEST_EDIT_LINK = 40;

interface Table {
  readonly rows: TableCell[][];
  inHead: boolean;
  cell: OpenCell | undefined;
}
interface OpenCell {
  readonly collector: BlockCollector;
  readonly span: Pick<TableCell, "columns" | "rows" | "isHeader">;
  letters: number;
  boldLetters: number;
}

/**
 * HTML → blocks, in one pass over its tags and without a tree, so that size costs nothing but time in proportion. Markup
 * errors are read as htmlparser2 mends them.
 * @throws {DocumentFault} `too-complex` for what is nested too deep
 */
export function readHtml(html: string, reading: HtmlReading = {}): HtmlContent {
  const reader = new HtmlBlockReader(reading);
  const isXhtml = reading.isXhtml ?? false;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        if (++depth > DEEPEST) throw tooDeep("elements", DEEPEST);
        reader.open(tag, attributes);
      },
      ontext: (text) => reader.text(text),
      onclosetag: (tag) => {
        depth--;
        reader.close(tag);
      },
    },
    { recognizeSelfClosing: isXhtml, recognizeCDATA: isXhtml },
  );
  parser.end(html);
  return reader.end();
}

class HtmlBlockReader {
  readonly #page = new BlockCollector();
  readonly #tables: Table[] = [];
  readonly #inline: InlineReader;
  #form: TextForm = "paragraph";
  #bold = 0;
  /** How many open tags deep the reader is inside of something that is left out. */
  #hiddenDepth = 0;
  #words = 0;
  /** A term was read, and nothing behind it. */
  #isAfterTerm = false;
  readonly #missing = { picture: 0, medium: 0, "table-cell": 0, "struck-out-text": 0 };

  constructor(private readonly reading: HtmlReading) {
    this.#inline = new InlineReader(reading.base);
  }

  open(tag: string, attributes: Attributes): void {
    const isFurniture = this.reading.wholePage === true && isPageFurniture(tag, attributes);
    const medium = this.#hiddenDepth > 0 || isFurniture ? undefined : mediumOf(tag, attributes);
    if (medium !== undefined) this.#missing[medium]++;
    if (this.#hiddenDepth > 0 || isFurniture || this.#isUnseen(tag, attributes)) {
      if (this.#hiddenDepth === 0 && isStruckOut(tag)) this.#missing["struck-out-text"]++;
      this.#hiddenDepth++;
      return;
    }
    if (tag === "br") this.#lineBreak();
    if (tag === "b" || tag === "strong") this.#bold++;
    if (tag === "button" && this.#form === "paragraph") this.#openBlock("summary", attributes);
    else if (BLOCK_TAGS.has(tag)) this.#openBlock(tag, attributes);
    else this.#inline.open(tag, attributes);
  }

  text(text: string): void {
    if (this.#hiddenDepth > 0) return;
    const cell = this.#tables.at(-1)?.cell;
    if (cell !== undefined) {
      const letters = text.trim().length;
      cell.letters += letters;
      if (this.#bold > 0) cell.boldLetters += letters;
    }
    this.#inline.text(this.#form === "code" ? text : text.replace(/[\t\n\f\r ]+/g, " "));
  }

  close(tag: string): void {
    if (this.#hiddenDepth > 0) {
      this.#hiddenDepth--;
      return;
    }
    if ((tag === "b" || tag === "strong") && this.#bold > 0) this.#bold--;
    if (tag === "button" && this.#form === "question") this.#closeButton();
    else if (BLOCK_TAGS.has(tag)) this.#closeBlock(tag);
    else this.#inline.close(tag);
  }

  end(): HtmlContent {
    this.#flush();
    const omissions: Omission[] = [
      { kind: "picture", count: this.#missing.picture },
      { kind: "medium", count: this.#missing.medium },
      { kind: "formula", count: this.#inline.formulas },
      { kind: "table-cell", count: this.#missing["table-cell"] },
      { kind: "struck-out-text", count: this.#missing["struck-out-text"] },
    ];
    return { blocks: this.#page.end(), words: this.#words, omissions };
  }

  get #collector(): BlockCollector {
    return this.#tables.findLast(({ cell }) => cell !== undefined)?.cell?.collector ?? this.#page;
  }

  /** A button is a question where it opens an answer, and the words of a heading that it stands in. */
  #isUnseen(tag: string, attributes: Attributes): boolean {
    const isHeading = typeof this.#form === "object";
    if (tag === "button") return !(isHeading || this.#form === "question" || attributes["aria-expanded"] !== undefined);
    return isUnseen(tag, attributes) || (isHeading && isEditLink(tag, attributes));
  }

  #openBlock(tag: string, attributes: Attributes): void {
    // A term and its description are one paragraph: "Bell: the brass bell at the bow".
    const goesOn = this.#isAfterTerm && IN_DESCRIPTION.test(tag) && AFTER_TERM.test(this.#inline.end);
    if (!goesOn) this.#flush();
    if (HEADING.test(tag)) this.#form = { heading: Number(tag.charAt(1)) };
    else if (tag === "pre") this.#form = "code";
    else if (tag === "summary") this.#form = "question";
    else if (tag === "ul" || tag === "ol") this.#collector.openList(tag, attributes);
    else if (tag === "li") this.#collector.openItem(attributes);
    else this.#openTablePart(tag, attributes);
  }

  #closeBlock(tag: string): void {
    if (tag === "dt" && !this.#inline.isEmpty) {
      this.#inline.endTerm();
      this.#isAfterTerm = true;
      return;
    }
    this.#flush();
    if (HEADING.test(tag) || tag === "pre" || tag === "summary") this.#form = "paragraph";
    else if (tag === "details") this.#collector.endQuestion();
    else if (tag === "ul" || tag === "ol") this.#collector.closeList();
    else if (tag === "li") this.#collector.closeItem();
    else if (tag === "td" || tag === "th") this.#closeCell();
    else if (tag === "table") this.#closeTable();
  }

  /** "Menu", "Share" and their like are no questions. */
  #closeButton(): void {
    const { text } = this.#inline.take();
    const isQuestion = countWords(text) > 2 || /[?？]\s*$/.test(text.slice(-9));
    if (isQuestion) this.#inline.text(text);
    this.#closeBlock("summary");
  }

  /** Two line breaks in a row end a paragraph, as pages without paragraph tags use them. */
  #lineBreak(): void {
    if (this.#form === "paragraph" && /\n ?$/.test(this.#inline.end)) this.#flush();
    else this.#inline.text("\n");
  }

  #flush(): void {
    this.#isAfterTerm = false;
    const content = this.#inline.take();
    const isHeading = typeof this.#form === "object";
    const text = isHeading ? withoutEditLink(content.text) : content.text;
    if (text.trim() === "") return;
    this.#words += countWords(text);
    this.#collector.add({ ...content, text }, this.#form);
  }

  #openTablePart(tag: string, attributes: Attributes): void {
    if (tag === "table") this.#tables.push({ rows: [], inHead: false, cell: undefined });
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    if (tag === "thead" || tag === "tbody" || tag === "tfoot") table.inHead = tag === "thead";
    if (tag === "tr") table.rows.push([]);
    if (tag !== "td" && tag !== "th") return;
    this.#closeCell();
    const [columns = 1, rows = 1] = [attributes.colspan, attributes.rowspan].map(
      (span) => Number.parseInt(span ?? "1", 10) || 1,
    );
    const isHeader = table.inHead || (tag === "th" && !/^row/.test(attributes.scope ?? ""));
    table.cell = { collector: new BlockCollector(), span: { columns, rows, isHeader }, letters: 0, boldLetters: 0 };
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (table?.cell === undefined) return;
    const { collector, span, letters, boldLetters } = table.cell;
    table.cell = undefined;
    if (table.rows.length === 0) table.rows.push([]);
    table.rows.at(-1)?.push({ blocks: collector.end(), ...span, isSetOff: letters > 0 && boldLetters >= letters });
  }

  #closeTable(): void {
    this.#closeCell();
    const table = this.#tables.pop();
    if (table === undefined) return;
    const { blocks, cellsBeyond } = readTable(table.rows);
    this.#missing["table-cell"] += cellsBeyond;
    this.#collector.addBlocks(blocks);
  }
}

function withoutEditLink(heading: string): string {
  return heading.slice(0, -LONGEST_EDIT_LINK) + heading.slice(-LONGEST_EDIT_LINK).replace(EDIT_LINK, "");
}
