import { type Attributes, BLOCK_TAGS, isUnseen } from "./html-tags.js";

const IDEOGRAPH = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const WORD = new RegExp(`[${IDEOGRAPH}]|(?:(?![${IDEOGRAPH}])[\\p{L}\\p{N}][\\p{M}'’]*)+`, "gu");

/** The number of words in a text; in Chinese and Japanese, of characters. */
export function countWords(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(WORD)) count++;
  return count;
}

/** Counts the words that a page shows, menus and all, while its tags come by. */
export class ShownWords {
  #text = "";
  #count = 0;
  /** How many open tags deep it is inside of something that is not seen. */
  #hiddenDepth = 0;

  /** Those of the elements that are closed. */
  get count(): number {
    return this.#count;
  }

  open(tag: string, attributes: Attributes): void {
    if (this.#hiddenDepth > 0 || isUnseen(tag, attributes)) this.#hiddenDepth++;
    else this.#divide(tag);
  }

  text(text: string): void {
    if (this.#hiddenDepth === 0) this.#text += text;
  }

  close(tag: string): void {
    if (this.#hiddenDepth > 0) this.#hiddenDepth--;
    else this.#divide(tag);
  }

  end(): void {
    this.#count += countWords(this.#text);
    this.#text = "";
  }

  #divide(tag: string): void {
    if (BLOCK_TAGS.has(tag) || tag === "br") this.end();
  }
}
