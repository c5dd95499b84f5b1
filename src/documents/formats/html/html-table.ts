import type { Block } from "../../blocks.js";
import { readableLine } from "../../readable-text.js";

/** One cell of an HTML table: what stands in it, and over how many columns and rows it reaches. */
export interface HtmlCell {
  readonly blocks: readonly Block[];
  readonly header: boolean;
  readonly columns: number;
  readonly rows: number;
}

/** A cell with more text than this is no datum: the table arranges a page. */
const LONGEST_DATUM = 600;
/** No real table is wider; more columns than this are not told apart. */
const MOST_COLUMNS = 100;

/** What became of a table. */
export interface ReadTable {
  readonly blocks: readonly Block[];
  /** How many cells beyond the columns that are told apart were not read. */
  readonly cellsBeyond: number;
}

/**
 * A table of data as one table block; a table that only arranges a page (one column, whole texts, lists or other tables in its
 * cells) as the blocks of its cells.
 * @param firstRowNamesColumns whether to take the first row for the header where none is marked and it reads like one
 */
export function readTable(rows: readonly (readonly HtmlCell[])[], firstRowNamesColumns: boolean): ReadTable {
  const cells = rows.flat();
  const isLayout = cells.some(
    (cell) => cell.blocks.some((block) => block.kind !== "paragraph") || textOf(cell).length > LONGEST_DATUM,
  );
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (isLayout || width <= 1) return { blocks: cells.flatMap((cell) => cell.blocks), cellsBeyond: 0 };
  const { grid, cellsBeyond } = fillGrid(rows);
  const [first = [], ...body] = grid;
  const marked = rows[0]?.every((cell) => cell.header) ?? false;
  const named = marked || (firstRowNamesColumns && first.every(readsLikeName));
  const hasHeader = named && body.length > 0;
  const table: Block = hasHeader
    ? { kind: "table", header: first, rows: body }
    : { kind: "table", header: [], rows: grid };
  return { blocks: [table], cellsBeyond };
}

const textOf = (cell: HtmlCell): string =>
  cell.blocks.map((block) => (block.kind === "paragraph" ? readableLine(block.text) : "")).join(" ");

const readsLikeName = (text: string): boolean => text.length <= 60 && /\p{L}/u.test(text);

/** Every place of the grid with its text: what reaches over several rows is said again in each, and so is a header over its columns. */
function fillGrid(rows: readonly (readonly HtmlCell[])[]): { grid: string[][]; cellsBeyond: number } {
  const reaching = new Map<number, { text: string; rows: number }>();
  let cellsBeyond = 0;
  const grid = rows.map((row) => {
    const line: string[] = [];
    const takeReaching = (): void => {
      for (let above = reaching.get(line.length); above !== undefined; above = reaching.get(line.length)) {
        if (--above.rows === 0) reaching.delete(line.length);
        line.push(above.text);
      }
    };
    for (const [index, cell] of row.entries()) {
      takeReaching();
      if (line.length >= MOST_COLUMNS) {
        cellsBeyond += row.length - index;
        break;
      }
      const text = textOf(cell);
      for (let column = 0; column < cell.columns && line.length < MOST_COLUMNS; column++) {
        if (cell.rows > 1) reaching.set(line.length, { text, rows: cell.rows - 1 });
        line.push(column === 0 || cell.header ? text : "");
      }
    }
    takeReaching();
    return line;
  });
  return { grid, cellsBeyond };
}
