import { LineDraft, type RunLook } from "../../office/line.js";
import { isSetOff, NO_HEADING, type Piece, paragraphPiece, tablePieces } from "../../office/pieces.js";
import { blocksOf } from "../../office/structure.js";
import { symbolOf } from "../../office/symbols.js";
import type { XmlAttributes, XmlHandler } from "../../office/xml.js";
import type { OmissionCounts } from "../../omission.js";
import { readTable, type TableCell } from "../../table.js";
import { Bullets, isOn } from "./pptx-bullets.js";

/** What is left out with all that stands in it: what is said again for old programs, what other programs add. */
const SKIPPED: ReadonlySet<string> = new Set(["mc:Fallback", "p:extLst", "a:extLst", "p:oleObj"]);
const TITLES: ReadonlySet<string> = new Set(["title", "ctrTitle"]);
const CHARTS: ReadonlySet<string> = new Set(["c:chart", "cx:chart"]);
const MEDIA: ReadonlySet<string> = new Set(["a:videoFile", "a:audioFile", "a:quickTimeFile", "a:wavAudioFile"]);

interface Shape {
  /** The kind of placeholder that it fills, if any. */
  placeholder: string | undefined;
  readonly pieces: Piece[];
  isHidden: boolean;
}
interface Paragraph {
  readonly line: LineDraft;
  label: string | undefined;
  look: RunLook;
}
interface Row {
  readonly cells: TableCell[];
  span: XmlAttributes;
}

/** Reads the shapes of a slide, or of its notes, in the order in which they are drawn. */
export class SlideReader implements XmlHandler {
  /** The title's paragraphs. */
  readonly title: string[] = [];
  readonly pieces: Piece[] = [];
  isHidden = false;
  /** The diagrams that it shows, by the ids of what it refers to. */
  diagrams = 0;
  readonly #shapes: Shape[] = [];
  #paragraph: Paragraph | undefined;
  #table: { readonly rows: Row[]; hasHeader: boolean; readonly cell: Piece[] } | undefined;
  #skipped: { readonly name: string; depth: number } | undefined;
  #textOf = "";
  readonly #bullets = new Bullets();

  /**
   * @param addresses where its links lead, by their ids
   * @param wanted whether what fills a placeholder of this kind is read
   */
  constructor(
    private readonly addresses: ReadonlyMap<string, string>,
    private readonly wanted: (placeholder: string | undefined) => boolean,
    private readonly omissions: OmissionCounts,
    /** Whether text that says nothing of it has the bullets that slides have. */
    private readonly hasBullets: boolean,
  ) {}

