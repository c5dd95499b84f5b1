import type { OmissionKind } from "../omission.js";
import type { ParagraphPiece, Piece } from "./pieces.js";

/** The number of a page behind a tab or a row of dots. */
const PAGE = /(?:\t|\.{3}|…)[\s.…·_]{0,200}(?:\d{1,4}|[ivxlc]{1,7})\s*$/i;
const LONGEST_ENTRY = 250;
const LONGEST_TITLE = 40;

/** The pieces without tables of contents: what Word calls so, and lines typed by hand that say again what is a paragraph further below. */
export function withoutContents(pieces: readonly Piece[], omit: (kind: OmissionKind, count?: number) => void): Piece[] {
  const dropped = new Set<Piece>(pieces.filter((piece) => piece.kind === "paragraph" && piece.isContents));
  for (const piece of typedEntries(pieces, dropped)) dropped.add(piece);
  if (dropped.size === 0 || dropped.size === pieces.length) return [...pieces];
  pieces.forEach((piece, index) => {
    const next = pieces[index + 1];
    if (next !== undefined && dropped.has(next) && !dropped.has(piece) && isTitle(piece)) dropped.add(piece);
  });
  omit("contents-entry", dropped.size);
  return pieces.filter((piece) => !dropped.has(piece));
}

/** Lines with page numbers, two or more in a row, of which most are paragraphs or headings elsewhere. */
function typedEntries(pieces: readonly Piece[], known: ReadonlySet<Piece>): Piece[] {
  const entryOf = (piece: Piece): string | undefined =>
    piece.kind === "paragraph" && !known.has(piece) && piece.text.length <= LONGEST_ENTRY && PAGE.test(piece.text)
      ? plain(piece.text.replace(PAGE, ""))
      : undefined;
  if (!pieces.some((piece) => entryOf(piece) !== undefined)) return [];
  const texts = new Set(
    pieces.flatMap((piece) =>
      piece.kind === "paragraph" && !known.has(piece) && piece.text.length <= LONGEST_ENTRY ? [plain(piece.text)] : [],
    ),
  );
  const found: Piece[] = [];
  let run: { piece: Piece; entry: string }[] = [];
  const flush = (): void => {
    const repeated = run.filter(({ entry }) => texts.has(entry)).length;
    if (run.length > 1 && repeated * 2 > run.length) for (const { piece } of run) found.push(piece);
    run = [];
  };
  for (const piece of pieces) {
    const entry = entryOf(piece);
    if (entry === undefined) flush();
    else run.push({ piece, entry });
  }
  flush();
  return found;
}

/** Without the number of a chapter, which a heading may have by itself. */
const plain = (text: string): string =>
  text
    .trim()
    .replace(/^[\d.]{1,12}\s+/, "")
    .replace(/\s+/g, " ")
    .toLowerCase();

const isTitle = (piece: Piece): piece is ParagraphPiece =>
  piece.kind === "paragraph" &&
  piece.heading !== 0 &&
  piece.text.trim().length <= LONGEST_TITLE &&
  (piece.heading !== undefined || !/[.!?:;]\s*$/.test(piece.text));
