import type { ListItem } from "../../blocks.js";
import { textsIn } from "../../blocks.js";
import { LineDraft } from "../../office/line.js";
import { isSetOff, NO_HEADING, type Piece, paragraphPiece, tablePieces } from "../../office/pieces.js";
import { blocksOf } from "../../office/structure.js";
import { symbolOf } from "../../office/symbols.js";
import type { XmlAttributes, XmlHandler } from "../../office/xml.js";
import type { OmissionCounts } from "../../omission.js";
import { Lists } from "./odt-lists.js";
import { OUTLINE, type Style, type Styles } from "./odt-styles.js";
import { TableDraft } from "./odt-table.js";

/** What is left out with all that stands in it: how a picture is described, what only readers of Japanese read beside a word. */
const SKIPPED: ReadonlySet<string> = new Set(
  "office:annotation office:forms office:scripts svg:title svg:desc table:title table:desc text:ruby-text text:hidden-text text:tracked-changes math:math draw:image-map".split(
    " ",
  ),
);
/** Lists of places in the document: of its headings, figures and words. */
const INDEXES = /^text:(?:table-of-content|illustration-index|table-index|object-index|user-index|alphabetical-index)$/;
/** Each has paragraphs of its own, which stand behind the paragraph that it is in. */
const BOXES = /^draw:(?:text-box|custom-shape|rect|ellipse|circle|line|polyline|polygon|path|connector|caption)$/;

class Draft extends LineDraft {
  /** Text boxes that are anchored in it. */
  readonly after: Piece[] = [];
  readonly looks: Style["look"][] = [];
  constructor(
    readonly style: Style,
    readonly heading: number | undefined,
    readonly label: string | undefined,
  ) {
    super();
  }
}
interface Container {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly pieces: Piece[];
}

/** Reads the text of a document (`office:text`). */
export class TextReader implements XmlHandler {
  /** Footnotes and endnotes, with their marks. */
  readonly notes: ListItem[] = [];
  hasText = false;
  readonly #containers: Container[] = [{ name: "", attributes: {}, pieces: [] }];
  readonly #drafts: Draft[] = [];
  readonly #tables: TableDraft[] = [];
  readonly #lists: Lists;
  readonly #headings: number[] = [];
  #skipped: { readonly name: string; depth: number } | undefined;
  #indexes = 0;
  /** The frames that are open, and whether something was counted of each. */
  readonly #frames: { isCounted: boolean }[] = [];
  /** The mark of the note that is open, and whether it is being read. */
  #citation = "";
  #isCitation = false;

  /** @param kindOf what an embedded object is, by its folder in the archive */
  constructor(
    private readonly styles: Styles,
    private readonly kindOf: (object: string) => "formula" | "chart" | "picture",
    private readonly omissions: OmissionCounts,
  ) {
    this.#lists = new Lists(styles);
  }

