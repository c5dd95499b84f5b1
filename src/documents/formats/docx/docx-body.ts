import { isSetOff, type Piece, tablePieces } from "../../office/pieces.js";
import { blocksOf } from "../../office/structure.js";
import type { XmlAttributes, XmlHandler } from "../../office/xml.js";
import type { DocxContext } from "./docx-context.js";
import { Formula } from "./docx-formula.js";
import { ParagraphDraft, pieceOf } from "./docx-paragraph.js";
import { RunReader } from "./docx-runs.js";
import type { Style } from "./docx-styles.js";
import { TableDraft } from "./docx-tables.js";

/** What is left out with all that stands in it: what was deleted or moved away, what is said twice, how Chinese is spoken. */
const SKIPPED: ReadonlySet<string> = new Set(["w:del", "w:moveFrom", "mc:Fallback", "w:rt"]);
/** What properties were before a change. */
const FORMER = /^w:\w+Change$/;
const PROPERTIES: ReadonlySet<string> = new Set(["w:pPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblPrEx"]);
/** Each has paragraphs of its own. */
const CONTAINERS: ReadonlySet<string> = new Set(["w:tc", "w:txbxContent", "w:footnote", "w:endnote"]);
const CHARTS: ReadonlySet<string> = new Set(["c:chart", "cx:chart", "dgm:relIds"]);
/** Documents of other formats within the document. */
const FOREIGN: ReadonlySet<string> = new Set(["w:altChunk", "w:subDoc"]);

interface Container {
  readonly pieces: Piece[];
  /** A drop cap, or a paragraph whose end was deleted: the next one goes on with it. */
  joined: string;
  /** The id of the note that it is. */
  readonly note: string;
}

/** Reads the paragraphs and tables of a part: the text itself, or notes, which are handed over one by one. */
export class BodyReader implements XmlHandler {
  readonly #containers: Container[] = [{ pieces: [], joined: "", note: "" }];
  readonly #tables: TableDraft[] = [];
  readonly #drafts: ParagraphDraft[] = [];
  readonly #runs: RunReader;
  #skipped: { readonly name: string; depth: number; hasText: boolean } | undefined;
  #formula: { readonly formula: Formula; depth: number } | undefined;
  /** The element of properties that is open. */
  #properties: string | undefined;
  /** The element whose text comes. */
  #textOf = "";

  constructor(
    private readonly context: DocxContext,
    private readonly takeNote: (id: string, pieces: readonly Piece[]) => void = () => {},
  ) {
    this.#runs = new RunReader(context);
  }

