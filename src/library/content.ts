import { createHash } from "node:crypto";
import type { Article, Paragraph } from "../documents/article.js";
import { inSlices } from "../retrieval/in-slices.js";

/** SHA-256 of headings and paragraphs, with what is shown beside them: the same content has the same hash, whatever its title and wherever it came from. */
export function contentHashOf({ paragraphs }: Pick<Article, "paragraphs">): Promise<string> {
  return inSlices(hashing("", paragraphs, shown, ""));
}

/** SHA-256 of all that is embedded: title, headings, paragraphs and where their sentences are. */
export function vectorKeyOf({ title, paragraphs }: Article): Promise<string> {
  return inSlices(
    hashing(
      `[${JSON.stringify(title)},`,
      paragraphs,
      ({ headings, text, sentences }) => [headings, text, sentences],
      "]",
    ),
  );
}

/** All of a paragraph that people see, but for its page; without what it does not have, so that hashes of before stay true. */
function shown({ headings, text, form, time, links }: Paragraph): unknown {
  const facts = { ...(form && { form }), ...(time && { time }), ...(links && { links }) };
  return Object.keys(facts).length === 0 ? [headings, text] : [headings, text, facts];
}

/** SHA-256 of a JSON text: what is before, a list with a part of each paragraph, and what is after. */
function* hashing(
  before: string,
  paragraphs: readonly Paragraph[],
  partOf: (paragraph: Paragraph) => unknown,
  after: string,
): Generator<void, string> {
  const hash = createHash("sha256").update(`${before}[`);
  for (const [at, paragraph] of paragraphs.entries()) {
    hash.update(`${at > 0 ? "," : ""}${JSON.stringify(partOf(paragraph))}`);
    yield;
  }
  return hash.update(`]${after}`).digest("hex");
}
