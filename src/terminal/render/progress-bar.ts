import { bar } from "../../presentation/counts.js";
import { safeLine } from "./safe-text.js";

/** Columns of the bar, of the figures beside it, and of the label at least. */
const BAR = 30;
const FIGURES = 20;
const LABEL = 10;

const WIPE = "\r\x1b[K";

/** Draws how many of how many paragraphs are done; the line is wiped once all are. */
export type ShowProgress = (label: string, done: number, total: number) => void;

/** A bar that fills on one line of a terminal; elsewhere it prints nothing. */
export function progressBar(
  output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number },
): ShowProgress {
  return (label, done, total) => {
    if (!output.isTTY) return;
    if (done >= total) {
      output.write(WIPE);
      return;
    }
    // A line that is wider than the terminal could not be wiped. One of 0 columns does not know its width.
    const columns = output.columns || 80;
    const width = Math.max(0, Math.min(BAR, columns - FIGURES - LABEL));
    const filled = Math.round((done / Math.max(1, total)) * width);
    const left = Math.max(0, columns - width - FIGURES);
    output.write(`${WIPE}${bar(filled, width)} ${done}/${total} ¶ ${safeLine(label).slice(0, left)}`);
  };
}
