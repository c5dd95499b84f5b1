import type { Passage } from "./answer.js";
import { type ArticleIndex, WHOLE_PARAGRAPH } from "./article-index.js";
import { cosineToRows } from "./cosine.js";
import { lexicalScores } from "./lexical-index.js";
import { topK } from "./top-k.js";

/** A question and its embedding, a unit vector. */
export interface EmbeddedQuestion {
  readonly text: string;
  readonly vector: Float32Array;
}

/**
 * How much the lexical score, 0 to 1, counts beside the mean of two cosines. Small, because e5's cosines of related and
 * unrelated texts differ by about 0.1 (see `npm run eval`).
 */
const LEXICAL_SHARE = 0.06;

/** The scores of every paragraph of the articles asked, articles and paragraphs in order. */
export interface ParagraphScores {
  readonly score: Float32Array;
  readonly paragraphCosine: Float32Array;
  readonly sentenceCosine: Float32Array;
  /** Position of the sentence with the best cosine. */
  readonly bestSentence: Int32Array;
  readonly lexical: Float32Array;
  /** Share of the question's terms that the paragraph has, weighted by inverse document frequency. */
  readonly coverage: Float32Array;
}

/** Scores every paragraph of the articles for a question: two cosines and a lexical share. */
export function scoreParagraphs(question: EmbeddedQuestion, articles: readonly ArticleIndex[]): ParagraphScores {
  const count = articles.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0);
  const paragraphCosine = new Float32Array(count).fill(-1);
  const sentenceCosine = new Float32Array(count).fill(-1);
  const bestSentence = new Int32Array(count);
  let offset = 0;
  for (const { paragraphs, vectors } of articles) {
    const cosines = cosineToRows(question.vector, vectors.data);
    for (let row = 0; row < cosines.length; row++) {
      const at = offset + (vectors.paragraphOf[row] ?? 0);
      const sentence = vectors.sentenceOf[row] ?? WHOLE_PARAGRAPH;
      const cosine = cosines[row] ?? -1;
      if (sentence === WHOLE_PARAGRAPH) {
        paragraphCosine[at] = Math.max(paragraphCosine[at] ?? -1, cosine);
      } else if (cosine > (sentenceCosine[at] ?? -1)) {
        sentenceCosine[at] = cosine;
        bestSentence[at] = sentence;
      }
    }
    offset += paragraphs.length;
  }
  const { bm25, coverage } = lexicalScores(
    question.text,
    articles.map(({ lexical }) => lexical),
  );
  const lexical = scaledByGreatest(joined(bm25, count));
  const score = paragraphCosine.map(
    (cosine, at) => (cosine + (sentenceCosine[at] ?? -1)) / 2 + LEXICAL_SHARE * (lexical[at] ?? 0),
  );
  return { score, paragraphCosine, sentenceCosine, bestSentence, lexical, coverage: joined(coverage, count) };
}

/** The `k` best passages, best first; equal scores in the order of the articles and paragraphs. */
export function bestPassages(scores: ParagraphScores, articles: readonly ArticleIndex[], k: number): Passage[] {
  return topK(scores.score, k).flatMap((position) => passageAt(position, scores, articles) ?? []);
}

function passageAt(position: number, scores: ParagraphScores, articles: readonly ArticleIndex[]): Passage | undefined {
  let inArticle = position;
  for (const { article, paragraphs } of articles) {
    const paragraph = paragraphs[inArticle];
    if (paragraph === undefined) {
      inArticle -= paragraphs.length;
      continue;
    }
    return {
      article,
      paragraph,
      highlight: paragraph.sentences[scores.bestSentence[position] ?? 0] ?? { start: 0, end: paragraph.text.length },
      score: scores.score[position] ?? 0,
      parts: {
        paragraphCosine: scores.paragraphCosine[position] ?? -1,
        sentenceCosine: scores.sentenceCosine[position] ?? -1,
        lexical: scores.lexical[position] ?? 0,
      },
    };
  }
  return undefined;
}

function joined(parts: readonly Float32Array[], length: number): Float32Array {
  const all = new Float32Array(length);
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

function scaledByGreatest(values: Float32Array): Float32Array {
  const greatest = values.reduce((most, value) => Math.max(most, value), 0);
  return greatest > 0 ? values.map((value) => value / greatest) : values;
}
