import type { Cell, Segment } from "./pdf-segments.js";

/** The dots that lead the eye to a page number or a price. The quantifier is bounded: pages of dots exist. */
const LEADER = /\s?(?:\.\s?){5,500}/g;
/** Segments of one line with less between them belong together, in font sizes: justified lines have spaces up to about .9. */
const CELL_GAP = 1.02;

/** Segments on one baseline become one line, from left to right; where a gap is wide, with what stands between such gaps. */
export function linesOf(segments: readonly Segment[]): Segment[] {
  const lines: Segment[][] = [];
  for (const segment of [...segments].sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    const [first] = line ?? [];
    if (first && Math.abs(first.y - segment.y) < Math.min(first.size, segment.size) * 0.4) line?.push(segment);
    else lines.push([segment]);
  }
  return lines.map(lineOf);
}

/** "L E D G E R": letters that a program set apart. */
const SPACED = /^(?:[\p{L}\p{N}] )+[\p{L}\p{N}]\p{P}?$/u;

/** Words of letters that were set apart are put together, if the whole line is set like that. */
function withoutLetterSpaces(segments: readonly Segment[]): readonly Segment[] {
  const areSpaced = segments.every(({ text }) => SPACED.test(text) || /^.$/u.test(text));
  if (!areSpaced || !segments.some(({ text }) => text.length >= 7)) return segments;
  return segments.map((segment) => ({ ...segment, text: segment.text.replaceAll(" ", "") }));
}

function lineOf(segments: readonly Segment[]): Segment {
  const [first, ...rest] = withoutLetterSpaces([...segments].sort((a, b) => a.left - b.left));
  if (first === undefined) throw new Error("A line has at least one segment.");
  const longest = rest.reduce((best, each) => (each.text.length > best.text.length ? each : best), first);
  const cells: Cell[] = [cellOf(first)];
  for (const segment of rest) {
    const cell = cells.at(-1);
    if (cell !== undefined && segment.left - cell.right <= Math.max(segment.size, longest.size) * CELL_GAP) {
      cells.splice(-1, 1, joined(cell, segment));
    } else cells.push(cellOf(segment));
  }
  const right = cells.reduce((most, cell) => Math.max(most, cell.right), first.right);
  const row = { ...longest, text: cells.map((cell) => cell.text).join(" "), left: first.left, right };
  const fonts = new Set(segments.map((segment) => segment.font));
  const line = { ...row, font: fonts.size === 1 ? longest.font : "" };
  return cells.length > 1 ? { ...line, cells } : line;
}

const cellOf = ({ text, left, right, font }: Segment): Cell => ({
  text: text.replace(LEADER, " … "),
  left,
  right,
  font,
});

function joined(cell: Cell, segment: Segment): Cell {
  return {
    text: `${cell.text} ${segment.text.replace(LEADER, " … ")}`,
    left: cell.left,
    right: Math.max(cell.right, segment.right),
    font: cell.font === segment.font ? cell.font : "",
  };
}
