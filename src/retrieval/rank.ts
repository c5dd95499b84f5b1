import { z } from "zod";
import type { Passage } from "./answer.js";
import { Arena } from "./arena.js";
import { type ArticleIndex, refOf, TITLE, WHOLE_PARAGRAPH } from "./article-index.js";
import { cosineToRows } from "./cosine.js";
import { Pace } from "./in-slices.js";
import { type LexicalScores, lexicalScores, type QuestionTerm, weighTerms } from "./lexical-scores.js";
import { matchTokens, sentenceByTerms, type TokenMatch } from "./match-tokens.js";
import { QuestionTokens } from "./max-sim.js";
import type { TokenSpace } from "./token-codes.js";

/** A question and what it is searched by, as the model gave it. */
export interface EmbeddedQuestion {
  readonly text: string;
  /** A unit vector. */
  readonly vector: Float32Array;
  /** Rows of unit vectors of the space. */
  readonly tokens: Float32Array;
  readonly space: TokenSpace;
}

/**
 * How much each part of a score counts, as a model's manifest has it. A part that is left out there has the weight here, which
 * is fitted to no model. What suits a model is searched for with `npm run eval`, one setting for all sets.
 */
export const rankingSchema = z.strictObject({
  title: z.number().default(0),
  paragraph: z.number().default(0.5),
  /** MaxSim of the paragraph's tokens. */
  tokens: z.number().default(1),
  /** Of the best sentence: its MaxSim, and its share of the question's terms as `sentenceLexical` weighs it. */
  sentence: z.number().default(0.5),
  /** BM25. A lexical weight may look small: a model's cosines of related and unrelated texts may differ by 0.1 only. */
  lexical: z.number().default(0.1),
  /** The share of the question's terms that a sentence has, added to its MaxSim. */
  sentenceLexical: z.number().default(0.1),
});
/** A weight for each part of a score. */
export type RankingWeights = Readonly<z.infer<typeof rankingSchema>>;

const DEFAULT_WEIGHTS: RankingWeights = rankingSchema.parse({});

/** So many paragraphs, the best of the first stage over all articles, are compared token by token. */
const CANDIDATES = 100;

/** The first stage: what is known of every paragraph. */
interface FirstScores extends LexicalScores {
  /** Cosine similarity of the question and the article's title. */
  readonly titleCosine: number;
  readonly paragraphCosine: Float32Array;
  /** By which the candidates are chosen. */
  readonly firstScore: Float32Array;
}

/** The scores of an article's paragraphs, in order. */
export interface ParagraphScores extends Omit<FirstScores, "firstScore"> {
  readonly score: Float32Array;
  /** How the tokens of the candidates among them match, by position. */
  readonly matches: ReadonlyMap<number, TokenMatch>;
}

/**
 * Scores the paragraphs of the articles for a question, in two stages: all of them by the embedding of each and by its terms,
 * then the best by their tokens; one result for each article.
 * @param weights of the model that made the vectors. Default: those of the schema.
 */
export async function scoreParagraphs(
  question: EmbeddedQuestion,
  articles: readonly ArticleIndex[],
  weights: RankingWeights = DEFAULT_WEIGHTS,
): Promise<ParagraphScores[]> {
  const first = firstStage(question, articles, weights);
  const matches = await matchCandidates(question, articles, first, weights);
  return secondStage(first, matches, weights);
}

function firstStage(
  question: EmbeddedQuestion,
  articles: readonly ArticleIndex[],
  weights: RankingWeights,
): FirstScores[] {
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
): FirstScores {
  const { lexical, firstSentence, sentences } = article;
  const inWords = lexicalScores(terms, position, lexical, meanLength, firstSentence, sentences, arena);
  const { titleCosine, paragraphCosine } = cosines(question, article, arena);
  const firstScore = arena.floats(article.paragraphs.length);
  for (let at = 0; at < firstScore.length; at++) {
    firstScore[at] =
      weights.title * titleCosine +
      // With the weights of the tokens too: the paragraph's embedding is their mean.
      (weights.paragraph + weights.tokens + weights.sentence) * (paragraphCosine[at] ?? -1) +
      weights.lexical * (inWords.bm25[at] ?? 0);
  }
  return { firstScore, titleCosine, paragraphCosine, ...inWords };
}

/** Cosine similarities of the question with the title and with each paragraph: the highest, where one has several windows. */
function cosines(
  question: Float32Array,
  { paragraphs, vectors }: ArticleIndex,
  arena: Arena,
): Pick<FirstScores, "titleCosine" | "paragraphCosine"> {
  const ofRows = cosineToRows(question, vectors.data, arena.floats(vectors.paragraphOf.length));
  let titleCosine = -1;
  const paragraphCosine = arena.floats(paragraphs.length).fill(-1);
  for (let row = 0; row < ofRows.length; row++) {
    if (vectors.sentenceOf[row] !== WHOLE_PARAGRAPH) continue;
    const paragraph = vectors.paragraphOf[row] ?? TITLE;
    const cosine = ofRows[row] ?? -1;
    if (paragraph === TITLE) titleCosine = Math.max(titleCosine, cosine);
    else paragraphCosine[paragraph] = Math.max(paragraphCosine[paragraph] ?? -1, cosine);
  }
  return { titleCosine, paragraphCosine };
}

