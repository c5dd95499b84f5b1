import { createHash } from "node:crypto";
import type { Article, Paragraph } from "../article/article.js";

/** What changed between two editions of an article, in paragraphs. */
export interface Changes {
  readonly added: number;
  readonly removed: number;
  readonly kept: number;
}

/** SHA-256 of headings and paragraphs: the same content has the same hash, whatever its title and wherever it came from. */
export function contentHashOf({ paragraphs }: Pick<Article, "paragraphs">): string {
  return sha256(paragraphs.map(({ headings, text }) => [headings, text]));
}

/** SHA-256 of all that is embedded: title, paragraphs and where their sentences are. */
export function vectorKeyOf({ title, paragraphs }: Article): string {
  return sha256([title, paragraphs.map(({ text, sentences }) => [text, sentences])]);
}

/** Counts the paragraphs of two editions by their words; their order does not matter. */
export function changesBetween(before: readonly Paragraph[], after: readonly Paragraph[]): Changes {
  const left = new Map<string, number>();
  for (const { text } of before) left.set(text, (left.get(text) ?? 0) + 1);
  let kept = 0;
  for (const { text } of after) {
    const count = left.get(text) ?? 0;
    if (count === 0) continue;
    left.set(text, count - 1);
    kept++;
  }
  return { added: after.length - kept, removed: before.length - kept, kept };
}

function sha256(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
