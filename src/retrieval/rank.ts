import type { Passage } from "./answer.js";
import { type ArticleIndex, TITLE, WHOLE_PARAGRAPH } from "./article-index.js";
import { cosineToRows } from "./cosine.js";
import { type QuestionTerm, weighTerms } from "./lexical-index.js";
import { lexicalScores } from "./lexical-scores.js";
import { NumberRoom } from "./number-room.js";
import { topK } from "./top-k.js";

/** A question and its embedding, a unit vector. */
export interface EmbeddedQuestion {
  readonly text: string;
  readonly vector: Float32Array;
}

/**
 * What counts how much. Found by search on newwiki, boolq and scifact together, one setting for all (`npm run eval`). The
 * lexical weights look small: e5's cosines of related and unrelated texts differ by about 0.1.
 */
const WEIGHTS = { title: 0.15, paragraph: 0.45, sentence: 0.55, lexical: 0.085, sentenceLexical: 0.05 };

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

/** Scores every paragraph of the articles for a question; one result for each article. */
export function scoreParagraphs(question: EmbeddedQuestion, articles: readonly ArticleIndex[]): ParagraphScores[] {
  const indexes = articles.map(({ lexical }) => lexical);
  const terms = weighTerms(question.text, indexes);
  const paragraphs = indexes.reduce((sum, index) => sum + index.paragraphs, 0);
  const meanLength = indexes.reduce((sum, index) => sum + index.totalLength, 0) / Math.max(1, paragraphs);
  const room = new NumberRoom();
  return articles.map((article, at) => scoreArticle(question.vector, terms, at, article, meanLength, room));
}

function scoreArticle(
  question: Float32Array,
  terms: readonly QuestionTerm[],
  position: number,
  { paragraphs, vectors, lexical, firstSentence, sentences }: ArticleIndex,
  meanLength: number,
  room: NumberRoom,
): ParagraphScores {
  const {
    bm25,
    coverage,
    sentenceCoverage: coverageOf,
  } = lexicalScores(terms, position, lexical, meanLength, firstSentence, sentences, room);
  const cosines = cosineToRows(question, vectors.data, room.floats(vectors.paragraphOf.length));
  let titleCosine = -1;
  const paragraphCosine = room.floats(paragraphs.length).fill(-1);
  const bestSentence = room.integers(paragraphs.length);
  const sentenceScore = room.floats(paragraphs.length).fill(-1);
  const sentenceCosine = room.floats(paragraphs.length).fill(-1);
  const sentenceCoverage = room.floats(paragraphs.length);
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
      const score = cosine + WEIGHTS.sentenceLexical * covered;
      if (score <= (sentenceScore[paragraph] ?? -1)) continue;
      sentenceScore[paragraph] = score;
      sentenceCosine[paragraph] = cosine;
      sentenceCoverage[paragraph] = covered;
      bestSentence[paragraph] = sentence;
    }
  }
  const score = room.floats(paragraphs.length);
  for (let at = 0; at < score.length; at++) {
    score[at] =
      WEIGHTS.title * titleCosine +
      WEIGHTS.paragraph * (paragraphCosine[at] ?? -1) +
      WEIGHTS.sentence * (sentenceScore[at] ?? -1) +
      WEIGHTS.lexical * (bm25[at] ?? 0);
  }
  return { score, titleCosine, paragraphCosine, bestSentence, sentenceCosine, sentenceCoverage, bm25, coverage };
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