/** Compares the tokens of the first stage's best; for each article what came of its paragraphs. */
async function matchCandidates(
  question: EmbeddedQuestion,
  articles: readonly ArticleIndex[],
  first: readonly FirstScores[],
  { sentenceLexical }: RankingWeights,
): Promise<ReadonlyMap<number, TokenMatch>[]> {
  const tokens = new QuestionTokens(question.tokens, question.space);
  const candidates = candidatesOf(first);
  const pace = new Pace();
  return Promise.all(
    articles.map(async ({ paragraphs, tokensOf, firstSentence }, article) => {
      const matches = new Map<number, TokenMatch>();
      const positions = candidates.get(article);
      if (positions === undefined || tokensOf === undefined) return matches;
      const codes = await tokensOf(positions);
      for (const [at, position] of positions.entries()) {
        const [paragraph, ofParagraph] = [paragraphs[position], codes[at]];
        if (paragraph === undefined || ofParagraph === undefined) continue;
        const coverage = coverageIn(first[article], firstSentence[position], paragraph.sentences.length);
        const match = matchTokens(tokens, ofParagraph, paragraph, coverage, sentenceLexical);
        if (match) matches.set(position, match);
        await pace.pause();
      }
      return matches;
    }),
  );
}

/** The positions of the candidates in each article that has some, in order. */
function candidatesOf(first: readonly FirstScores[]): ReadonlyMap<number, readonly number[]> {
  const all = new Float32Array(first.reduce((sum, { firstScore }) => sum + firstScore.length, 0));
  const starts: number[] = [];
  let end = 0;
  for (const { firstScore } of first) {
    starts.push(end);
    all.set(firstScore, end);
    end += firstScore.length;
  }
  const candidates = new Map<number, number[]>();
  let article = 0;
  for (const at of topK(all, CANDIDATES).sort((a, b) => a - b)) {
    while (at >= (starts[article + 1] ?? Infinity)) article++;
    const positions = candidates.get(article) ?? [];
    positions.push(at - (starts[article] ?? 0));
    candidates.set(article, positions);
  }
  return candidates;
}

/** The scores of both stages. Behind the candidates the order of the first stage goes on. */
function secondStage(
  first: readonly FirstScores[],
  matches: readonly ReadonlyMap<number, TokenMatch>[],
  weights: RankingWeights,
): ParagraphScores[] {
  // From the first score of each candidate to the final one.
  const changes = first.map(({ paragraphCosine }, article) => {
    const changeOf = new Map<number, number>();
    for (const [position, { similarity, sentenceSimilarity, sentenceCoverage }] of matches[article] ?? []) {
      const cosine = paragraphCosine[position] ?? -1;
      const ofSentence = sentenceSimilarity + weights.sentenceLexical * sentenceCoverage;
      const change = weights.tokens * (similarity - cosine) + weights.sentence * (ofSentence - cosine);
      changeOf.set(position, change);
    }
    return changeOf;
  });
  const least = Math.min(...changes.map((changeOf) => Math.min(...changeOf.values())));
  const ofOthers = Number.isFinite(least) ? least : 0;
  return first.map(({ firstScore, ...parts }, article) => ({
    ...parts,
    score: firstScore.map((score, at) => score + (changes[article]?.get(at) ?? ofOthers)),
    matches: matches[article] ?? new Map(),
  }));
}

/** Shares of the question's terms in the sentences of one paragraph. */
function coverageIn(scores: LexicalScores | undefined, firstSentence = 0, sentences: number): Float32Array {
  return scores?.sentenceCoverage.subarray(firstSentence, firstSentence + sentences) ?? new Float32Array(sentences);
}

/** A passage, and where it comes from. */
export interface Candidate {
  readonly passage: Passage;
  readonly index: ArticleIndex;
  /** Of the paragraph in the article, from 0. */
  readonly position: number;
  /** How its tokens match the question's; `undefined` where they were not compared. */
  readonly match: TokenMatch | undefined;
}

/** The `k` best passages of all articles, best first; equal scores in the order of the articles and paragraphs. */
export function bestCandidates(
  scores: readonly ParagraphScores[],
  articles: readonly ArticleIndex[],
  k: number,
): Candidate[] {
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
    if (candidate === undefined) return [];
    const { article: index, inArticle, paragraph: position } = candidate;
    const passage = passageOf(index, inArticle, position);
    return passage === undefined ? [] : { passage, index, position, match: inArticle.matches.get(position) };
  });
}

/** A paragraph with its best sentence and the numbers behind. */
function passageOf(index: ArticleIndex, scores: ParagraphScores, at: number): Passage | undefined {
  const paragraph = index.paragraphs[at];
  if (paragraph === undefined) return undefined;
  const coverage = coverageIn(scores, index.firstSentence[at], paragraph.sentences.length);
  const match = scores.matches.get(at);
  const sentence = match?.sentence ?? sentenceByTerms(paragraph, coverage);
  return {
    article: refOf(index, paragraph.number),
    paragraph,
    highlight: paragraph.sentences[sentence] ?? { start: 0, end: paragraph.text.length },
    score: scores.score[at] ?? 0,
    parts: {
      titleCosine: scores.titleCosine,
      paragraphCosine: scores.paragraphCosine[at] ?? -1,
      tokenSimilarity: match?.similarity ?? 0,
      sentenceCosine: match?.sentenceSimilarity ?? 0,
      lexical: scores.bm25[at] ?? 0,
      coverage: scores.coverage[at] ?? 0,
      sentenceCoverage: match?.sentenceCoverage ?? coverage[sentence] ?? 0,
      answers: 0,
      answered: 0,
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
