import type { Link } from "./article.js";
import type { Omission } from "./omission.js";

/**
 * The form between a format and an article. A format (plain text, Markdown, …) says what stands in the document and in
 * which order; everything that is the same for all formats (title, furniture, headings, numbers, sentences) is decided
 * once, in build-article.ts.
 */
export type Block = BlockContent & {
  /** The page it begins on, counted from 1, where the format has pages. */
  readonly page?: number;
  /** When it is said, where the format has times. */
  readonly time?: string;
  /** The links that stand in its texts, in order. */
  readonly links?: readonly Link[];
};

type BlockContent =
  /** `level` 1 is the outermost. */
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  /** Running text. A "\n" in it is a line break that the reader sees (verse, an address). */
  | { readonly kind: "paragraph"; readonly text: string }
  /** Nested lists are flattened: their items follow the item that they belong to. */
  | { readonly kind: "list"; readonly items: readonly ListItem[] }
  /** `header` may be shorter than a row, or empty. */
  | { readonly kind: "table"; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Kept character by character. */
  | { readonly kind: "code"; readonly text: string };

/** An item of a list. */
export interface ListItem {
  /** What stands before the item: "•", "3.", "a)". */
  readonly marker: string;
  /** The item's paragraphs, at least one. */
  readonly paragraphs: readonly string[];
}

/** What a format hands over. */
export interface ParsedDocument {
  /** The title that the document declares about itself (front matter, metadata), if it does. */
  readonly title?: string;
  /** The site that published it, and when (ISO 8601), where it tells. */
  readonly site?: string;
  readonly published?: string;
  readonly blocks: readonly Block[];
  /** What of the document is not in the blocks; a count may be 0. */
  readonly omissions?: readonly Omission[];
}

/** Every text that stands in a block. */
export function textsIn(block: Block): readonly string[] {
  if (block.kind === "list") return block.items.flatMap((item) => item.paragraphs);
  if (block.kind === "table") return [...block.header, ...block.rows.flat()];
  return [block.text];
}
