import type { Link } from "../article.js";
import { type Piece as RaisedPiece, withRaised } from "../raised.js";

/** How a run of text looks, as far as it says something: what is not set comes from the style above. */
export interface RunLook {
  bold?: boolean;
  hidden?: boolean;
  struck?: boolean;
  raised?: boolean;
  /** Moved up from the line, in half points. */
  lifted?: number;
  font?: string;
  /** In half points. */
  size?: number;
}

const ADDRESS = /^(?:https?|ftp|mailto|tel):/i;

/** The text of a paragraph that is being read, with how it looks. */
export class LineDraft {
  readonly links: Link[] = [];
  /** The one whose text is being read. */
  #link: { text: string; readonly address: string } | undefined;
  readonly #pieces: { text: string; isRaised: boolean }[] = [];
  #bold: boolean | undefined;
  readonly #sizes = new Set<number>();

  /** Adds text as it looks. */
  add(text: string, look: RunLook = {}): void {
    const isRaised = look.raised === true;
    if (this.#link !== undefined) this.#link.text += text;
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

  /** What follows is a link, if its address leads somewhere outside of the document and of its author's computer. */
  openLink(address: string): void {
    this.closeLink();
    if (ADDRESS.test(address)) this.#link = { text: "", address };
  }

  /** The link that was open, if any, is whole. */
  closeLink(): void {
    if (this.#link !== undefined) this.links.push(this.#link);
    this.#link = undefined;
  }

  get isBold(): boolean {
    return this.#bold === true;
  }

  get size(): number | undefined {
    return this.#sizes.size === 1 ? [...this.#sizes][0] : undefined;
  }
}
