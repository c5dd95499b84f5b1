import type { Article } from "../documents/article.js";
import type { Embedder } from "../embedding/embedder.js";
import { embedInWindows, meanVector } from "../embedding/windows.js";
import { askArticles } from "../library/ask-articles.js";
import { embedArticle } from "../library/embed-article.js";
import type { Model } from "../library/models.js";
import { isSearched, passagesOf } from "../retrieval/answer.js";
import { type ArticleIndex, indexArticle, TITLE, tokensFrom, WHOLE_PARAGRAPH } from "../retrieval/article-index.js";
import { type Strictness, signalsOf, type Tier } from "../retrieval/confidence.js";
import { cosineSimilarity } from "../retrieval/cosine.js";
import { topK } from "../retrieval/rank.js";
import type { Signals } from "../retrieval/signals.js";
import { paragraphKey } from "./dataset.js";

/** The ways in which questions can be answered for measuring. */
export const METHODS = ["full", "cosine"] as const;

/** `full` is what answers people; `cosine` the plain baseline: cosine of question and paragraph. */
export type Method = (typeof METHODS)[number];

/** What came of a question. */
export interface Response {
  /** The ten best paragraphs as article and number, best first. */
  readonly ranking: readonly string[];
  /** Their scores. */
  readonly scores: readonly number[];
  /** The sentence that is marked in the best paragraph; the baseline marks none. */
  readonly sentence: string | undefined;
  /** The greater, the more surely the question is answered; a probability where `tier` is known. */
  readonly confidence: number;
  /** How surely an answer is given; `undefined` where nothing is ever refused: by the baseline, by an uncalibrated model. */
  readonly tier: Tier | undefined;
  /** What the confidence was computed from; the baseline has none. */
  readonly signals: Signals | undefined;
}

/** Answers questions about the articles of a set. */
export interface Responder<Index> {
  prepare(name: string, article: Article): Promise<Index>;
  /** The same article as if some of its paragraphs were not there. */
  without(index: Index, numbers: ReadonlySet<number>): Index;
  respond(question: string, indexes: readonly Index[]): Promise<Response>;
}

const TOP = 10;

/** The product's own way from question to answer. */
export function fullResponder(model: Model, strictness: Strictness): Responder<ArticleIndex> {
  return {
    async prepare(name, article) {
      const { vectors, tokens } = await embedArticle(model.embedder, article);
      const ref = { id: name, title: article.title, source: name };
      return indexArticle(ref, article.paragraphs, vectors, tokensFrom(tokens));
    },
    without: withoutParagraphs,
    async respond(question, indexes) {
      const answer = await askArticles(model, question, indexes, { strictness, top: TOP });
      if (!isSearched(answer))
        return {
          ranking: [],
          scores: [],
          sentence: undefined,
          confidence: 0,
          tier: "not-in-article",
          signals: undefined,
        };
      const passages = passagesOf(answer);
      const [best, second] = passages;
      return {
        ranking: passages.map(({ article, paragraph }) => paragraphKey(article.id, paragraph.number)),
        scores: passages.map(({ score }) => score),
        sentence: best?.paragraph.text.slice(best.highlight.start, best.highlight.end),
        confidence: answer.confidence ?? best?.score ?? 0,
        tier: answer.confidence === undefined ? undefined : answer.kind,
        signals: best && signalsOf(best, second),
      };
    },
  };
}

/** An article's index without the paragraphs of these numbers, and without their vectors. */
function withoutParagraphs(
  { article, paragraphs, vectors, tokensOf }: ArticleIndex,
  numbers: ReadonlySet<number>,
): ArticleIndex {
  const kept = paragraphs.flatMap(({ number }, at) => (numbers.has(number) ? [] : at));
  const newPosition = new Map(kept.map((at, position) => [at, position]));
  const width = vectors.data.length / vectors.paragraphOf.length;
  const rows = [...vectors.paragraphOf.keys()].filter((row) => {
    const paragraph = vectors.paragraphOf[row] ?? TITLE;
    return paragraph === TITLE || newPosition.has(paragraph);
  });
  const data = new Float32Array(rows.length * width);
  for (const [at, row] of rows.entries()) data.set(vectors.data.subarray(row * width, (row + 1) * width), at * width);
  return indexArticle(
    article,
    kept.flatMap((at) => paragraphs[at] ?? []),
    {
      data,
      paragraphOf: Int32Array.from(rows, (row) => newPosition.get(vectors.paragraphOf[row] ?? TITLE) ?? TITLE),
      sentenceOf: Int32Array.from(rows, (row) => vectors.sentenceOf[row] ?? WHOLE_PARAGRAPH),
    },
    tokensOf && ((positions) => tokensOf(positions.flatMap((at) => kept[at] ?? []))),
  );
}

interface ParagraphVector {
  readonly key: string;
  readonly number: number;
  readonly vector: Float32Array;
}

/** The baseline: what most bots ship. Its confidence is the best cosine similarity, halved into 0 to 1. */
export function cosineResponder(embedder: Embedder): Responder<readonly ParagraphVector[]> {
  return {
    prepare: (name, { paragraphs }) =>
      Promise.all(
        paragraphs.map(async ({ number, text, sentences }) => {
          const parts = sentences.map(({ start, end }) => text.slice(start, end));
          const vector = meanVector(await embedInWindows(embedder, "passage", parts));
          return { key: paragraphKey(name, number), number, vector };
        }),
      ),
    without: (index, numbers) => index.filter(({ number }) => !numbers.has(number)),
    async respond(question, indexes) {
      const vector = meanVector(await embedInWindows(embedder, "question", [question]));
      const all = indexes.flat();
      const cosines = all.map((paragraph) => cosineSimilarity(vector, paragraph.vector));
      const best = topK(cosines, TOP);
      return {
        ranking: best.flatMap((at) => all[at]?.key ?? []),
        scores: best.map((at) => cosines[at] ?? 0),
        sentence: undefined,
        confidence: ((cosines[best[0] ?? 0] ?? -1) + 1) / 2,
        tier: undefined,
        signals: undefined,
      };
    },
  };
}
