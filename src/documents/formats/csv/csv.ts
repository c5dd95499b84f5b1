import type { ParsedDocument } from "../../blocks.js";
import { type GridCell, isFigure, namesItsColumns } from "../../table-header.js";
import { readRecords, separatorOf } from "./records.js";

/** Separated values (RFC 4180; commas, semicolons, tabs or bars) → a table. */
export function parseCsv(text: string): ParsedDocument {
  const rows = readRecords(text, separatorOf(text) ?? ",").filter((row) => row.some((cell) => cell !== ""));
  const grid = rows.map((row) => row.map((cell): GridCell => ({ text: cell })));
  const [header = [], ...body] = rows;
  return { blocks: [isNamed(grid) ? { kind: "table", header, rows: body } : { kind: "table", header: [], rows }] };
}

/**
 * Whether the first row names the columns, which nothing in such a file says: the rows below must be of another kind in some
 * column (figures or addresses below a word, or words that come again and not above), and may not say a name again.
 */
function isNamed(grid: readonly (readonly GridCell[])[]): boolean {
  const [first = [], ...body] = grid;
  const names = first.map(({ text }) => text);
  if (names.length < 3) return namesItsColumns(grid);
  if (body.length < 2 || names.some((name) => name === "" || kindOf(name) !== "word")) return false;
  if (new Set(names).size < names.length) return false;
  const columns = names.map((_, column) => body.map((row) => row[column]?.text ?? "").filter((text) => text !== ""));
  const isSaidAgain = columns.some((column, at) => column.includes(names[at] ?? ""));
  return !isSaidAgain && columns.some(isOfItsOwnKind);
}

function isOfItsOwnKind(column: readonly string[]): boolean {
  if (column.length < 2) return false;
  const [first, ...others] = new Set(column.map(kindOf));
  return others.length === 0 && (first !== "word" || new Set(column).size <= column.length / 2);
}

function kindOf(text: string): "figure" | "address" | "word" {
  if (isFigure(text)) return "figure";
  return /^\S+@\S+\.\S+$|^https?:\/\//.test(text) ? "address" : "word";
}
