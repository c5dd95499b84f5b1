import pMap from "p-map";
import type { Article } from "../documents/article.js";
import type { Embedder } from "../embedding/embedder.js";
import { embedInWindows, embedPassageInWindows, type WindowVectors } from "../embedding/windows.js";
import { type ArticleVectors, TITLE, WHOLE_PARAGRAPH } from "../retrieval/article-index.js";
import { searchedHeadings } from "../retrieval/headings.js";
import { Pace } from "../retrieval/in-slices.js";
import type { TokenCodes } from "../retrieval/token-codes.js";
import type { Scope } from "../store/scope.js";
import type { Store } from "../store/store.js";
import type { Models } from "./models.js";

/** Told after each paragraph how many of how many are embedded. */
export type Progress = (done: number, total: number) => void;

/** A title above this is shortened where it gives context to an embedding; it is kept whole everywhere else. */
const MAX_CONTEXT_LENGTH = 200;

/** Paragraphs on their way at once: enough to keep every thread busy, few enough that a cancelled import stops soon. */
const SOME_AT_ONCE = { concurrency: 16 };

/** What a model makes of an article. */
export interface EmbeddedArticle {
  readonly vectors: ArticleVectors;
  /** One for each paragraph, in order. */
  readonly tokens: readonly TokenCodes[];
}

/**
 * Embeds an article: the title, and every paragraph in one pass after title and headings, because a paragraph alone often does
 * not say what it speaks of.
 * @param signal stops it: what was begun is let go, and the signal's reason thrown.
 */
export async function embedArticle(
  embedder: Embedder,
  article: Pick<Article, "title" | "paragraphs">,
  onProgress: Progress = () => {},
  signal?: AbortSignal,
): Promise<EmbeddedArticle> {
  const { paragraphs } = article;
  const title = article.title.slice(0, MAX_CONTEXT_LENGTH);
  let done = 0;
  const [titleVectors, passages] = await Promise.all([
    embedInWindows(embedder, "passage", [title]),
    pMap(
      paragraphs,
      async ({ headings, text, sentences }) => {
        signal?.throwIfAborted();
        const texts = sentences.map(({ start, end }) => text.slice(start, end));
        const passage = { title, headings: searchedHeadings(headings), sentences: texts };
        const embedded = await embedPassageInWindows(embedder, passage, signal);
        onProgress(++done, paragraphs.length);
        return embedded;
      },
      SOME_AT_ONCE,
    ),
  ]);
  const vectors = await matrixOf(titleVectors, passages, embedder.dimensions);
  return { vectors, tokens: passages.map(({ tokens }) => tokens) };
}

/** Brings all vectors into one matrix. */
async function matrixOf(
  titleVectors: WindowVectors,
  passages: readonly { readonly vectors: WindowVectors }[],
  dimensions: number,
): Promise<ArticleVectors> {
  const rows = passages.reduce((sum, { vectors }) => sum + vectors.length, titleVectors.length);
  const data = new Float32Array(rows * dimensions);
  const paragraphOf = new Int32Array(rows);
  let row = 0;
  const put = (paragraph: number, vectors: WindowVectors) => {
    for (const vector of vectors) {
      data.set(vector, row * dimensions);
      paragraphOf[row] = paragraph;
      row++;
    }
  };
  put(TITLE, titleVectors);
  const pace = new Pace();
  for (const [paragraph, { vectors }] of passages.entries()) {
    put(paragraph, vectors);
    await pace.pause();
  }
  return { data, paragraphOf, sentenceOf: new Int32Array(rows).fill(WHOLE_PARAGRAPH) };
}

/**
 * Embeds every article anew that was embedded by another model than the present one, one after another; each keeps its old
 * vectors until its new ones are there.
 * @param onProblem told of an article that cannot be; the others go on.
 * @param only one scope. Default: all.
 * @returns how many articles.
 */
export async function embedAnew(
  store: Store,
  models: Models,
  signal: AbortSignal,
  onProblem: (problem: Error) => void,
  only?: Scope,
): Promise<number> {
  const { embedder } = models.current;
  let done = 0;
  for (const { scope, record, vectorKey } of await store.articles.embeddedByOthers(embedder.model)) {
    if (only !== undefined && scope !== only) continue;
    try {
      const paragraphs = await store.articles.readText(scope, record.id);
      if (paragraphs === undefined) continue;
      const made = await embedArticle(embedder, { title: record.title, paragraphs }, undefined, signal);
      const embedded = { model: embedder.model, ...made };
      if (await store.articles.setVectors(scope, record.id, vectorKey, embedded)) done++;
    } catch (error) {
      if (signal.aborted) throw error;
      onProblem(new Error(`“${record.title}” (${scope}) cannot be embedded anew.`, { cause: error }));
    }
  }
  return done;
}
