import type { Link } from "../article.js";
import type { Block } from "../blocks.js";
import type { OmissionKind } from "../omission.js";
import type { ReadTable } from "../table.js";
import type { LineDraft } from "./line.js";
import { canBeHeading, isStyleOf } from "./style-names.js";

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

/** A table that was read, as it stands among other pieces; none where nothing is in it. Cells beyond its columns are said to be left out. */
export function tablePieces(
  { blocks, cellsBeyond }: ReadTable,
  omit: (kind: OmissionKind, count?: number) => void,
): Piece[] {
  omit("table-cell", cellsBeyond);
  return blocks.length === 0 ? [] : [{ kind: "blocks", blocks }];
}

/** Whether all that stands in a cell looks like a name. */
export function isSetOff(pieces: readonly Piece[]): boolean {
  return (
    pieces.length > 0 &&
    pieces.every((piece) => piece.kind === "paragraph" && (piece.isBold || piece.heading !== undefined))
  );
}

/** The level of running text. */
export const NO_HEADING = 10;

/** What the marks of a paragraph say. */
interface Marks {
  readonly text: string;
  /** Those of its style, in small letters. */
  readonly names: readonly string[];
  readonly label: string | undefined;
  /** That of a heading, counted from 1; 0 for the document's title, `NO_HEADING` for running text. */
  readonly level: number;
  readonly isContents?: boolean;
}

/** A paragraph of a line of text. */
export function paragraphPiece(
  line: LineDraft,
  { text, names, label, level, isContents = false }: Marks,
): ParagraphPiece {
  return {
    kind: "paragraph",
    text,
    ...(level < NO_HEADING && canBeHeading(text) && { heading: level }),
    ...(label !== undefined && { label }),
    isContents: isContents || isStyleOf("contents", names),
    isCode: label === undefined && isStyleOf("code", names),
    isBold: line.isBold || isStyleOf("table-head", names),
    ...(line.size !== undefined && { size: line.size }),
    links: line.links,
  };
}
