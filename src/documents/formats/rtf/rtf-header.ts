import { charsetOfFont } from "./rtf-charsets.js";
import type { StyleOfParagraphs } from "./rtf-flow.js";

interface Font {
  name: string;
  charset: string | undefined;
  isOfSigns: boolean;
}

/** The fonts of a document, by their numbers. */
export class FontTable {
  readonly #fonts = new Map<number | undefined, Font>();
  #open: Font = { name: "", charset: undefined, isOfSigns: false };

  control(name: string, value = 0): void {
    if (name === "f") {
      this.#open = { name: "", charset: undefined, isOfSigns: false };
      this.#fonts.set(value, this.#open);
    } else if (name === "fcharset") {
      this.#open.charset = value === 0 ? "ansi" : charsetOfFont(value);
      this.#open.isOfSigns = value === 2;
    }
  }

  byte(code: number): void {
    if (code !== 0x3b && this.#open.name.length < 100) this.#open.name += String.fromCharCode(code);
  }

  of(number: number | undefined): Readonly<Font> | undefined {
    return this.#fonts.get(number);
  }
}

/** The styles of paragraphs, by their numbers. */
export class StyleSheet {
  readonly #styles = new Map<number, StyleOfParagraphs>();
  #number = 0;
  #outline: number | undefined;
  #name = "";

  openGroup(): void {
    this.#number = 0;
    this.#outline = undefined;
    this.#name = "";
  }

  control(name: string, value = 0): void {
    if (name === "s") this.#number = value;
    else if (name === "outlinelevel") this.#outline = value;
  }

  byte(code: number): void {
    if (code === 0x3b)
      this.#styles.set(this.#number, { name: this.#name.trim().toLowerCase(), outline: this.#outline });
    else if (this.#name.length < 100) this.#name += String.fromCharCode(code);
  }

  of(number: number): StyleOfParagraphs | undefined {
    return this.#styles.get(number);
  }
}
