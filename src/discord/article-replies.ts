import { MAX_DOCUMENT_BYTES } from "../documents/formats/registry.js";
import { describeOmissions, type Omission } from "../documents/omission.js";
import type { AddResult } from "../library/library.js";
import type { OutgoingMessage } from "./message.js";
import { shortMarkdown } from "./plain-text.js";

const titleLimit = 300;
const barLength = 20;

/** A title as it stands in a sentence: bold, and nothing in it formats. */
export function named(title: string): string {
  return `**${shortMarkdown(title, titleLimit)}**`;
}

/** `1 paragraph`, `2 paragraphs` */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}

/** How far an import is. */
export function progress(title: string, done: number, total: number): OutgoingMessage {
  const share = total === 0 ? 1 : done / total;
  const full = Math.floor(share * barLength);
  const bar = "█".repeat(full) + "░".repeat(barLength - full);
  return {
    content: `Reading ${named(title)}\n\`${bar}\` ${Math.floor(share * 100)} % · ¶ ${done} of ${count(total, "paragraph")}`,
  };
}

/** What became of an article that was to be added. */
export function addReport(result: AddResult, facts: AddedFacts): string {
  const { title, paragraphs } = result.article;
  if (result.kind === "already-here") {
    return result.importing
      ? `${named(title)} has the same content and is just being added. It will be there in a moment.`
      : `This is here already: ${named(title)} has the same content. Nothing was added.`;
  }
  const read = [count(paragraphs, "paragraph"), megabytes(facts.bytes)];
  if (facts.pages !== undefined) read.push(`to page ${facts.pages}`);
  if (facts.site !== undefined) read.push(shortMarkdown(facts.site, 100));
  return withOmissions(`Added ${named(title)}: ${read.join(" · ")}.`, facts.omissions);
}

/** A report, and on a line of its own what of the document is missing. */
export function withOmissions(report: string, omissions: readonly Omission[] | undefined): string {
  const missing = describeOmissions(omissions);
  return missing === "" ? report : `${report}\n${missing}`;
}

/** What was read of a document, beside its paragraphs. */
export interface AddedFacts {
  readonly bytes: number;
  readonly site?: string | undefined;
  /** The last page with text. */
  readonly pages?: number | undefined;
  readonly omissions?: readonly Omission[] | undefined;
}

/** The sentence for a file that is too large to be fetched at all. */
export function tooLarge(name: string, bytes: number): string {
  return `${named(name)} has ${megabytes(bytes)}; at most ${megabytes(MAX_DOCUMENT_BYTES)} are read. Split it, or send its text.`;
}

function megabytes(bytes: number): string {
  if (bytes < 1_000) return count(bytes, "byte");
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${value.toLocaleString("en-US", { maximumFractionDigits: 1 })} ${unit}`;
}
