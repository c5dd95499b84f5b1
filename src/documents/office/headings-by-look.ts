import type { ParagraphPiece, Piece } from "./pieces.js";

/** Below all headings that have a style: Word's have nine levels under the title. */
const FIRST_LEVEL = 11;
const TITLE_LEVEL = 1;
const MOST_TITLE_LINES = 3;
const LONGEST = 80;
const MOST_WORDS = 12;
/** It ends as what goes on does, begins within a sentence, has several lines or several sentences. */
const NOT_A_HEADING = /[.,;:。，；：]$|^\p{Ll}|[\n\t]|\p{L}\s?[.!?]\s+\p{Lu}/u;
/** Letters that are larger than those of the text by less than this are no heading. */
const LARGER = 1.15;

/**
 * Paragraphs that have no heading's style but look like headings, with their levels, larger letters first: short, with no full stop, bold
 * or larger than the text, and with text below that does not go on in mid-sentence. Several in a row are an address or a cover; one alone in a document is an
 * exclamation, unless it stands first or is larger.
 */
export function headingsByLook(pieces: readonly Piece[]): ReadonlyMap<Piece, number> {
  const paragraphs = pieces.filter((piece) => piece.kind === "paragraph" && piece.heading === undefined);
  const text = usualLook(paragraphs.filter((piece) => piece.kind === "paragraph"));
  const isLarger = (piece: ParagraphPiece): boolean =>
    (piece.size ?? 0) > (text.size ?? Number.POSITIVE_INFINITY) * LARGER;
  const rankOf = (piece: Piece | undefined): number | undefined =>
    piece?.kind === "paragraph" && isShort(piece) && ((piece.isBold && !text.isBold) || isLarger(piece))
      ? (piece.size ?? 0)
      : undefined;
  const found = pieces.flatMap((piece, index) => {
    const rank = rankOf(piece);
    const [before, next] = [pieces[index - 1], pieces[index + 1]];
    if (piece.kind !== "paragraph" || rank === undefined || next === undefined) return [];
    if (next.kind === "paragraph" && (next.heading !== undefined || goesOn(next))) return [];
    const [above, below] = [rankOf(before), rankOf(next)];
    return above === rank || (below !== undefined && below >= rank) ? [] : [{ piece, rank, isFirst: index === 0 }];
  });
  const clear = found.length > 1 ? found : found.filter(({ piece, isFirst }) => isFirst || isLarger(piece));
  const ranks = [...new Set(clear.map(({ rank }) => rank))].sort((one, other) => other - one);
  const levels = new Map<Piece, number>(clear.map(({ piece, rank }) => [piece, FIRST_LEVEL + ranks.indexOf(rank)]));
  const title = pieces.some((piece) => piece.kind === "paragraph" && piece.heading === 0)
    ? []
    : titleOf(pieces, rankOf, isLarger);
  for (const piece of title) levels.set(piece, TITLE_LEVEL);
  return levels;
}

/** The lines with which the document begins, where they are larger than its text and all of one size. */
function titleOf(
  pieces: readonly Piece[],
  rankOf: (piece: Piece | undefined) => number | undefined,
  isLarger: (piece: ParagraphPiece) => boolean,
): readonly Piece[] {
  const rank = rankOf(pieces[0]);
  const isTitle = (piece: Piece): boolean => piece.kind === "paragraph" && isLarger(piece) && rankOf(piece) === rank;
  const end = pieces.findIndex((piece) => !isTitle(piece));
  return rank === undefined || end > MOST_TITLE_LINES ? [] : pieces.slice(0, Math.max(0, end));
}

const goesOn = ({ label, text }: ParagraphPiece): boolean => label === undefined && /^\s*\p{Ll}/u.test(text);

/** A line of its own that no sentence goes through. Numbered paragraphs are items of a list, whatever they look like. */
function isShort({ text, heading, label, isCode }: ParagraphPiece): boolean {
  const line = text.trim();
  if (heading !== undefined || label !== undefined || isCode || line.length > LONGEST) return false;
  return !NOT_A_HEADING.test(line) && /\p{L}{2}/u.test(line) && line.split(/\s+/).length <= MOST_WORDS;
}

/** How most of the text looks, by its characters. */
function usualLook(paragraphs: readonly ParagraphPiece[]): { isBold: boolean; size: number | undefined } {
  const sizes = new Map<number | undefined, number>();
  let [bold, all] = [0, 0];
  for (const { text, isBold, size } of paragraphs) {
    sizes.set(size, (sizes.get(size) ?? 0) + text.length);
    all += text.length;
    if (isBold) bold += text.length;
  }
  const [usual] = [...sizes].sort(([, one], [, other]) => other - one)[0] ?? [undefined];
  return { isBold: bold * 2 > all, size: usual };
}
