import type { Cell } from "./pdf-segments.js";

/** A row with a place for each column of its table. */
export type Row = readonly (Cell | undefined)[];

/** "1,200.50", "$ 12", "17 %", "14.5 m" */
const FIGURE = /^[^\p{L}]*\p{N}[^\p{L}]*(?:\s\p{L}{1,3})?$/u;
const YEAR = /^(?:1[5-9]|20)\p{N}{2}$/u;

/**
 * Whether the first row names the columns. A wrong name states what is false ("Boat: Owner"), so rows of keys and values must
 * never pass: the first row is set in a font of its own, or words stand over at least two columns of nothing but figures, or
 * years over figures. Else every row stands for itself.
 */
export function headerOf(rows: readonly Row[]): boolean {
  const [first, ...body] = rows;
  const [second] = body;
  if (first === undefined || second === undefined || first.slice(1).some((cell) => cell === undefined)) return false;
  return isSetApart(first, second) || standsOverFigures(first, body) || areYearsOverFigures(first, body);
}

function isSetApart(first: Row, second: Row): boolean {
  const pairs = first.flatMap((cell, column) => {
    const below = second[column];
    return cell === undefined || below === undefined ? [] : [[cell.font, below.font]];
  });
  return pairs.length > 1 && pairs.every(([font, below]) => font !== "" && font === pairs[0]?.[0] && font !== below);
}

function standsOverFigures(first: Row, body: readonly Row[]): boolean {
  if (body.length < 2 || first.some((cell) => cell !== undefined && FIGURE.test(cell.text))) return false;
  const figures = first.map((_, column) => isOfFigures(body, column));
  const from = figures.indexOf(true);
  // "Boat | Heron | Berth | 12" has words between its figures; the figures of a table stand side by side.
  return from !== -1 && figures.length - from >= 2 && figures.slice(from).every(Boolean);
}

function isOfFigures(body: readonly Row[], column: number): boolean {
  const texts = body.flatMap((row) => row[column]?.text ?? []).filter((text) => /[\p{L}\p{N}]/u.test(text));
  return texts.length >= 2 && texts.every((text) => FIGURE.test(text));
}

function areYearsOverFigures(first: Row, body: readonly Row[]): boolean {
  const years = first.slice(1).map((cell) => cell?.text ?? "");
  if (years.length < 2 || new Set(years).size < years.length || !years.every((text) => YEAR.test(text))) return false;
  return body.every((row) => row.slice(1).some((cell) => cell !== undefined && !YEAR.test(cell.text)));
}
