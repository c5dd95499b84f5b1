import type { Link } from "../../article.js";
import type { OmissionKind } from "../../omission.js";
import { type Piece as RaisedPiece, withRaised } from "../../raised.js";
import type { NoteKind } from "./docx-notes.js";
import type { ParagraphPiece, Piece } from "./docx-pieces.js";
import type { RunLook, Style } from "./docx-styles.js";

const CONTENTS_STYLE = /^(?:toc|contents|table of (?:figures|authorities)|toa)(?: (?:\d|heading))?$/;
const CODE_STYLE = /^(?:source code|html preformatted|preformatted text|code(?: block)?)$/;
const TABLE_HEAD_STYLE = /^table (?:heading|header)/;
/** A heading with more text than this, or a sentence of more than that, is a clause that has a heading's style for its number. */
const LONGEST_HEADING = 200;
const LONGEST_SENTENCE = 80;

/** Every run has one; `style` is the id of its style of characters. */
export interface Run {
  readonly look: RunLook;
  style?: string;
  /** The note whose mark the run's own text is. */
  customNote?: { readonly kind: NoteKind; readonly id: string };
}

/** A paragraph that is being read. */
export class ParagraphDraft {
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
  readonly links: Link[] = [];
  /** The one whose text is being read. */
  link: { text: string; readonly address: string } | undefined;
  readonly #pieces: { text: string; isRaised: boolean }[] = [];
  #bold: boolean | undefined;
  readonly #sizes = new Set<number>();

  /** Adds text as it looks. */
  add(text: string, look: RunLook = {}): void {
    const isRaised = look.raised === true;
    if (this.link !== undefined) this.link.text += text;
    const last = this.#pieces.at(-1);
    if (last?.isRaised === isRaised) last.text += text;
    else this.#pieces.push({ text, isRaised });
    if (text.trim() === "" || isRaised) return;
    this.#bold = (this.#bold ?? true) && look.bold === true;
    if (look.size !== undefined) this.#sizes.add(look.size);
  }

  get text(): string {
    const pieces: readonly RaisedPiece[] = this.#pieces;
    // Nothing is told apart where all of it is raised.
    return pieces.every(({ isRaised }) => isRaised) ? pieces.map(({ text }) => text).join("") : withRaised(pieces);
  }

  /** The link that was open, if any, is whole. */
  closeLink(): void {
    if (this.link !== undefined) this.links.push(this.link);
    this.link = undefined;
  }

  get isBold(): boolean {
    return this.#bold === true;
  }

  get size(): number | undefined {
    return this.#sizes.size === 1 ? [...this.#sizes][0] : undefined;
  }
}

/** What a paragraph is by its marks: `text` is its own with what was joined to it, `label` what stands before it. */
export function pieceOf(draft: ParagraphDraft, style: Style, text: string, label: string | undefined): ParagraphPiece {
  const outline = draft.outline ?? style.outline ?? 9;
  const level = style.names.includes("title") ? 0 : outline + 1;
  const length = text.trim().length;
  const isHeading = level <= 9 && length <= (/[.;。；]\s*$/.test(text.slice(-20)) ? LONGEST_SENTENCE : LONGEST_HEADING);
  return {
    kind: "paragraph",
    text,
    ...(isHeading && { heading: level }),
    ...(label !== undefined && { label }),
    isContents: draft.isContents || style.names.some((name) => CONTENTS_STYLE.test(name)),
    isCode: label === undefined && style.names.some((name) => CODE_STYLE.test(name)),
    isBold: draft.isBold || style.names.some((name) => TABLE_HEAD_STYLE.test(name)),
    ...(draft.size !== undefined && { size: draft.size }),
    links: draft.links,
  };
}