  get pieces(): readonly Piece[] {
    return this.#container.pieces;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (this.#skipped !== undefined) {
      if (name === this.#skipped.name) this.#skipped.depth++;
      if (name === "text:deletion") this.omissions.omit("deletion");
    } else if (SKIPPED.has(name) || this.#isHidden(name, attributes)) this.#skip(name);
    else if (name === "text:p" || name === "text:h") this.#openParagraph(name, attributes);
    else if (name === "text:note-body" || name === "table:table-cell" || BOXES.test(name)) {
      this.#containers.push({ name, attributes, pieces: [] });
    } else if (!this.#openStructure(name, attributes)) this.#openInline(name, attributes);
  }

  text(text: string): void {
    if (this.#skipped !== undefined) return;
    if (this.#isCitation) this.#citation += text;
    else this.#add(text.replace(/[\t\n\r ]+/g, " "));
  }

  close(name: string): void {
    if (this.#skipped !== undefined) {
      if (name === this.#skipped.name && --this.#skipped.depth === 0) this.#skipped = undefined;
      return;
    }
    const container = this.#containers.at(-1);
    if (name === "text:p" || name === "text:h") this.#closeParagraph();
    else if (name === container?.name) this.#closeContainer(container);
    else if (name === "text:note-citation") this.#closeCitation();
    else if (name === "table:table") this.#closeTable();
    else if (name === "table:table-header-rows") this.#tables.at(-1)?.closeHeaderRows();
    else if (name === "text:list") this.#lists.closeList();
    else if (name === "text:list-item" || name === "text:list-header") this.#lists.closeItem();
    else if (name === "draw:frame") this.#frames.pop();
    else if (name === "text:span") this.#drafts.at(-1)?.looks.pop();
    else if (name === "text:a") this.#drafts.at(-1)?.closeLink();
    else if (INDEXES.test(name)) this.#indexes--;
  }

  get #container(): Container {
    const container = this.#containers.at(-1);
    if (container === undefined) throw new Error("The outermost container is never closed.");
    return container;
  }

  #skip(name: string): void {
    this.#skipped = { name, depth: 1 };
    if (name === "office:annotation") this.omissions.omit("comment");
    else if (name === "math:math") this.omissions.omit("formula");
  }

  #isHidden(name: string, attributes: XmlAttributes): boolean {
    const isHidden =
      (name === "text:section" &&
        (attributes["text:display"] === "none" ||
          this.styles.of("section", attributes["text:style-name"]).look.hidden === true)) ||
      (name === "text:hidden-paragraph" && attributes["text:is-hidden"] === "true");
    if (isHidden) this.omissions.omit("hidden-text");
    return isHidden;
  }

  #openStructure(name: string, attributes: XmlAttributes): boolean {
    if (name === "office:text") this.hasText = true;
    else if (name === "text:list") this.#lists.openList(attributes);
    else if (name === "text:list-item" || name === "text:list-header") this.#lists.openItem(name, attributes);
    else if (name === "table:table") this.#tables.push(new TableDraft());
    else if (name === "table:table-header-rows") this.#tables.at(-1)?.openHeaderRows();
    else if (name === "table:table-row") this.#tables.at(-1)?.openRow();
    else if (name === "text:note-citation") [this.#citation, this.#isCitation] = ["", true];
    else if (INDEXES.test(name)) this.#indexes++;
    else if (name === "draw:frame") this.#frames.push({ isCounted: false });
    else if (name === "draw:image") this.#count("picture");
    else if (name === "draw:object") this.#count(this.kindOf(attributes["xlink:href"] ?? ""));
    else if (name === "draw:plugin" || name === "draw:floating-frame") this.#count("medium");
    else return false;
    return true;
  }

  /** A frame may hold an object and a picture of it. */
  #count(kind: "formula" | "chart" | "picture" | "medium"): void {
    const frame = this.#frames.at(-1);
    if (frame?.isCounted) return;
    if (frame !== undefined) frame.isCounted = true;
    this.omissions.omit(kind);
  }

  #openInline(name: string, attributes: XmlAttributes): void {
    const draft = this.#drafts.at(-1);
    if (draft === undefined) return;
    if (name === "text:span") draft.looks.push(this.styles.of("text", attributes["text:style-name"]).look);
    else if (name === "text:a") draft.openLink(attributes["xlink:href"] ?? "");
    else if (name === "text:s") this.#add(" ");
    else if (name === "text:tab") this.#add("\t");
    else if (name === "text:line-break") this.#add("\n");
  }

  #add(text: string): void {
    const draft = this.#drafts.at(-1);
    if (draft === undefined || text === "") return;
    const look = Object.assign({}, draft.style.look, ...draft.looks);
    const signs = look.font === undefined ? undefined : symbolOf(text, look.font);
    if (look.hidden !== true && look.struck !== true) draft.add(signs ?? text, look);
    else if (text.trim() !== "") this.omissions.omit(look.hidden === true ? "hidden-text" : "struck-out-text");
  }

  #openParagraph(name: string, attributes: XmlAttributes): void {
    const style = this.styles.of("paragraph", attributes["text:style-name"]);
    const level = Number(attributes["text:outline-level"] ?? "1");
    const heading = name === "text:h" ? level : style.names.includes("title") ? 0 : undefined;
    const isNumbered = name === "text:h" && attributes["text:is-list-header"] !== "true";
    const ofOutline = isNumbered ? this.#lists.next(OUTLINE, this.#headings, level) : undefined;
    this.#drafts.push(new Draft(style, heading, this.#lists.label() ?? ofOutline));
  }

  #closeParagraph(): void {
    const draft = this.#drafts.pop();
    if (draft === undefined) return;
    const { text, style, heading, label, after } = draft;
    const { pieces } = this.#container;
    if (text.trim() !== "") {
      const marks = { text, names: style.names, label, level: heading ?? NO_HEADING, isContents: this.#indexes > 0 };
      pieces.push(paragraphPiece(draft, marks));
    }
    for (const piece of after) pieces.push(piece);
  }

  #closeCitation(): void {
    this.#isCitation = false;
    this.#citation = this.#citation.trim();
    this.#add(`[${this.#citation}]`);
  }

  #closeContainer({ name, attributes, pieces }: Container): void {
    this.#containers.pop();
    if (name === "text:note-body") {
      const paragraphs = blocksOf(pieces, this.omissions.omit).flatMap(textsIn);
      if (paragraphs.length > 0) this.notes.push({ marker: `[${this.#citation}]`, paragraphs });
    } else if (name === "table:table-cell")
      this.#tables.at(-1)?.closeCell(blocksOf(pieces, this.omissions.omit), isSetOff(pieces), attributes);
    else {
      const around = this.#drafts.at(-1)?.after ?? this.#container.pieces;
      for (const piece of pieces) around.push(piece);
    }
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    if (table === undefined) return;
    this.#container.pieces.push(...tablePieces(table.read(), this.omissions.omit));
  }
}
