import { countHeaderRows } from "../../table-header.js";
import type { Cell } from "./pdf-segments.js";

/** A row with a place for each column of its table. */
export type Row = readonly (Cell | undefined)[];

/** Whether the first row names the columns: its cells are set in a font of their own, or it is one by what it says. */
export function headerOf(rows: readonly Row[]): boolean {
  const [first, second] = rows;
  if (first === undefined || second === undefined || first.slice(1).some((cell) => cell === undefined)) return false;
  const isSetOff = isSetApart(first, second);
  const grid = rows.map((row, index) =>
    row.map((cell) => ({ text: cell?.text ?? "", isSetOff: index === 0 && isSetOff })),
  );
  return countHeaderRows(grid) > 0;
}

function isSetApart(first: Row, second: Row): boolean {
  const pairs = first.flatMap((cell, column) => {
    const below = second[column];
    return cell === undefined || below === undefined ? [] : [[cell.font, below.font]];
  });
  return pairs.length > 1 && pairs.every(([font, below]) => font !== "" && font === pairs[0]?.[0] && font !== below);
}
