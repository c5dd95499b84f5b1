import { symbolOf } from "../../office/symbols.js";
import { charsetOfCodePage, decodeBytes } from "./rtf-charsets.js";
import { FontTable } from "./rtf-header.js";

/** Places of the Unicode standard that have no meaning but in a font of signs. */
const PRIVATE_USE = /[\uf000-\uf0ff]/;
/** Charsets whose characters have several bytes. */
const SEVERAL_BYTES: ReadonlySet<string> = new Set(["shift_jis", "gbk", "euc-kr", "big5", "utf-8"]);
const WESTERN = "windows-1252";

/** The bytes and characters of a document as the text that they show. */
export class TextDecoding {
  readonly fonts = new FontTable();
  /** The number of the font where none is named. */
  defaultFont = 0;
  #charset = WESTERN;

  /** Takes a control word of the document's beginning about its charset; whether it is one. */
  readCharset(name: string, value: number | undefined): boolean {
    if (name === "ansicpg" && value !== undefined && value > 0) this.#charset = charsetOfCodePage(value);
    else if (name === "mac") this.#charset = "macintosh";
    else if (name === "pc") this.#charset = "cp437";
    else if (name === "pca") this.#charset = "cp850";
    else if (name === "deff") this.defaultFont = value ?? 0;
    else return name === "ansi" || name === "ansicpg";
    return true;
  }

  /** Text of bytes that have no font. */
  plain(bytes: readonly number[]): string {
    return decodeBytes(bytes, this.#charset);
  }

  /** Text of bytes in a font; nothing where it is a sign that is not known. */
  ofBytes(bytes: readonly number[], font: number | undefined): string | undefined {
    const used = this.fonts.of(font ?? this.defaultFont);
    if (used?.isOfSigns) return symbolOf(Buffer.from(bytes).toString("latin1"), used.name);
    return decodeBytes(bytes, this.#charsetOf(bytes, used?.charset));
  }

  /** A character as its font shows it; nothing for a sign that is not known. */
  ofCharacter(character: string, font: number | undefined): string | undefined {
    if (!PRIVATE_USE.test(character)) return character;
    return symbolOf(character, this.fonts.of(font ?? this.defaultFont)?.name ?? "") ?? symbolOf(character, "Symbol");
  }

  /**
   * Fonts of the charset 0 have Windows-1252, whatever the document has; but some programs write that of every font. Three
   * letters in a row that are not of ASCII are no text of Windows-1252, and whole characters of several bytes neither.
   */
  #charsetOf(bytes: readonly number[], ofFont: string | undefined): string {
    if (ofFont === undefined) return this.#charset;
    if (ofFont !== "ansi") return ofFont;
    if (SEVERAL_BYTES.has(this.#charset) && !this.plain(bytes).includes("\ufffd")) return this.#charset;
    const isOther = bytes.some(
      (byte, at) => byte >= 0xc0 && (bytes[at + 1] ?? 0) >= 0xc0 && (bytes[at + 2] ?? 0) >= 0xc0,
    );
    return isOther ? this.#charset : WESTERN;
  }
}
