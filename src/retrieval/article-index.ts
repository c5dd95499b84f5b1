import type { Paragraph } from "../article/article.js";
import type { ArticleRef } from "./answer.js";
import { indexTerms, type LexicalIndex } from "./lexical-index.js";

/** The `sentenceOf` of a row that embeds a whole paragraph with its title. */
export const WHOLE_PARAGRAPH = -1;

/** The embeddings of one article: rows of unit vectors, and what each row embeds. */
export interface ArticleVectors {
  /** All rows, one after another. */
  readonly data: Float32Array;
  /** For each row the position (from 0) of its paragraph. Ascending. */
  readonly paragraphOf: Int32Array;
  /** For each row the position of its sentence in the paragraph, or `WHOLE_PARAGRAPH`. A long text has several rows. */
  readonly sentenceOf: Int32Array;
}

/** An article ready to be asked. */
export interface ArticleIndex {
  readonly article: ArticleRef;
  readonly paragraphs: readonly Paragraph[];
  readonly vectors: ArticleVectors;
  readonly lexical: LexicalIndex;
}

/** Puts an article's paragraphs and their embeddings together and indexes its terms. */
export function indexArticle(
  article: ArticleRef,
  paragraphs: readonly Paragraph[],
  vectors: ArticleVectors,
): ArticleIndex {
  const lexical = indexTerms(paragraphs.map((paragraph) => `${article.title} ${paragraph.text}`));
  return { article, paragraphs, vectors, lexical };
}
