import type { Flow } from "./pdf-columns.js";
import { type Cell, median, type Segment } from "./pdf-segments.js";
import { headerOf, type Row } from "./pdf-table-header.js";

/** Rows are no farther apart than this, in font sizes, */
const FARTHEST_ROW = 6;
/** and lines of one cell no farther from the line above. */
const FARTHEST_LINE = 2.5;
/** Behind a gap of so many times the usual one, and of so many font sizes, another table begins. */
const GAP_BETWEEN = 1.8;
const LEAST_BETWEEN = 2.4;
/** Edges of columns that agree, in points. */
const ALIGNED = 3;
/** Lines that are closer than this, in font sizes, stand beside one another: a cell in the middle of a taller one. */
const OVERLAP = 0.9;
/** Lines that are looked at together: each looks at all before it. A longer table goes on as one that begins. */
const MOST_LINES = 100;
/** Lines of one cell between two rows. */
const MOST_SINGLE = 4;
/** A bullet or number in a column of its own is no cell. */
const LIST_CELL = /^(?:[^\p{L}\p{N}]|\(?[\p{L}\p{N}]{1,3}[.)])$/u;

/** Where a column of a table reaches from and to. */
interface Column {
  readonly left: number;
  readonly right: number;
}

/** A table that stands in a flow. */
export interface FoundTable {
  /** How many of the flow's lines it takes. */
  readonly lines: number;
  readonly page: number;
  readonly columns: readonly Column[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a flow by the index of their first lines: lines of cells, one below the other between the same gaps, and no heading. */
export function tablesIn(flow: Flow, headings: ReadonlySet<Segment>): ReadonlyMap<number, FoundTable> {
  const found = new Map<number, FoundTable>();
  for (let at = 0; at < flow.length; at++) {
    const table = tableAt(flow, at, headings);
    if (table === undefined) continue;
    found.set(at, table);
    at += table.lines - 1;
  }
  return found;
}

/** Whether a table goes on with the columns of another one: overleaf at about their places, on the same page at their edges. */
export function haveSameColumns(one: FoundTable, other: FoundTable): boolean {
  const isSame = one.page === other.page ? areAligned : overlap;
  return (
    one.columns.length === other.columns.length &&
    one.columns.every((column, index) => {
      const same = other.columns[index];
      return same !== undefined && isSame(column, same);
    })
  );
}

const overlap = (one: Column, other: Column): boolean => one.left < other.right && other.left < one.right;

const areAligned = (one: Column, other: Column): boolean =>
  Math.abs(one.left - other.left) < ALIGNED || Math.abs(one.right - other.right) < ALIGNED;

const isRow = ({ cells }: Segment): boolean =>
  cells !== undefined && !(cells.length === 2 && LIST_CELL.test(cells[0]?.text ?? ""));

function tableAt(flow: Flow, from: number, headings: ReadonlySet<Segment>): FoundTable | undefined {
  const first = flow[from];
  if (first === undefined || !isRow(first) || headings.has(first)) return undefined;
  let columns: readonly Column[] = [];
  let to = from + 1;
  const gaps: number[] = [];
  // The longest run of lines that leave the same gaps.
  for (let at = to; at < Math.min(flow.length, from + MOST_LINES) && at - to < MOST_SINGLE; at++) {
    const [line, above] = [flow[at], flow[at - 1]];
    if (line === undefined || above === undefined || line.page !== above.page || headings.has(line)) break;
    const farthest = Math.max(line.size, above.size) * (isRow(line) ? FARTHEST_ROW : FARTHEST_LINE);
    const gap = line.y - above.y;
    if (gap > farthest || isAnother(gap, gaps, line.size)) break;
    gaps.push(gap);
    if (!isRow(line)) {
      if (!fitsColumn(line, columns)) break;
      continue;
    }
    const now = columnsOf(flow.slice(from, at + 1).filter(isRow));
    if (now.length < Math.max(2, columns.length)) break;
    columns = now;
    to = at + 1;
  }
  if (columns.length === 0) return undefined;
  // The last row may go on below.
  for (let line = flow[to]; line !== undefined && goesOnBelow(line, flow[to - 1], columns); line = flow[to]) to++;
  const rows = rowsOf(flow.slice(from, to), columns);
  const header = headerOf(rows);
  const texts = rows.map((row) => row.map((cell) => cell?.text ?? ""));
  return {
    lines: to - from,
    page: first.page,
    columns,
    header: header ? (texts[0] ?? []) : [],
    rows: header ? texts.slice(1) : texts,
  };
}

/** Whether so wide a gap divides a table from the next one. */
function isAnother(gap: number, gaps: readonly number[], size: number): boolean {
  return gaps.length > 0 && gap > median(gaps) * GAP_BETWEEN && gap > size * LEAST_BETWEEN;
}

/** Whether a line of one cell stands in one column: a cell that goes on, or a row with nothing else. */
function fitsColumn({ left, right }: Segment, columns: readonly Column[]): boolean {
  return columns.filter((column) => left < column.right && right > column.left).length <= 1;
}

function goesOnBelow(line: Segment, above: Segment | undefined, columns: readonly Column[]): boolean {
  const [first] = columns;
  if (above === undefined || first === undefined || line.page !== above.page || line.cells !== undefined) return false;
  const isClose = line.y - above.y < line.size * 1.4;
  return isClose && line.left > first.right && fitsColumn(line, columns) && !/^\p{Lu}/u.test(line.text);
}

/**
 * The columns: what the rows' cells cover together, where at least one gap remains. A cell over several columns closes
 * gaps: then the rows that have most cells tell the columns, if they agree.
 */
function columnsOf(rows: readonly Segment[]): readonly Column[] {
  const all = covered(rows);
  const counts = rows.map((row) => row.cells?.length ?? 0);
  const most = counts.reduce((best, count) => Math.max(best, count), 0);
  if (all.length >= most || rows.length < 3) return all;
  const fullest = rows.filter((row) => row.cells?.length === most);
  const theirs = covered(fullest);
  return fullest.length * 2 > rows.length && theirs.length === most ? theirs : all;
}

function covered(rows: readonly Segment[]): Column[] {
  const cells = rows.flatMap((row) => row.cells ?? []).sort((a, b) => a.left - b.left);
  const columns: { left: number; right: number }[] = [];
  for (const { left, right } of cells) {
    const last = columns.at(-1);
    if (last !== undefined && left < last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

/** The lines as rows with a place for each column. A line that only goes on with cells above it makes no row. */
function rowsOf(lines: Flow, columns: readonly Column[]): Row[] {
  const rows: Row[] = [];
  const placed = lines.map((line) => ({ line, row: rowOf(line, columns) }));
  const starts = placed.filter(({ row }) => row[0] !== undefined).map(({ line }) => line.y);
  const usual = median(starts.slice(1).map((y, index) => y - (starts[index] ?? y)));
  for (const [index, { line, row }] of placed.entries()) {
    const [above, last] = [placed[index - 1]?.line, rows.at(-1)];
    if (above === undefined || last === undefined || !goesOn(row, last, line.y - above.y, line.size, usual))
      rows.push(row);
    else
      rows.splice(
        -1,
        1,
        last.map((cell, column) => together(cell, row[column])),
      );
  }
  return rows;
}

function goesOn(row: Row, above: Row, distance: number, size: number, usual: number): boolean {
  if (distance < size * OVERLAP || isEndOfTaller(row, above, distance, size)) return true;
  const cells = row.flatMap((cell, column) => (cell === undefined ? [] : [{ cell, above: above[column] }]));
  if (!cells.every((each) => each.above !== undefined) || distance > size * 1.6) return false;
  if (cells.every(({ cell }) => /^\p{Ll}/u.test(cell.text))) return cells.length < above.length;
  return row[0] === undefined && distance < usual * 0.9 && cells.some(({ cell }) => /\p{L}/u.test(cell.text));
}

/** Whether a row is the last line of one whose tallest cell began above: other cells stand at its foot, or in its middle. */
function isEndOfTaller(row: Row, above: Row, distance: number, size: number): boolean {
  if (row[0] === undefined || above[0] !== undefined || distance > size * 1.4) return false;
  return above.every((cell, column) => cell === undefined || /^\p{Ll}/u.test(row[column]?.text ?? ""));
}

function together(cell: Cell | undefined, more: Cell | undefined): Cell | undefined {
  if (cell === undefined || more === undefined) return cell ?? more;
  return { ...cell, text: `${cell.text} ${more.text}`, right: Math.max(cell.right, more.right) };
}

function rowOf(line: Segment, columns: readonly Column[]): Row {
  const row: (Cell | undefined)[] = columns.map(() => undefined);
  const { text, left, right, font } = line;
  for (const cell of line.cells ?? [{ text, left, right, font }]) {
    const at = columns.findIndex((column) => cell.left < column.right && cell.right > column.left);
    const nearest =
      at === -1
        ? Math.max(
            0,
            columns.findLastIndex((column) => column.left <= cell.left),
          )
        : at;
    row[nearest] = together(row[nearest], cell);
  }
  return row;
}
