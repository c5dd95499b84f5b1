import type { Flow } from "./rtf-flow.js";

const CONTENTS = /^\s*(?:TOC|TOA|INDEX)\b/i;
const LINK = /^\s*HYPERLINK\s+"([^"]{1,2000})"/i;

/** The fields that are open: a code, and what it results in. */
export class Fields {
  readonly #codes: string[] = [];
  #contents = 0;

  /** Whether the text is the result of one that makes a table of contents. */
  get isInContents(): boolean {
    return this.#contents > 0;
  }

  open(): void {
    this.#codes.push("");
  }

  close(): void {
    this.#codes.pop();
  }

  addCode(text: string): void {
    this.#codes.push((this.#codes.pop() ?? "") + text);
  }

  /** Begins a field's result; what is returned ends it. */
  openResult(flow: () => Flow): () => void {
    const code = this.#codes.at(-1) ?? "";
    const address = LINK.exec(code)?.[1];
    if (address !== undefined) {
      flow().line.openLink(address);
      return () => flow().line.closeLink();
    }
    if (!CONTENTS.test(code)) return () => {};
    this.#contents++;
    return () => {
      this.#contents--;
    };
  }
}
