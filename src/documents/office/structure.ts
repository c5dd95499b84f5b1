import type { Block } from "../blocks.js";
import type { OmissionKind } from "../omission.js";
import { withoutContents } from "./contents.js";
import { headingsByLook } from "./headings-by-look.js";
import type { ParagraphPiece, Piece } from "./pieces.js";

/** What stands in a cell or note, as blocks: headings by their style, lists of what is numbered, no tables of contents. */
export function blocksOf(pieces: readonly Piece[], omit: (kind: OmissionKind, count?: number) => void): Block[] {
  return toBlocks(withoutContents(pieces, omit), new Map());
}

/** The same of the text itself, where paragraphs that look like headings are headings too. */
export function bodyBlocks(pieces: readonly Piece[], omit: (kind: OmissionKind, count?: number) => void): Block[] {
  const kept = withoutContents(pieces, omit);
  return toBlocks(kept, headingsByLook(kept));
}

function toBlocks(pieces: readonly Piece[], levels: ReadonlyMap<Piece, number>): Block[] {
  const blocks: Block[] = [];
  let list: ParagraphPiece[] = [];
  const flush = (): void => {
    const items = list.map(({ label = "", text }) => ({ marker: label, paragraphs: [text] }));
    if (items.length > 0) blocks.push({ kind: "list", items, ...linksOf(list) });
    list = [];
  };
  for (const piece of pieces) {
    if (piece.kind === "paragraph" && piece.label !== undefined && piece.heading === undefined && !levels.has(piece)) {
      list.push(piece);
      continue;
    }
    flush();
    if (piece.kind === "blocks") for (const block of piece.blocks) blocks.push(block);
    else {
      const { text, heading, label } = piece;
      // The document's title stands above headings of the first level.
      const level = heading === undefined ? levels.get(piece) : heading + 1;
      const before = blocks.at(-1);
      if (piece.isCode && before?.kind === "code")
        blocks[blocks.length - 1] = { ...before, text: `${before.text}\n${text}` };
      else if (level === undefined)
        blocks.push({ kind: piece.isCode ? "code" : "paragraph", text, ...linksOf([piece]) });
      else
        blocks.push({
          kind: "heading",
          level,
          text: label === undefined ? text : `${label} ${text}`,
          ...linksOf([piece]),
        });
    }
  }
  flush();
  return withWholeTitle(blocks);
}

/** A title in several paragraphs is one. */
function withWholeTitle(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    const goesOn = block.kind === "heading" && before?.kind === "heading" && block.level === 1 && before.level === 1;
    if (goesOn) joined[joined.length - 1] = { ...before, text: `${before.text} ${block.text}` };
    else joined.push(block);
  }
  return joined;
}

function linksOf(pieces: readonly ParagraphPiece[]): Pick<Block, "links"> {
  const links = pieces.flatMap((piece) => piece.links);
  return links.length > 0 ? { links } : {};
}
