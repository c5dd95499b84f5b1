import type { Link } from "../../article.js";
import { type Piece, withRaised } from "../../raised.js";
import { MathReader } from "./mathml.js";
import type { Attributes } from "./visible.js";

/** Of a block with more links, as a list of a thousand pages, those beyond are not kept. */
const MOST_LINKS = 1_000;
const NOTE_MARK = /^[[(]?([\p{L}\p{N}]{1,4}|[*†‡§]{1,3})[\])]?$/u;
const NOTE_CLASS = /(?:^|[\s_-])(?:(?:foot|end)?notes?|footnote-?ref|fnref|reference|citation|noteref)(?:$|[\s_-])/i;
/** What a link to a heading shows beside it. */
const PERMALINK_SIGN = /^[¶#⚓🔗]\ufe0f?$/u;
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** What was read of one block. */
export interface InlineContent {
  readonly text: string;
  readonly links: readonly Link[];
}

/**
 * The running text of one block while its tags come by: raised and lowered parts kept apart from numbers, formulas in one line, and
 * where its links lead.
 */
export class InlineReader {
  #pieces: Piece[] = [];
  #links: Link[] = [];
  #link: { readonly address: string; readonly from: number } | undefined;
  #raised: { readonly from: number; readonly isNote: boolean } | undefined;
  #lowered: { readonly from: number } | undefined;
  #math: MathReader | undefined;
  /** Formulas that were not understood. */
  formulas = 0;

  /** @param base what relative addresses are relative to; without it they lead nowhere */
  constructor(private readonly base: string | undefined) {}

  get isEmpty(): boolean {
    return this.#pieces.every(({ text }) => text.trim() === "");
  }

  /** Its last characters, as they were written. */
  get end(): string {
    return this.#pieces
      .slice(-4)
      .map(({ text }) => text)
      .join("")
      .slice(-4);
  }

  open(tag: string, attributes: Attributes): void {
    if (this.#math !== undefined) this.#math.open(tag, attributes);
    else if (tag === "math") this.#math = new MathReader();
    else if (tag === "sup")
      this.#raised ??= { from: this.#pieces.length, isNote: isNote(attributes) || this.#isInNoteLink() };
    else if (tag === "sub") this.#lowered ??= { from: this.#pieces.length };
    else if (tag === "a") this.#openLink(attributes);
  }

  text(text: string): void {
    if (this.#math !== undefined) this.#math.text(text);
    else this.#pieces.push({ text, isRaised: this.#raised !== undefined });
  }

  close(tag: string): void {
    if (this.#math !== undefined) {
      if (this.#math.close()) this.#closeMath();
    } else if (tag === "sup" && this.#raised !== undefined) this.#closeRaised(this.#raised);
    else if (tag === "sub" && this.#lowered !== undefined) this.#closeLowered(this.#lowered);
    else if (tag === "a") this.#closeLink();
  }

  /** Ends a term with a colon, if it has none, and a space. */
  endTerm(): void {
    this.#pieces = [{ text: `${withRaised(this.#pieces).trim().replace(/:$/, "")}: `, isRaised: false }];
  }

  /** What was read so far; then it begins anew. */
  take(): InlineContent {
    const content = { text: withRaised(this.#pieces), links: this.#links };
    this.#pieces = [];
    this.#links = [];
    this.#raised = undefined;
    this.#lowered = undefined;
    if (this.#link !== undefined) this.#link = { ...this.#link, from: 0 };
    return content;
  }

  #isInNoteLink(): boolean {
    return this.#link?.address.startsWith("#") ?? false;
  }

  /** The pieces from a place on, taken out. */
  #cut(from: number): string {
    return this.#pieces
      .splice(from)
      .map(({ text }) => text)
      .join("");
  }

  #closeMath(): void {
    const formula = this.#math?.result();
    this.#math = undefined;
    if (formula === undefined) this.formulas++;
    else if (formula !== "") this.text(formula);
  }

  #closeRaised({ from, isNote }: { readonly from: number; readonly isNote: boolean }): void {
    this.#raised = undefined;
    const text = this.#cut(from);
    const mark = NOTE_MARK.exec(text.trim())?.[1];
    if (isNote && mark !== undefined) this.text(/^[\p{L}\p{N}]/u.test(mark) ? `[${mark}]` : mark);
    else if (text !== "") this.#pieces.push({ text, isRaised: true });
  }

  /** "H2O" is written so, while the 2 of "10₂" would be a digit of the number. */
  #closeLowered({ from }: { readonly from: number }): void {
    this.#lowered = undefined;
    const text = this.#cut(from);
    const before = this.end.slice(-1);
    const isBehindNumber = /\p{N}/u.test(before) && /^\d+$/.test(text.trim());
    this.text(isBehindNumber ? [...text.trim()].map((digit) => SUBSCRIPTS.charAt(Number(digit))).join("") : text);
  }

  #openLink({ href = "" }: Attributes): void {
    const address = href.trim();
    this.#link = { address, from: this.#pieces.length };
    if (this.#raised !== undefined && address.startsWith("#")) this.#raised = { ...this.#raised, isNote: true };
  }

  #closeLink(): void {
    if (this.#link === undefined) return;
    const { address, from } = this.#link;
    this.#link = undefined;
    const sign = this.#pieces
      .slice(from, from + 3)
      .map(({ text }) => text)
      .join("")
      .trim();
    if (PERMALINK_SIGN.test(sign) || (sign === "§" && address.startsWith("#"))) {
      this.#cut(from);
      return;
    }
    const target = this.#targetOf(address);
    if (target === undefined || this.#links.length >= MOST_LINKS) return;
    const text = withRaised(this.#pieces.slice(from));
    if (text.trim() !== "") this.#links.push({ text, address: target });
  }

  /** Where a link leads, if that is another page or a mail address. */
  #targetOf(address: string): string | undefined {
    if (address === "" || address.startsWith("#") || !URL.canParse(address, this.base)) return undefined;
    const { protocol, href } = new URL(address, this.base);
    if (!/^(?:https?|mailto):$/.test(protocol)) return undefined;
    return this.base !== undefined && href.split("#")[0] === this.base.split("#")[0] ? undefined : href;
  }
}

function isNote({ class: className = "", role = "", "epub:type": type = "" }: Attributes): boolean {
  return role === "doc-noteref" || type === "noteref" || NOTE_CLASS.test(className.slice(0, 200));
}
