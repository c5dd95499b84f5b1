import type { Block } from "../../blocks.js";
import { endsClosed } from "../../lines.js";
import type { Line } from "./line-layout.js";

/** Cells of a row stand so far apart, or have dots between. */
const GAP = / {3,}|\t+|(?: ?\.){4,} */;
const BORDER = /^[\s+|:=│├┤┼─═╞╡╪┌┬┐└┴┘-]*[-=─═]{3}[\s+|:=│├┤┼─═╞╡╪┌┬┐└┴┘-]*$/;
const CELLS = /^\s*[|│](.*)[|│]\s*$/;
const DRAWN = /[-+|=_/\\<>^*#~.:│├┤┼─═╞╡╪┌┬┐└┴┘▼▲►◄→←↑↓]/g;

/** Whether lines are rows of a table, or pairs with a gap between: joined, their cells would be one sentence. */
export function areRows(lines: readonly Line[]): boolean {
  const gaps = lines.filter(({ text }) => GAP.test(text.trim())).length;
  // One line alone that ends as sentences do is one, whatever stands between its words.
  const isSentence = lines.length === 1 && lines.every(({ text }) => endsClosed(text));
  return gaps > 0 && gaps >= lines.length / 2 && !isSentence;
}

/** The table that lines are, drawn with bars or set with gaps; or the drawing, which is kept as it is. Nothing for text. */
export function tableIn(lines: readonly Line[]): Block | undefined {
  const isDrawn = lines.length > 1 && lines.every(({ text }) => BORDER.test(text) || CELLS.test(text));
  if (isDrawn && lines.some(({ text }) => CELLS.test(text) && !BORDER.test(text))) return drawnTable(lines);
  if (isDrawing(lines)) return { kind: "code", text: lines.map(({ text }) => text).join("\n") };
  if (!areRows(lines)) return undefined;
  // Nothing marks the first row: whether it names the columns is not known.
  return { kind: "table", header: [], rows: lines.map(({ text }) => text.trim().split(GAP)) };
}

function isDrawing(lines: readonly Line[]): boolean {
  const drawn = lines.filter(({ text }) => (text.match(DRAWN)?.length ?? 0) > text.replace(/\s/g, "").length / 2);
  return lines.length > 2 && drawn.length >= lines.length / 2;
}

/** Where borders stand between all rows, a row may have several lines; else one border divides the names of the columns from the rows. */
function drawnTable(lines: readonly Line[]): Block {
  const groups: string[][][] = [[]];
  let marksHeader = false;
  for (const { text } of lines) {
    if (!BORDER.test(text)) {
      groups.at(-1)?.push((CELLS.exec(text)?.[1] ?? "").split(/[|│]/).map((cell) => cell.trim()));
      continue;
    }
    if (groups.filter((group) => group.length > 0).length === 1 && /[=═]{3}/.test(text)) marksHeader = true;
    groups.push([]);
  }
  const [first = [], ...rest] = groups.filter((group) => group.length > 0);
  const hasHeader = rest.length > 0 && (marksHeader || (rest.length === 1 && first.length === 1));
  const rows = rest.length > 1 ? rest.map(mergedRow) : rest.flat();
  if (hasHeader) return { kind: "table", header: mergedRow(first), rows };
  return { kind: "table", header: [], rows: rest.length > 1 ? [mergedRow(first), ...rows] : [...first, ...rows] };
}

/** The lines of one row, cell by cell. */
function mergedRow(lines: readonly (readonly string[])[]): string[] {
  const columns = Math.max(0, ...lines.map((cells) => cells.length));
  return Array.from({ length: columns }, (_, column) =>
    lines
      .map((cells) => cells[column] ?? "")
      .filter((cell) => cell !== "")
      .join(" "),
  );
}
