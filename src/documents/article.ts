import type { Omission } from "./omission.js";

/** How an article came here: found in the operator's folder, uploaded as a file, fetched from a web address, or pasted. */
export const SOURCE_KINDS = ["folder", "file", "url", "text"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A range of UTF-16 code units in a paragraph's text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a paragraph was in its document, where it was no running text. */
export const PARAGRAPH_FORMS = ["list", "table", "code"] as const;
export type ParagraphForm = (typeof PARAGRAPH_FORMS)[number];

/** A link of a document: what stands in the text, and the address that it leads to. */
export interface Link {
  readonly text: string;
  readonly address: string;
}

/** One paragraph of an article, word for word. */
export interface Paragraph {
  /** Position in the article, counted from 1. */
  readonly number: number;
  /** The headings above the paragraph, outermost first; the article's title is not among them. */
  readonly headings: readonly string[];
  readonly text: string;
  /** The sentences in order. They do not overlap; only white space lies between them. At least one. */
  readonly sentences: readonly Span[];
  /** The page it begins on, counted from 1, where the document has pages (PDF). */
  readonly page?: number;
  /** When it is said, as the document writes it ("00:12:31"), where the document has times (subtitles). */
  readonly time?: string;
  /** Absent in running text. */
  readonly form?: ParagraphForm;
  /** Where its links lead, in order, where that is not what stands in the text. */
  readonly links?: readonly Link[];
}

/** A parsed article: what a file becomes before anything is embedded. */
export interface Article {
  readonly title: string;
  /** Where it came from: a file name, or a web address. */
  readonly source: string;
  /** The name of the site that published it, where the document tells. */
  readonly site?: string;
  /** When it was published, as an ISO 8601 date or date and time, where the document tells. */
  readonly published?: string;
  /** At least one. */
  readonly paragraphs: readonly Paragraph[];
  /** What of the document is not in the paragraphs, where something is not. Known when it is read, and not kept with the article. */
  readonly omissions?: readonly Omission[];
}
