import { z } from "zod";
import type { Passage } from "./answer.js";
import { Arena } from "./arena.js";
import { type ArticleIndex, TITLE, WHOLE_PARAGRAPH } from "./article-index.js";
import { cosineToRows } from "./cosine.js";
import { lexicalScores, type QuestionTerm, weighTerms } from "./lexical-scores.js";

/** A question and its embedding, a unit vector. */
export interface EmbeddedQuestion {
  readonly text: string;
  readonly vector: Float32Array;
}

/**
 * How much each part of a score counts, as a model's manifest has it. A part that is left out there has the weight here, which
 * is fitted to no model: paragraph and best sentence count alike, and shared words a little. What suits a model is searched
 * for with `npm run eval`: for e5-small-v2 on newwiki, boolq and scifact together, one setting for all.
 */
export const rankingSchema = z.strictObject({
  title: z.number().default(0),
  paragraph: z.number().default(0.5),
  /** Of the best sentence: its cosine similarity, to which its terms add. */
  sentence: z.number().default(0.5),
  /** BM25. A lexical weight may look small: a model's cosines of related and unrelated texts may differ by 0.1 only. */
  lexical: z.number().default(0.1),
  /** The share of the question's terms that a sentence has, added to its cosine similarity. */
  sentenceLexical: z.number().default(0),
});
/** A weight for each part of a score. */
export type RankingWeights = Readonly<z.infer<typeof rankingSchema>>;

const DEFAULT_WEIGHTS: RankingWeights = rankingSchema.parse({});

/** The scores of an article's paragraphs, in order. */
export interface ParagraphScores {
  readonly score: Float32Array;
  /** Cosine similarity of the question and the article's title. */
  readonly titleCosine: number;
  readonly paragraphCosine: Float32Array;
  /** The sentence that answers best: its cosine similarity and its terms decide. */
  readonly bestSentence: Int32Array;
  readonly sentenceCosine: Float32Array;
  /** Share of the question's terms in the best sentence. */
  readonly sentenceCoverage: Float32Array;
  readonly bm25: Float32Array;
  /** Share of the question's terms in the paragraph and the title. */
  readonly coverage: Float32Array;
}

/**
 * Scores every paragraph of the articles for a question; one result for each article.
 * @param weights of the model that made the vectors. Default: those of the schema.
 */
export function scoreParagraphs(
  question: EmbeddedQuestion,
  articles: readonly ArticleIndex[],
  weights: RankingWeights = DEFAULT_WEIGHTS,
): ParagraphScores[] {
  const indexes = articles.map(({ lexical }) => lexical);
  const terms = weighTerms(question.text, indexes);
  const paragraphs = indexes.reduce((sum, index) => sum + index.paragraphs, 0);
  const meanLength = indexes.reduce((sum, index) => sum + index.totalLength, 0) / Math.max(1, paragraphs);
  const arena = new Arena();
  return articles.map((article, at) => scoreArticle(question.vector, terms, at, article, meanLength, arena, weights));
}

function scoreArticle(
  question: Float32Array,
  terms: readonly QuestionTerm[],
  position: number,
  article: ArticleIndex,
  meanLength: number,
  arena: Arena,
  weights: RankingWeights,
): ParagraphScores {
  const { lexical, firstSentence, sentences } = article;
  const inWords = lexicalScores(terms, position, lexical, meanLength, firstSentence, sentences, arena);
  const { sentenceScore, ...similar } = similarities(question, article, inWords.sentenceCoverage, arena, weights);
  const score = arena.floats(article.paragraphs.length);
  for (let at = 0; at < score.length; at++) {
    score[at] =
      weights.title * similar.titleCosine +
      weights.paragraph * (similar.paragraphCosine[at] ?? -1) +
      weights.sentence * (sentenceScore[at] ?? -1) +
      weights.lexical * (inWords.bm25[at] ?? 0);
  }
  return { score, ...similar, bm25: inWords.bm25, coverage: inWords.coverage };
}

/** What the embeddings tell of an article's paragraphs, and which sentence of each is the best one. */
interface Similarities
  extends Pick<
    ParagraphScores,
    "titleCosine" | "paragraphCosine" | "bestSentence" | "sentenceCosine" | "sentenceCoverage"
  > {
  /** Of the best sentence: its cosine similarity, to which its terms add. */
  readonly sentenceScore: Float32Array;
}

