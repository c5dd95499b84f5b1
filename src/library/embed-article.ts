import pMap from "p-map";
import type { Article } from "../documents/article.js";
import type { Embedder } from "../embedding/embedder.js";
import { embedInWindows } from "../embedding/windows.js";
import { type ArticleVectors, TITLE, WHOLE_PARAGRAPH } from "../retrieval/article-index.js";
import { Pace } from "../retrieval/in-slices.js";
import type { Scope } from "../store/scope.js";
import type { Store } from "../store/store.js";
import type { Models } from "./models.js";

/** Told after each paragraph how many of how many are embedded. */
export type Progress = (done: number, total: number) => void;

/** A title above this is shortened where it gives context to an embedding; it is kept whole everywhere else. */
const MAX_CONTEXT_LENGTH = 200;

/**
 * Paragraphs on their way at once, and sentences of each: enough to keep every thread busy, few enough that a cancelled
 * import stops soon and that a paragraph of many thousand sentences does not wait in memory all at once.
 */
const SOME_AT_ONCE = { concurrency: 16 };

interface Row {
  readonly sentence: number;
  readonly vector: Float32Array;
}

/**
 * Embeds an article: the title, every paragraph and every sentence, both after the title, because a sentence alone often
 * does not say what it speaks of.
 * @param signal stops it: what was begun is let go, and the signal's reason thrown.
 */
export async function embedArticle(
  embedder: Embedder,
  article: Pick<Article, "title" | "paragraphs">,
  onProgress: Progress = () => {},
  signal?: AbortSignal,
): Promise<ArticleVectors> {
  const { paragraphs } = article;
  const title = article.title.slice(0, MAX_CONTEXT_LENGTH);
  let done = 0;
  const [titleVectors, rowsOf] = await Promise.all([
    embedInWindows(embedder, "passage", [title]),
    pMap(
      paragraphs,
      async ({ text, sentences }) => {
        signal?.throwIfAborted();
        const texts = sentences.map(({ start, end }) => text.slice(start, end));
        const rows = await embedParagraph(embedder, title, texts, signal);
        onProgress(++done, paragraphs.length);
        return rows;
      },
      SOME_AT_ONCE,
    ),
  ]);
  return matrixOf(titleVectors, rowsOf, embedder.dimensions);
}

async function embedParagraph(
  embedder: Embedder,
  title: string,
  sentences: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Row[]> {
  const whole = embedInWindows(embedder, "passage", sentences, title);
  if (sentences.length === 1) {
    // The same text, which needs not be embedded twice.
    const only = await whole;
    return [...rowsFor(WHOLE_PARAGRAPH, only), ...rowsFor(0, only)];
  }
  const [wholeVectors, each] = await Promise.all([
    whole,
    pMap(
      sentences,
      (sentence) => {
        signal?.throwIfAborted();
        return embedInWindows(embedder, "passage", [sentence], title);
      },
      SOME_AT_ONCE,
    ),
  ]);
  return [...rowsFor(WHOLE_PARAGRAPH, wholeVectors), ...each.flatMap((windows, at) => rowsFor(at, windows))];
}

function rowsFor(sentence: number, vectors: readonly Float32Array[]): Row[] {
  return vectors.map((vector) => ({ sentence, vector }));
}

/** Brings all vectors into one matrix. */
async function matrixOf(
  titleVectors: readonly Float32Array[],
  rowsOf: readonly (readonly Row[])[],
  dimensions: number,
): Promise<ArticleVectors> {
  const rows = rowsOf.reduce((sum, { length }) => sum + length, titleVectors.length);
  const data = new Float32Array(rows * dimensions);
  const paragraphOf = new Int32Array(rows);
  const sentenceOf = new Int32Array(rows);
  let row = 0;
  const put = (paragraph: number, { sentence, vector }: Row) => {
    data.set(vector, row * dimensions);
    paragraphOf[row] = paragraph;
    sentenceOf[row] = sentence;
    row++;
  };
  for (const one of rowsFor(WHOLE_PARAGRAPH, titleVectors)) put(TITLE, one);
  const pace = new Pace();
  for (const [paragraph, rowsHere] of rowsOf.entries()) {
    for (const one of rowsHere) put(paragraph, one);
    await pace.pause();
  }
  return { data, paragraphOf, sentenceOf };
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
      const vectors = await embedArticle(embedder, { title: record.title, paragraphs }, undefined, signal);
      const embedded = { model: embedder.model, vectors };
      if (await store.articles.setVectors(scope, record.id, vectorKey, embedded)) done++;
    } catch (error) {
      if (signal.aborted) throw error;
      onProblem(new Error(`“${record.title}” (${scope}) cannot be embedded anew.`, { cause: error }));
    }
  }
  return done;
}
