import type { Paragraph } from "../documents/article.js";
import type { ArticleRef } from "./answer.js";
import { atOnce } from "./in-slices.js";
import { indexingTerms, type LexicalIndex } from "./lexical-index.js";
import type { TokenCodes } from "./token-codes.js";

/** The `sentenceOf` of a row that embeds a whole paragraph with title and headings. */
export const WHOLE_PARAGRAPH = -1;

/** The `paragraphOf` of the row that embeds the title alone. */
export const TITLE = -1;

/** The embeddings of one article: rows of unit vectors, and what each row embeds. Those of sentences, which older versions made, are not used. */
export interface ArticleVectors {
  /** All rows, one after another. */
  readonly data: Float32Array;
  /** For each row the position (from 0) of its paragraph, or `TITLE`. */
  readonly paragraphOf: Int32Array;
  /** For each row the position of its sentence in the paragraph, or `WHOLE_PARAGRAPH`. A long text has several rows. */
  readonly sentenceOf: Int32Array;
}

/** Gives the tokens of the paragraphs at these positions, in their order. */
export type TokensOf = (paragraphs: readonly number[]) => Promise<readonly TokenCodes[]>;

/** Gives tokens that are in memory. @param tokens one for each paragraph */
export function tokensFrom(tokens: readonly TokenCodes[]): TokensOf {
  return async (paragraphs) => paragraphs.flatMap((at) => tokens[at] ?? []);
}

/** An article, and where its parts come from, where they come from places of their own. */
export interface IndexedRef extends ArticleRef {
  /** By the numbers of their first and last paragraphs. */
  readonly partSources?: readonly { readonly first: number; readonly last: number; readonly address: string }[];
}

/** An article ready to be asked. */
export interface ArticleIndex {
  readonly article: IndexedRef;
  readonly paragraphs: readonly Paragraph[];
  readonly vectors: ArticleVectors;
  /** `undefined` where an older version embedded the article, which kept no tokens. */
  readonly tokensOf: TokensOf | undefined;
  readonly lexical: LexicalIndex;
  /** For each paragraph the position of its first sentence among all sentences of the article. */
  readonly firstSentence: Uint32Array;
  /** How many sentences. */
  readonly sentences: number;
}

/** Names an article; of one of its paragraphs, with the place that this very one comes from. */
export function refOf({ article }: Pick<ArticleIndex, "article">, number = 0): ArticleRef {
  const { id, title, source, partSources = [] } = article;
  const part = partSources.find(({ first, last }) => number >= first && number <= last);
  return { id, title, source: part?.address ?? source };
}

/** Puts an article's paragraphs and their embeddings together and indexes its terms. */
export function indexArticle(
  article: IndexedRef,
  paragraphs: readonly Paragraph[],
  vectors: ArticleVectors,
  tokensOf?: TokensOf,
): ArticleIndex {
  return atOnce(indexingArticle(article, paragraphs, vectors, tokensOf));
}

/** The same in small steps, between which others may have the thread. */
export function* indexingArticle(
  article: IndexedRef,
  paragraphs: readonly Paragraph[],
  vectors: ArticleVectors,
  tokensOf?: TokensOf,
): Generator<void, ArticleIndex> {
  const firstSentence = new Uint32Array(paragraphs.length);
  let sentences = 0;
  for (const [at, paragraph] of paragraphs.entries()) {
    firstSentence[at] = sentences;
    sentences += paragraph.sentences.length;
  }
  const lexical = yield* indexingTerms(article.title, paragraphs);
  return { article, paragraphs, vectors, tokensOf, lexical, firstSentence, sentences };
}
