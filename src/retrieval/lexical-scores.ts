import type { LexicalIndex, QuestionTerm } from "./lexical-index.js";
import type { NumberRoom } from "./number-room.js";

/**
 * BM25's constants (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond", section 3.4).
 * k1 is below the usual 1.2, because whether a paragraph has a term tells more here than how often.
 */
const K1 = 0.9;
const B = 0.75;

/** The lexical side of one question for one article. */
export interface LexicalScores {
  /** For each paragraph its BM25, divided by the most that a text could reach; 0 to 1. */
  readonly bm25: Float32Array;
  /** For each paragraph the share of the question's terms, by weight, that it or the title has; 0 to 1. */
  readonly coverage: Float32Array;
  /** The same share for each sentence, by itself: sentences of all paragraphs, one after another; 0 to 1. */
  readonly sentenceCoverage: Float32Array;
}

/**
 * Scores an article's paragraphs and sentences by the terms that they share with the question.
 * @param article the position of the article among those that the terms were weighed over.
 * @param meanLength terms of a paragraph, the mean over all paragraphs asked.
 * @param firstSentence for each paragraph the position of its first sentence among all of the article.
 * @param room where the scores are put.
 */
export function lexicalScores(
  terms: readonly QuestionTerm[],
  article: number,
  index: LexicalIndex,
  meanLength: number,
  firstSentence: Uint32Array,
  sentences: number,
  room: NumberRoom,
): LexicalScores {
  const bm25 = room.floats(index.paragraphs);
  const coverage = room.floats(index.paragraphs);
  const sentenceCoverage = room.floats(sentences);
  const { positions } = index;
  const allIdf = terms.reduce((sum, { idf }) => sum + idf, 0);
  const allWeight = terms.reduce((sum, { weight }) => sum + weight, 0);
  const counts = room.floats(index.paragraphs);
  for (const { idf, weight, postings } of terms) {
    const posting = postings[article];
    if (posting === undefined) continue;
    const share = allWeight > 0 ? weight / allWeight : 0;
    counts.fill(posting.inTitle);
    for (let at = posting.start; at < posting.end; at += 3) {
      const paragraph = positions[at] ?? 0;
      const sentence = (firstSentence[paragraph] ?? 0) + (positions[at + 1] ?? 0);
      counts[paragraph] = (counts[paragraph] ?? 0) + (positions[at + 2] ?? 0);
      sentenceCoverage[sentence] = (sentenceCoverage[sentence] ?? 0) + share;
    }
    addFrequency(idf / allIdf, counts, index, meanLength, bm25);
    for (let at = 0; at < counts.length; at++) if ((counts[at] ?? 0) > 0) coverage[at] = (coverage[at] ?? 0) + share;
  }
  return { bm25, coverage, sentenceCoverage };
}

/** Adds a term's part of BM25 to every paragraph that has it. */
function addFrequency(
  weight: number,
  counts: Float32Array,
  { lengths }: LexicalIndex,
  meanLength: number,
  bm25: Float32Array,
): void {
  for (let paragraph = 0; paragraph < counts.length; paragraph++) {
    const count = counts[paragraph] ?? 0;
    if (count === 0) continue;
    const length = (lengths[paragraph] ?? 0) / meanLength;
    // (k1 + 1), by which BM25 multiplies, is also the most it can reach for a term: the division by the most cancels it.
    bm25[paragraph] = (bm25[paragraph] ?? 0) + (weight * count) / (count + K1 * (1 - B + B * length));
  }
}
