import { LineDraft } from "../../office/line.js";
import { NO_HEADING, type Piece, paragraphPiece, tablePieces } from "../../office/pieces.js";
import { canBeHeading } from "../../office/style-names.js";
import { bulletOf } from "../../office/symbols.js";
import type { OmissionKind } from "../../omission.js";
import { RowDefinition, TableDraft } from "./rtf-table.js";

/** What control words say of a paragraph. */
export interface ParagraphLook {
  readonly style?: StyleOfParagraphs | undefined;
  /** 0 is the outermost. */
  readonly outline?: number;
  /** How many tables it is in. */
  readonly depth: number;
}
/** A style in the style sheet. */
export interface StyleOfParagraphs {
  /** In small letters. */
  readonly name: string;
  readonly outline: number | undefined;
}

/** Tables deeper in tables are read as text of the cell. */
const DEEPEST_TABLE = 20;
/** A number or bullet that was typed before a tab. */
const TYPED_LABEL = /^\s*([•▪◦●○■□▪☐☑☒✓–·-]|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)])\t\s*/i;
/** What a program wrote for a bullet: one sign, or the letter that is one in a font of its own. */
const BULLET = /^(?:[^\p{L}\p{N}]|o)$/u;

/** Paragraphs and tables, one behind the other: of the text, of a box, or of a note. */
export class Flow {
  readonly pieces: Piece[] = [];
  /** Text boxes that are anchored in the open paragraph. */
  readonly #after: Piece[] = [];
  readonly #tables: TableDraft[] = [];
  readonly row = new RowDefinition();
  line = new LineDraft();
  /** What a program wrote before the open paragraph as its bullet or number. */
  label = "";

  constructor(
    private readonly omit: (kind: OmissionKind, count?: number) => void,
    private readonly isContents: () => boolean,
  ) {}

  addBox(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.#after.push(piece);
  }

  endParagraph(look: ParagraphLook): void {
    this.#closeTables(look.depth);
    const into = this.#place(look.depth);
    const piece = this.#piece(look);
    if (piece !== undefined) into.push(piece);
    for (const box of this.#after.splice(0)) into.push(box);
    this.line = new LineDraft();
    this.label = "";
  }

  endCell(look: ParagraphLook): void {
    const inTable = { ...look, depth: Math.max(look.depth, 1) };
    this.endParagraph(inTable);
    this.#place(inTable.depth);
    this.#tables[Math.min(inTable.depth, DEEPEST_TABLE) - 1]?.closeCell();
  }

  endRow(depth: number): void {
    this.#closeTables(Math.max(depth, 1));
    this.#tables[Math.min(Math.max(depth, 1), DEEPEST_TABLE) - 1]?.closeRow(this.row);
  }

  end(look: ParagraphLook): readonly Piece[] {
    this.endParagraph(look);
    this.#closeTables(0);
    return this.pieces;
  }

  #place(depth: number): Piece[] {
    while (this.#tables.length < Math.min(depth, DEEPEST_TABLE)) this.#tables.push(new TableDraft());
    return this.#tables[Math.min(depth, DEEPEST_TABLE) - 1]?.cell ?? this.pieces;
  }

  #closeTables(depth: number): void {
    while (this.#tables.length > depth) {
      const table = this.#tables.pop();
      if (table === undefined) return;
      table.closeRow(this.row);
      this.#place(this.#tables.length).push(...tablePieces(table.read(this.omit), this.omit));
    }
  }

  #piece({ style, outline = style?.outline ?? 9 }: ParagraphLook): Piece | undefined {
    const { line } = this;
    line.closeLink();
    const whole = line.text;
    if (whole.trim() === "") return undefined;
    const names = style === undefined ? [] : [style.name];
    const ofName = /^heading ([1-9])/.exec(style?.name ?? "")?.[1];
    const level = style?.name === "title" ? 0 : ofName === undefined ? outline + 1 : Number(ofName);
    const isHeading = level < NO_HEADING && canBeHeading(whole);
    const typed = isHeading ? undefined : TYPED_LABEL.exec(whole.slice(0, 40));
    const written = this.label.trim();
    const label = written === "" ? typed?.[1] : written;
    const text = written === "" && typed != null ? whole.slice(typed[0].length) : whole;
    const shown = label !== undefined && BULLET.test(label) ? bulletOf(label) : label;
    return paragraphPiece(line, { text, names, label: shown, level, isContents: this.isContents() });
  }
}
