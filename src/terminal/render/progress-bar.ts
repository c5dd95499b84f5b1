import { safeLine } from "./safe-text.js";

/** Columns of the bar, of the figures beside it, and of the label at least. */
const BAR = 30;
const FIGURES = 20;
const LABEL = 10;

const WIPE = "\r\x1b[K";

/** A bar that fills on one line of a terminal; elsewhere it prints nothing. */
export class ProgressBar {
  readonly #output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

  constructor(output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }) {
    this.#output = output;
  }

  /** Draws `done` of `total`; the line is wiped once all is done. */
  show(label: string, done: number, total: number): void {
    if (!this.#output.isTTY) return;
    if (done >= total) {
      this.#output.write(WIPE);
      return;
    }
    // A line that is wider than the terminal could not be wiped. One of 0 columns does not know its width.
    const columns = this.#output.columns || 80;
    const width = Math.max(0, Math.min(BAR, columns - FIGURES - LABEL));
    const filled = Math.round((done / Math.max(1, total)) * width);
    const bar = "█".repeat(filled) + "░".repeat(width - filled);
    const room = Math.max(0, columns - width - FIGURES);
    this.#output.write(`${WIPE}${bar} ${done}/${total} ¶ ${safeLine(label).slice(0, room)}`);
  }
}
