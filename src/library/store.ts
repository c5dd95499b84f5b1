import type { Paragraph } from "../article/article.js";
import type { ArticleRef } from "../retrieval/answer.js";
import type { ArticleVectors } from "../retrieval/article-index.js";
import type { Scope } from "./scope.js";

/** What the store tells of an article without reading its text. */
export interface ArticleRecord extends ArticleRef {
  /** SHA-256 of title and paragraphs, hexadecimal: the same content has the same hash. */
  readonly contentHash: string;
  /** How many paragraphs. */
  readonly paragraphs: number;
  /** When it was put, milliseconds since 1970. */
  readonly addedAt: number;
}

/** An article to keep, with its embeddings. */
export interface ArticleToKeep extends ArticleRef {
  readonly contentHash: string;
  readonly addedAt: number;
  readonly content: readonly Paragraph[];
  /** Names the model that made `vectors`. */
  readonly model: string;
  readonly vectors: ArticleVectors;
}

/** An article's text and its embeddings by one model. */
export interface ArticleContent {
  readonly paragraphs: readonly Paragraph[];
  readonly vectors: ArticleVectors;
}

/**
 * Keeps articles and their vectors. The seam between the library and a database; every call names the scope, and sees
 * nothing outside it. All failures are `StoreError`.
 */
export interface Store {
  /** The articles of one scope, by title, then id. */
  list(scope: Scope): Promise<readonly ArticleRecord[]>;
  /** Keeps an article, replacing the one of the same id: whole or, on failure, not at all. */
  put(scope: Scope, article: ArticleToKeep): Promise<void>;
  /** Removes an article; whether there was one. */
  remove(scope: Scope, id: string): Promise<boolean>;
  /** The text and the vectors of `model`; `undefined` where the scope has no such article, or none embedded by it. */
  read(scope: Scope, id: string, model: string): Promise<ArticleContent | undefined>;
  close(): Promise<void>;
}
