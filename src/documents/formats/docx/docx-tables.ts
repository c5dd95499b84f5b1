import type { Block } from "../../blocks.js";
import type { XmlAttributes } from "../../office/xml.js";
import { type ReadTable, readTable, type TableCell } from "../../table.js";
import { isOn, type Style, shadeOf } from "./docx-styles.js";

interface Cell {
  blocks: readonly Block[];
  columns: number;
  /** It goes on from the cell above it. */
  isRest: boolean;
  /** Its text is bold, or it has a style for names. */
  isSetOff: boolean;
  shade: string | undefined;
}
interface Row {
  readonly cells: Cell[];
  isHeader: boolean;
  isDeleted: boolean;
  before: number;
}

const MOST_COLUMNS = 100;

/** A table that is being read. */
export class TableDraft {
  readonly #rows: Row[] = [];
  #style: Style | undefined;
  #usesFirstRow = false;

  /** One of the elements that say something of the table, a row or a cell. */
  readProperty(name: string, attributes: XmlAttributes, styleOf: (id: string) => Style): void {
    const value = attributes["w:val"];
    const row = this.#rows.at(-1);
    const cell = row?.cells.at(-1);
    if (name === "w:tblStyle" && value !== undefined) this.#style = styleOf(value);
    else if (name === "w:tblLook") this.#usesFirstRow = usesFirstRow(attributes);
    else if (name === "w:tblHeader" && row !== undefined) row.isHeader = isOn(attributes);
    else if (name === "w:gridBefore" && row !== undefined) row.before = spanOf(value);
    else if (cell === undefined) return;
    else if (name === "w:gridSpan") cell.columns = spanOf(value);
    else if (name === "w:vMerge") cell.isRest = value !== "restart";
    else if (name === "w:hMerge" && value !== "restart") cell.columns = 0;
    else if (name === "w:shd") cell.shade = shadeOf(attributes);
  }

  openRow(): void {
    this.#rows.push({ cells: [], isHeader: false, isDeleted: false, before: 0 });
  }

  /** A row that was deleted, which the document keeps. */
  deleteRow(): void {
    const row = this.#rows.at(-1);
    if (row !== undefined) row.isDeleted = true;
  }

  openCell(): void {
    if (this.#rows.length === 0) this.openRow();
    this.#rows.at(-1)?.cells.push({ blocks: [], columns: 1, isRest: false, isSetOff: false, shade: undefined });
  }

  closeCell(blocks: readonly Block[], isSetOff: boolean): void {
    const cell = this.#rows.at(-1)?.cells.at(-1);
    if (cell === undefined) return;
    cell.blocks = blocks;
    cell.isSetOff = isSetOff;
  }

  read(): ReadTable {
    const rows = this.#rows.filter(({ isDeleted }) => !isDeleted);
    const [first, ...others] = rows;
    const width = Math.max(0, ...rows.slice(0, 50).map(({ cells }) => cells.length));
    // What a style sets off is often what a program does by itself: in a table of two columns it may be a card all the same.
    const isStyled = this.#usesFirstRow && this.#style?.marksFirstRow === true && width > 2;
    const shadesBelow = new Set(others.flatMap(({ cells }) => cells.map(({ shade }) => shade)));
    for (const cell of first?.cells ?? []) {
      if (isStyled || (cell.shade !== undefined && !shadesBelow.has(cell.shade))) cell.isSetOff = true;
    }
    return readTable(cellsOf(rows));
  }
}

/** The cells of all rows, each with the rows that it reaches over; cells that only go on from one above are in it. */
function cellsOf(rows: readonly Row[]): TableCell[][] {
  /** By columns: the cells that go on as long as the rows below say so. */
  let above = new Map<number, { rows: number }>();
  return rows.map(({ cells, isHeader, before }) => {
    const here = new Map<number, { rows: number }>();
    const line: { rows: number; columns: number; blocks: readonly Block[] }[] = [];
    if (before > 0) line.push({ blocks: [], columns: before, rows: 1 });
    let column = before;
    for (const { columns, isRest, blocks, isSetOff } of cells) {
      const upper = isRest ? above.get(column) : undefined;
      const left = columns === 0 ? line.at(-1) : undefined;
      if (upper !== undefined) upper.rows++;
      else if (left !== undefined) left.columns++;
      else line.push({ blocks, columns: Math.max(columns, 1), rows: 1, ...{ isHeader, isSetOff } });
      const cell = upper ?? line.at(-1);
      if (cell !== undefined) here.set(column, cell);
      column += Math.max(columns, 1);
    }
    above = here;
    return line;
  });
}

const spanOf = (value: string | undefined): number =>
  Math.min(Math.max(Math.trunc(Number(value)) || 1, 1), MOST_COLUMNS);

/** `w:firstRow`, or in older documents a bit of `w:val` (ISO/IEC 29500-4, 14.5.18). */
function usesFirstRow(attributes: XmlAttributes): boolean {
  if (attributes["w:firstRow"] !== undefined) return isOn(attributes, "w:firstRow");
  return (Number.parseInt(attributes["w:val"] ?? "0", 16) & 0x20) !== 0;
}
