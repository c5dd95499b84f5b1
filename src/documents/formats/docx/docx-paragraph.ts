import { LineDraft, type RunLook } from "../../office/line.js";
import { type ParagraphPiece, type Piece, paragraphPiece } from "../../office/pieces.js";
import type { OmissionKind } from "../../omission.js";
import type { NoteKind } from "./docx-notes.js";
import type { Style } from "./docx-styles.js";

/** Every run has one; `style` is the id of its style of characters. */
export interface Run {
  readonly look: RunLook;
  style?: string;
  /** The note whose mark the run's own text is. */
  customNote?: { readonly kind: NoteKind; readonly id: string };
}

/** A paragraph that is being read. */
export class ParagraphDraft extends LineDraft {
  style: string | undefined;
  outline: number | undefined;
  numId: string | undefined;
  numLevel: number | undefined;
  /** A large first letter, which stands in a paragraph of its own. */
  isDropCap = false;
  /** Its end was deleted, so that the next paragraph goes on in the same line. */
  isJoined = false;
  isContents = false;
  /** Why the last text that was met is left out, if it is. */
  leftOut: OmissionKind | undefined;
  run: Run | undefined;
  /** Text boxes that are anchored in it. */
  readonly after: Piece[] = [];
}

/** What a paragraph is by its marks: `text` is its own with what was joined to it, `label` what stands before it. */
export function pieceOf(draft: ParagraphDraft, style: Style, text: string, label: string | undefined): ParagraphPiece {
  const outline = draft.outline ?? style.outline ?? 9;
  const { names } = style;
  const level = names.includes("title") ? 0 : outline + 1;
  return paragraphPiece(draft, { text, names, label, level, isContents: draft.isContents });
}
