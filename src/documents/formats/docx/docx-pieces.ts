import type { Link } from "../../article.js";
import type { Block } from "../../blocks.js";

/** A paragraph or table as it stands in the document, before it is decided what it is among the others. */
export type Piece = ParagraphPiece | BlockPiece;

/** A paragraph with what its marks say. */
export interface ParagraphPiece {
  readonly kind: "paragraph";
  /** Tabs stand where it has them. */
  readonly text: string;
  /** The level of a heading, counted from 1; 0 for the document's title. */
  readonly heading?: number;
  /** What stands before it where it is numbered. */
  readonly label?: string;
  /** It is an entry or the title of a table of contents, by its style or by the field that made it. */
  isContents: boolean;
  /** Its style is one for programs and their output. */
  readonly isCode: boolean;
  /** All of its text is bold. */
  readonly isBold: boolean;
  /** The size of its letters in half points, where all of them have the same. */
  readonly size?: number;
  readonly links: readonly Link[];
}

interface BlockPiece {
  readonly kind: "blocks";
  readonly blocks: readonly Block[];
}

/** Whether all that stands in a cell looks like a name. */
export function isSetOff(pieces: readonly Piece[]): boolean {
  return (
    pieces.length > 0 &&
    pieces.every((piece) => piece.kind === "paragraph" && (piece.isBold || piece.heading !== undefined))
  );
}