  /** All that was read, but for notes. */
  end(): readonly Piece[] {
    this.context.omit("formula", this.#runs.fields.formulas);
    this.#flushJoined();
    return this.#container.pieces;
  }

  open(name: string, attributes: XmlAttributes): void {
    this.#textOf = name;
    if (this.#skipped !== undefined) {
      if (name === this.#skipped.name) this.#skipped.depth++;
    } else if (this.#formula !== undefined) {
      this.#formula.depth++;
      this.#formula.formula.open(name, attributes);
    } else if (FORMER.test(name)) this.#skip(name);
    else if (this.#properties !== undefined) this.#openProperty(name, attributes);
    else if (SKIPPED.has(name)) this.#skip(name);
    else this.#openElement(name, attributes);
  }

  text(text: string): void {
    if (this.#skipped !== undefined) {
      if ((this.#textOf === "w:t" || this.#textOf === "w:delText") && text.trim() !== "") this.#skipped.hasText = true;
    } else if (this.#formula !== undefined) this.#formula.formula.text(text);
    else if (this.#textOf === "w:t") this.#runs.text(text, this.#drafts.at(-1));
    else if (this.#textOf === "w:instrText") this.#runs.fields.addCode(text);
    else if (this.#textOf === "a:t" && text.trim() !== "") this.context.omit("text-box");
  }

  close(name: string): void {
    this.#textOf = "";
    if (this.#skipped !== undefined) this.#closeSkipped(name);
    else if (this.#formula !== undefined) this.#closeFormula(this.#formula);
    else if (this.#properties !== undefined) {
      if (name === this.#properties) this.#properties = undefined;
    } else if (name === "w:p") this.#closeParagraph();
    else if (name === "w:tbl") this.#closeTable();
    else if (CONTAINERS.has(name)) this.#closeContainer(name);
    else this.#runs.close(name, this.#drafts.at(-1));
  }

  get #container(): Container {
    const container = this.#containers.at(-1);
    if (container === undefined) throw new Error("The outermost container is never closed.");
    return container;
  }

  #skip(name: string): void {
    this.#skipped = { name, depth: 1, hasText: false };
  }

  #openElement(name: string, attributes: XmlAttributes): void {
    if (name === "w:p") this.#drafts.push(new ParagraphDraft());
    else if (PROPERTIES.has(name)) this.#properties = name;
    else if (name === "m:oMath") this.#formula = { formula: new Formula(), depth: 0 };
    else if (name === "m:oMathPara") this.#runs.text("\n", this.#drafts.at(-1));
    else if (name === "w:tbl") {
      this.#flushJoined();
      this.#tables.push(new TableDraft());
    } else if (name === "w:tr") this.#tables.at(-1)?.openRow();
    else if (CONTAINERS.has(name)) {
      if (name === "w:tc") this.#tables.at(-1)?.openCell();
      this.#containers.push({ pieces: [], joined: "", note: attributes["w:id"] ?? "" });
    } else if (CHARTS.has(name)) this.context.omit("chart");
    else if (FOREIGN.has(name)) this.context.omit("unknown-part");
    else this.#runs.open(name, attributes, this.#drafts.at(-1));
  }

  #openProperty(name: string, attributes: XmlAttributes): void {
    const table = this.#tables.at(-1);
    const draft = this.#drafts.at(-1);
    const value = attributes["w:val"];
    if (this.#properties !== "w:pPr") {
      if (name === "w:del" && this.#properties === "w:trPr") {
        table?.deleteRow();
        this.context.omit("deletion");
      } else table?.readProperty(name, attributes, (id) => this.context.styles.of(id));
    } else if (draft === undefined) return;
    else if (name === "w:pStyle") draft.style = value;
    else if (name === "w:outlineLvl") draft.outline = Number(value);
    else if (name === "w:numId") draft.numId = value;
    else if (name === "w:ilvl") draft.numLevel = Number(value);
    else if (name === "w:framePr") draft.isDropCap = (attributes["w:dropCap"] ?? "none") !== "none";
    else if (name === "w:del") draft.isJoined = true;
  }

  #closeSkipped(name: string): void {
    const skipped = this.#skipped;
    if (skipped === undefined || name !== skipped.name || --skipped.depth > 0) return;
    this.#skipped = undefined;
    if (skipped.hasText && name === "w:del") this.context.omit("deletion");
  }

  #closeFormula(open: { readonly formula: Formula; depth: number }): void {
    open.formula.close();
    if (open.depth-- > 0) return;
    this.#formula = undefined;
    const line = open.formula.line();
    if (line === undefined) this.context.omit("formula");
    else this.#runs.text(line, this.#drafts.at(-1));
  }

  #closeParagraph(): void {
    const draft = this.#drafts.pop();
    if (draft === undefined) return;
    const container = this.#container;
    const style = this.context.styles.of(draft.style);
    const { text } = draft;
    const isEmpty = text.trim() === "";
    if (draft.isDropCap || draft.isJoined) container.joined += text;
    else {
      // An empty paragraph is counted too where it is numbered, unless it only seems to be empty.
      const label = draft.leftOut !== undefined && isEmpty ? undefined : this.#labelOf(draft, style);
      const joined = container.joined + text;
      container.joined = "";
      if (joined.trim() !== "") this.#addPiece(draft, style, joined, label);
    }
    for (const piece of draft.after) container.pieces.push(piece);
  }

  #addPiece(draft: ParagraphDraft, style: Style, text: string, label: string | undefined): void {
    draft.isContents ||= this.#runs.isInContents;
    const piece = pieceOf(draft, style, text, label);
    this.#runs.fields.ended(piece);
    this.#container.pieces.push(piece);
  }

  #labelOf({ numId: own, numLevel }: ParagraphDraft, style: Style): string | undefined {
    const { numbering } = this.context;
    const numId = own ?? style.numId;
    if (numId === undefined || numId === "0") return undefined;
    const ofStyle = own === undefined ? numbering.levelOfStyle(numId, style.chain) : undefined;
    return numbering.next(numId, numLevel ?? ofStyle ?? style.numLevel ?? 0);
  }

  #closeContainer(name: string): void {
    this.#flushJoined();
    const container = this.#containers.pop();
    if (container === undefined) return;
    const { pieces, note } = container;
    const table = this.#tables.at(-1);
    if (name === "w:footnote" || name === "w:endnote") this.takeNote(note, pieces);
    else if (name === "w:tc" && table !== undefined)
      table.closeCell(blocksOf(pieces, this.context.omit), isSetOff(pieces));
    else {
      // A text box stands behind the paragraph that it is anchored in.
      const around = this.#drafts.at(-1)?.after ?? this.#container.pieces;
      for (const piece of pieces) around.push(piece);
    }
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    if (table === undefined) return;
    this.#container.pieces.push(...tablePieces(table.read(), this.context.omit));
  }

  #flushJoined(): void {
    const container = this.#container;
    const text = container.joined;
    container.joined = "";
    if (text.trim() !== "")
      container.pieces.push({ kind: "paragraph", text, isContents: false, isCode: false, isBold: false, links: [] });
  }
}
