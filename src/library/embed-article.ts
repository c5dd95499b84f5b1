import type { Article } from "../article/article.js";
import type { Embedder } from "../embedding/embedder.js";
import { embedInWindows } from "../embedding/windows.js";
import { type ArticleVectors, TITLE, WHOLE_PARAGRAPH } from "../retrieval/article-index.js";

/** Told after each paragraph how many of how many are embedded. */
export type Progress = (done: number, total: number) => void;

/** A title above this is shortened where it gives context to an embedding; it is kept whole everywhere else. */
const MAX_CONTEXT_LENGTH = 200;

/** Paragraphs on their way at once: enough to keep every thread busy, few enough that a cancelled import stops soon. */
const PARAGRAPHS_AT_ONCE = 16;

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
  const rowsOf: Row[][] = [];
  let next = 0;
  let done = 0;
  const embedInTurn = async () => {
    for (let at = next++; at < paragraphs.length; at = next++) {
      signal?.throwIfAborted();
      const { text = "", sentences = [] } = paragraphs[at] ?? {};
      const texts = sentences.map(({ start, end }) => text.slice(start, end));
      rowsOf[at] = await embedParagraph(embedder, title, texts);
      onProgress(++done, paragraphs.length);
    }
  };
  const [titleVectors] = await Promise.all([
    embedInWindows(embedder, "passage", [title]),
    ...Array.from({ length: PARAGRAPHS_AT_ONCE }, embedInTurn),
  ]);
  const rows = [
    ...titleVectors.map((vector) => ({ paragraph: TITLE, sentence: WHOLE_PARAGRAPH, vector })),
    ...rowsOf.flatMap((rowsHere, paragraph) => rowsHere.map((row) => ({ paragraph, ...row }))),
  ];
  return matrixOf(rows, embedder.dimensions);
}

async function embedParagraph(embedder: Embedder, title: string, sentences: readonly string[]): Promise<Row[]> {
  const rows = await Promise.all([
    embedInWindows(embedder, "passage", sentences, title).then((windows) => rowsFor(WHOLE_PARAGRAPH, windows)),
    ...sentences.map(async (sentence, at) => rowsFor(at, await embedInWindows(embedder, "passage", [sentence], title))),
  ]);
  return rows.flat();
}

function rowsFor(sentence: number, vectors: readonly Float32Array[]): Row[] {
  return vectors.map((vector) => ({ sentence, vector }));
}

function matrixOf(rows: readonly (Row & { readonly paragraph: number })[], dimensions: number): ArticleVectors {
  const data = new Float32Array(rows.length * dimensions);
  for (const [at, { vector }] of rows.entries()) data.set(vector, at * dimensions);
  return {
    data,
    paragraphOf: Int32Array.from(rows, ({ paragraph }) => paragraph),
    sentenceOf: Int32Array.from(rows, ({ sentence }) => sentence),
  };
}
