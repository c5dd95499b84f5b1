import type { Link } from "./article.js";
import { type Block, textsIn } from "./blocks.js";
import { endsClosed } from "./lines.js";
import { readableLine } from "./readable-text.js";
import { countHeaderRows, type GridCell } from "./table-header.js";

/** One cell of a table: what stands in it, and over how many columns and rows it reaches. */
export interface TableCell {
  readonly blocks: readonly Block[];
  readonly columns: number;
  readonly rows: number;
  /** See `GridCell`. */
  readonly isHeader?: boolean;
  readonly isSetOff?: boolean;
}

/** What became of a table. */
export interface ReadTable {
  readonly blocks: readonly Block[];
  /** How many cells beyond the columns that are told apart were not read. */
  readonly cellsBeyond: number;
}

/** No real table is wider; more columns than this are not told apart. */
const MOST_COLUMNS = 100;
/** A row with more text than this is no record: the table arranges a page. So does a single row with more than the other. */
const LONGEST_ROW = 2_000;
const LONGEST_SINGLE_ROW = 200;

/**
 * A table of data as table blocks, row by row; one that only arranges a page (one column, one row, headings or whole texts in
 * its cells) as the blocks of its cells. What fills a whole row is a caption or the title of the rows below it.
 */
export function readTable(rows: readonly (readonly TableCell[])[]): ReadTable {
  const cells = rows.flat();
  const longest = rows.filter((row) => row.length > 0).length < 2 ? LONGEST_SINGLE_ROW : LONGEST_ROW;
  const isLayout =
    rows.every((row) => row.length < 2) ||
    cells.some(({ blocks }) => blocks.length > 1 && blocks.some(({ kind }) => kind === "heading")) ||
    rows.some((row) => row.reduce((sum, cell) => sum + lengthOf(cell), 0) > longest);
  if (isLayout) return { blocks: cells.flatMap(({ blocks }) => blocks), cellsBeyond: 0 };
  const { grid, cellsBeyond } = fillGrid(rows);
  const links = cells.flatMap(({ blocks }) => blocks.flatMap((block) => block.links ?? []));
  return { blocks: blocksOf(grid, links), cellsBeyond };
}

interface PlacedCell extends GridCell {
  /** A second place of a cell that reaches over several. */
  readonly isRest: boolean;
}
type Grid = readonly (readonly PlacedCell[])[];

function blocksOf(grid: Grid, links: readonly Link[]): Block[] {
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0);
  const isWhole = (row: readonly PlacedCell[]): boolean =>
    row.length === width && row[0]?.text !== "" && row.slice(1).every(({ isRest }) => isRest);
  const firstRow = grid.findIndex((row) => !isWhole(row));
  const captions = firstRow === -1 ? grid.length : firstRow;
  const below = grid.slice(captions);
  const named = below.findIndex(isWhole);
  const headerRows = Math.min(
    countHeaderRows(below.filter((row) => !isWhole(row))),
    named === -1 ? below.length : named,
  );
  const header = namesOf(below.slice(0, headerRows), width);
  const blocks: Block[] = grid.slice(0, captions).map((row) => ({ kind: "paragraph", text: row[0]?.text ?? "" }));
  const data = below.slice(headerRows).filter((row) => !isWhole(row));
  const isUnused = (name: string, column: number): boolean =>
    name !== "" && data.every((row) => (row[column]?.text ?? "") === "");
  // The names of columns that are still to be filled in would be lost.
  if (data.length > 0 && header.some(isUnused)) blocks.push({ kind: "table", header: [], rows: [header] });
  let open: string[][] = [];
  const flush = (): void => {
    if (open.length > 0) blocks.push({ kind: "table", header, rows: open, ...(links.length > 0 && { links }) });
    open = [];
  };
  for (const row of below.slice(headerRows)) {
    if (!isWhole(row)) open.push(row.map(({ text, isRest }) => (isRest ? "" : text)));
    else {
      flush();
      blocks.push({ kind: "paragraph", text: row[0]?.text ?? "" });
    }
  }
  flush();
  return blocks;
}

/** The names of the columns; several rows of them name a column together: "2019 Summer". */
function namesOf(rows: Grid, width: number): string[] {
  if (rows.length === 0) return [];
  return Array.from({ length: width }, (_, column) => {
    const names = rows.map((row) => row[column]?.text ?? "").filter((text) => text !== "");
    return [...new Set(names)].join(" ").replace(/\s?[:：]$/, "");
  });
}

/** Every place of the grid with its text: a cell over several rows is said again in each. */
function fillGrid(rows: readonly (readonly TableCell[])[]): { grid: PlacedCell[][]; cellsBeyond: number } {
  const reaching = new Map<number, { cell: PlacedCell; rows: number }>();
  let cellsBeyond = 0;
  const grid = rows.map((row) => {
    const line: PlacedCell[] = [];
    const takeReaching = (): void => {
      for (let above = reaching.get(line.length); above !== undefined; above = reaching.get(line.length)) {
        if (--above.rows === 0) reaching.delete(line.length);
        line.push(above.cell);
      }
    };
    for (const [index, cell] of row.entries()) {
      takeReaching();
      if (line.length >= MOST_COLUMNS) {
        cellsBeyond += row.length - index;
        break;
      }
      const { isHeader = false, isSetOff = false } = cell;
      const text = cellText(cell.blocks);
      for (let column = 0; column < cell.columns && line.length < MOST_COLUMNS; column++) {
        const placed = { text, isHeader, isSetOff, isRest: column > 0 };
        if (cell.rows > 1) reaching.set(line.length, { cell: placed, rows: cell.rows - 1 });
        line.push(placed);
      }
    }
    takeReaching();
    return line;
  });
  return { grid, cellsBeyond };
}

const lengthOf = ({ blocks }: TableCell): number => blocks.flatMap(textsIn).reduce((sum, text) => sum + text.length, 0);

/** What stands in a cell, in a line: paragraphs and items one behind the other, rows of an inner table likewise. */
function cellText(blocks: readonly Block[]): string {
  let text = "";
  for (const part of blocks.flatMap(partsOf).map(readableLine)) {
    if (part === "") continue;
    const mark = text === "" ? "" : endsClosed(text) || ",;:".includes(text.slice(-1)) ? " " : ", ";
    text += mark + part;
  }
  return text;
}

function partsOf(block: Block): string[] {
  if (block.kind === "list") {
    return block.items.map(({ marker, paragraphs }) =>
      [...(/\p{L}|\p{N}|[☐☑☒✓✔✗✘]/u.test(marker) ? [marker] : []), ...paragraphs].join(" "),
    );
  }
  if (block.kind !== "table") return [block.text];
  return block.rows.map((row) =>
    row
      .map((cell, column) => (cell === "" || !block.header[column] ? cell : `${block.header[column]}: ${cell}`))
      .filter((cell) => cell !== "")
      .join(" – "),
  );
}