  open(name: string, attributes: XmlAttributes): void {
    this.#textOf = name;
    if (this.#skipped !== undefined) {
      if (name === this.#skipped.name) this.#skipped.depth++;
      return;
    }
    if (SKIPPED.has(name) || name === "m:oMath") {
      this.#skipped = { name, depth: 1 };
      if (name === "m:oMath") this.omissions.omit("formula");
      if (name === "p:oleObj") this.omissions.omit("picture");
    } else if (name === "p:sld") this.isHidden = attributes.show !== undefined && !isOn(attributes.show);
    else if (name === "p:sp" || name === "p:cxnSp" || name === "dsp:sp")
      this.#shapes.push({ placeholder: undefined, pieces: [], isHidden: false });
    else if (name === "a:p") this.#openParagraph();
    else if (this.#paragraph !== undefined) this.#openInline(name, attributes, this.#paragraph);
    else this.#openPart(name, attributes);
  }

  text(text: string): void {
    const paragraph = this.#paragraph;
    if (this.#skipped !== undefined || paragraph === undefined || this.#textOf !== "a:t") return;
    const signs = paragraph.look.font === undefined ? undefined : symbolOf(text, paragraph.look.font);
    if (paragraph.look.struck === true) {
      if (text.trim() !== "") this.omissions.omit("struck-out-text");
      return;
    }
    // PowerPoint writes its line breaks in titles as vertical tabs.
    paragraph.line.add((signs ?? text).replace(/\v|_x000B_/g, "\n"), paragraph.look);
  }

  close(name: string): void {
    this.#textOf = "";
    if (this.#skipped !== undefined) {
      if (name === this.#skipped.name && --this.#skipped.depth === 0) this.#skipped = undefined;
    } else if (name === "a:p") this.#closeParagraph();
    else if (name === "a:r" || name === "a:fld") this.#paragraph?.line.closeLink();
    else if (name === "p:sp" || name === "p:cxnSp" || name === "dsp:sp") this.#closeShape();
    else if (name === "a:tc") this.#closeCell();
    else if (name === "a:tbl") this.#closeTable();
  }

  #openPart(name: string, attributes: XmlAttributes): void {
    const shape = this.#shapes.at(-1);
    if (name === "p:ph" && shape !== undefined) {
      shape.placeholder = attributes.type ?? "obj";
    } else if (name === "p:cNvPr" && shape !== undefined) shape.isHidden = isOn(attributes.hidden ?? "0");
    else if (name === "p:txBody" || name === "dsp:txBody")
      this.#bullets.openText(this.hasBullets ? shape?.placeholder : undefined);
    else if (/^a:lvl\dpPr$/.test(name)) this.#bullets.openLevel(Number(name.charAt(5)) - 1);
    else if (name.startsWith("a:bu")) this.#bullets.read(name, attributes);
    else if (name === "a:tbl") this.#table = { rows: [], hasHeader: false, cell: [] };
    else if (name === "a:tblPr" && this.#table !== undefined) this.#table.hasHeader = isOn(attributes.firstRow ?? "0");
    else if (name === "a:tr") this.#table?.rows.push({ cells: [], span: {} });
    else if (name === "a:tc") this.#openCell(attributes);
    else if (name === "p:pic") this.omissions.omit("picture");
    else if (CHARTS.has(name)) this.omissions.omit("chart");
    else if (name === "dgm:relIds") this.diagrams++;
    else if (MEDIA.has(name)) this.omissions.omit("medium");
  }

  #openParagraph(): void {
    this.#bullets.openParagraph();
    this.#paragraph = { line: new LineDraft(), label: undefined, look: {} };
  }

  #openInline(name: string, attributes: XmlAttributes, paragraph: Paragraph): void {
    if (name === "a:pPr") this.#bullets.setLevel(Number(attributes.lvl ?? "0"));
    else if (name.startsWith("a:bu")) this.#bullets.read(name, attributes);
    else if (name === "a:r" || name === "a:fld") paragraph.look = {};
    else if (name === "a:br") paragraph.line.add("\n");
    else if (name === "a:rPr") {
      paragraph.look = {
        bold: isOn(attributes.b ?? "0"),
        struck: /^(?:sng|dbl)Strike$/.test(attributes.strike ?? ""),
        raised: Number.parseInt(attributes.baseline ?? "0", 10) > 0,
        ...(attributes.sz !== undefined && { size: Number(attributes.sz) / 50 }),
      };
    } else if (name === "a:latin" && attributes.typeface !== undefined) paragraph.look.font = attributes.typeface;
    else if (name === "a:hlinkClick") {
      const address = this.addresses.get(attributes["r:id"] ?? "");
      if (address !== undefined) paragraph.line.openLink(address);
    }
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraph;
    this.#paragraph = undefined;
    if (paragraph === undefined) return;
    const { line } = paragraph;
    const { text } = line;
    if (text.trim() === "") return;
    const shape = this.#shapes.at(-1);
    if (shape !== undefined && TITLES.has(shape.placeholder ?? "")) {
      this.title.push(text);
      return;
    }
    const label = this.#table === undefined ? this.#bullets.label() : undefined;
    const into = this.#table?.cell ?? shape?.pieces ?? this.pieces;
    into.push(paragraphPiece(line, { text, names: [], label, level: NO_HEADING }));
  }

  #closeShape(): void {
    const shape = this.#shapes.pop();
    if (shape === undefined || shape.pieces.length === 0) return;
    if (shape.isHidden) this.omissions.omit("hidden-text");
    else if (this.wanted(shape.placeholder)) for (const piece of shape.pieces) this.pieces.push(piece);
  }

  #openCell(attributes: XmlAttributes): void {
    const row = this.#table?.rows.at(-1);
    if (row !== undefined) row.span = attributes;
    this.#bullets.openText(undefined);
  }

  #closeCell(): void {
    const table = this.#table;
    const row = table?.rows.at(-1);
    if (table === undefined || row === undefined) return;
    const pieces = table.cell.splice(0);
    // What a cell beside or above reaches over is empty.
    const isRest = isOn(row.span.hMerge ?? "0") || isOn(row.span.vMerge ?? "0");
    if (isRest) return;
    row.cells.push({
      blocks: blocksOf(pieces, this.omissions.omit),
      columns: Number(row.span.gridSpan ?? "1") || 1,
      rows: Number(row.span.rowSpan ?? "1") || 1,
      isSetOff: isSetOff(pieces),
    });
  }

  #closeTable(): void {
    const table = this.#table;
    this.#table = undefined;
    if (table === undefined) return;
    const rows = table.rows.map(({ cells }, index) =>
      // A style sets the first row off in every table; of two columns it may be a card all the same.
      cells.map((cell) => (table.hasHeader && index === 0 && cells.length > 2 ? { ...cell, isSetOff: true } : cell)),
    );
    this.pieces.push(...tablePieces(readTable(rows), this.omissions.omit));
  }
}