/** @param coverageOf for each sentence of the article the share of the question's terms that it has */
function similarities(
  question: Float32Array,
  { paragraphs, vectors, firstSentence }: ArticleIndex,
  coverageOf: Float32Array,
  arena: Arena,
  weights: RankingWeights,
): Similarities {
  const cosines = cosineToRows(question, vectors.data, arena.floats(vectors.paragraphOf.length));
  let titleCosine = -1;
  const paragraphCosine = arena.floats(paragraphs.length).fill(-1);
  const bestSentence = arena.integers(paragraphs.length);
  const sentenceScore = arena.floats(paragraphs.length).fill(-1);
  const sentenceCosine = arena.floats(paragraphs.length).fill(-1);
  const sentenceCoverage = arena.floats(paragraphs.length);
  for (let row = 0; row < cosines.length; row++) {
    const paragraph = vectors.paragraphOf[row] ?? TITLE;
    const sentence = vectors.sentenceOf[row] ?? WHOLE_PARAGRAPH;
    const cosine = cosines[row] ?? -1;
    if (paragraph === TITLE) {
      titleCosine = Math.max(titleCosine, cosine);
    } else if (sentence === WHOLE_PARAGRAPH) {
      paragraphCosine[paragraph] = Math.max(paragraphCosine[paragraph] ?? -1, cosine);
    } else {
      const covered = coverageOf[(firstSentence[paragraph] ?? 0) + sentence] ?? 0;
      const score = cosine + weights.sentenceLexical * covered;
      if (score <= (sentenceScore[paragraph] ?? -1)) continue;
      sentenceScore[paragraph] = score;
      sentenceCosine[paragraph] = cosine;
      sentenceCoverage[paragraph] = covered;
      bestSentence[paragraph] = sentence;
    }
  }
  return { titleCosine, paragraphCosine, bestSentence, sentenceScore, sentenceCosine, sentenceCoverage };
}

/** The `k` best passages of all articles, best first; equal scores in the order of the articles and paragraphs. */
export function bestPassages(
  scores: readonly ParagraphScores[],
  articles: readonly ArticleIndex[],
  k: number,
): Passage[] {
  const candidates = articles.flatMap((article, at) => {
    const inArticle = scores[at];
    return inArticle ? topK(inArticle.score, k).map((paragraph) => ({ article, inArticle, paragraph })) : [];
  });
  const best = topK(
    candidates.map(({ inArticle, paragraph }) => inArticle.score[paragraph] ?? -Infinity),
    k,
  );
  return best.flatMap((at) => {
    const candidate = candidates[at];
    return (candidate && passageOf(candidate.article, candidate.inArticle, candidate.paragraph)) ?? [];
  });
}

/** A paragraph with its best sentence and the numbers behind. */
function passageOf(article: ArticleIndex, scores: ParagraphScores, at: number): Passage | undefined {
  const paragraph = article.paragraphs[at];
  if (paragraph === undefined) return undefined;
  const { id, title, source } = article.article;
  return {
    article: { id, title, source },
    paragraph,
    highlight: paragraph.sentences[scores.bestSentence[at] ?? 0] ?? { start: 0, end: paragraph.text.length },
    score: scores.score[at] ?? 0,
    parts: {
      titleCosine: scores.titleCosine,
      paragraphCosine: scores.paragraphCosine[at] ?? -1,
      sentenceCosine: scores.sentenceCosine[at] ?? -1,
      lexical: scores.bm25[at] ?? 0,
      coverage: scores.coverage[at] ?? 0,
      sentenceCoverage: scores.sentenceCoverage[at] ?? 0,
    },
  };
}

/**
 * The positions of the `k` greatest scores, greatest first; equal scores keep the order of their positions, so that the
 * result never depends on chance.
 */
export function topK(scores: ArrayLike<number>, k: number): number[] {
  const best: number[] = [];
  const scoreAt = (position: number | undefined) =>
    position === undefined ? -Infinity : (scores[position] ?? -Infinity);
  for (let position = 0; position < scores.length; position++) {
    if (best.length >= k && !(scoreAt(position) > scoreAt(best.at(-1)))) continue;
    let at = best.length;
    while (at > 0 && scoreAt(position) > scoreAt(best[at - 1])) at--;
    best.splice(at, 0, position);
    if (best.length > k) best.pop();
  }
  return best;
}
