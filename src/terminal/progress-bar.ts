import { safeLine } from "./safe-text.js";

const WIDTH = 30;

/** A bar that fills on one line of a terminal; elsewhere it prints nothing. */
export class ProgressBar {
  readonly #output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

  constructor(output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }) {
    this.#output = output;
  }

  /** Draws `done` of `total`; the line is wiped once all is done. */
  show(label: string, done: number, total: number): void {
    if (!this.#output.isTTY) return;
    const filled = Math.round((done / Math.max(1, total)) * WIDTH);
    const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    const room = Math.max(10, (this.#output.columns ?? 80) - WIDTH - 20);
    this.#output.write(
      done < total ? `\r\x1b[K${bar} ${done}/${total} ¶ ${safeLine(label).slice(0, room)}` : "\r\x1b[K",
    );
  }
}
