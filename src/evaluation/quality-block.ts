import type { Report } from "./evaluate.js";
import { qualityTable } from "./report-table.js";

const START = "<!-- quality: made by npm run measure:quality, not by hand -->";
const END = "<!-- /quality -->";

/** What the README's table of quality is made of. */
export interface Quality {
  /** As they were given to the command. */
  readonly folders: readonly string[];
  /** A report for each folder, by the way that answers people. */
  readonly full: readonly Report[];
  /** The same by the plain baseline. */
  readonly cosine: readonly Report[];
  /** Processor, memory and runtime, in words. */
  readonly machine: string;
  readonly date: Date;
}

/** The table, with the command that made it, the model, the day and the machine. */
export function qualityBlock({ folders, full, cosine, machine, date }: Quality): string {
  const models = [...new Set(full.map(({ model }) => model))].join(", ");
  return [
    `Made by \`npm run measure:quality -- ${folders.join(" ")}\` with ${models} and default settings:`,
    qualityTable(full, cosine),
    `${date.toISOString().slice(0, 10)}, ${machine}.`,
  ].join("\n\n");
}

/** A document has no place for the table of quality, or several. */
class QualityMarkersError extends Error {
  override readonly name = "QualityMarkersError";

  constructor(readonly file: string) {
    super(`${file} was not changed: expected one line ${START} and, below it, one line ${END}.`);
  }
}

/**
 * `document` with `block` between its two markers, everything else as it was.
 * @param file the document's name, for the error.
 * @throws QualityMarkersError
 */
export function withQualityBlock(document: string, block: string, file: string): string {
  const [before, inside, ...more] = document.split(START);
  const [, after, ...others] = inside?.split(END) ?? [];
  if (before === undefined || after === undefined || before.includes(END) || more.length + others.length > 0) {
    throw new QualityMarkersError(file);
  }
  return `${before}${START}\n${block}\n${END}${after}`;
}
