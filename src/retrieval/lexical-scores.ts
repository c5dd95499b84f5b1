import { isFunctionWord, termsOf } from "../language/terms.js";
import type { Arena } from "./arena.js";
import { IN_HEADINGS, type LexicalIndex, type Posting } from "./lexical-index.js";

/**
 * Paragraphs that lack the term, imagined beside those asked: a term's weight then depends little on how many there are, so
 * that the coverage in an article of one paragraph means the same as in one of a hundred. Any number from 30 to 1,000 does.
 */
const IMAGINED_PARAGRAPHS = 30;

/** A term of the question, and how much it tells. */
export interface QuestionTerm {
  readonly term: string;
  /** Which of the paragraphs asked it tells apart: inverse document frequency over them, as Lucene has it, never negative. */
  readonly idf: number;
  /** How much of the question's subject it is: idf over more paragraphs than are asked; 0 for a function word. */
  readonly weight: number;
  /** Where each of the articles asked has it, in their order; looked up once, because there may be thousands. */
  readonly postings: readonly (Posting | undefined)[];
}

/** The different terms of a question; frequencies are counted over all the articles given. */
export function weighTerms(question: string, indexes: readonly LexicalIndex[]): QuestionTerm[] {
  const all = indexes.reduce((sum, { paragraphs }) => sum + paragraphs, 0);
  return [...new Set(termsOf(question))].map((term) => {
    let having = 0;
    const postings = indexes.map(({ terms, paragraphs }) => {
      const posting = terms.get(term);
      if (posting) having += posting.inTitle > 0 ? paragraphs : posting.paragraphs;
      return posting;
    });
    const weight = isFunctionWord(term) ? 0 : inverseFrequency(having, all + IMAGINED_PARAGRAPHS);
    return { term, idf: inverseFrequency(having, all), weight, postings };
  });
}

/** ln(1 + (N - n + ½) / (n + ½)) */
function inverseFrequency(having: number, all: number): number {
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}

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
  /** For each paragraph the share of the question's terms, by weight, that it, its headings or the title has; 0 to 1. */
  readonly coverage: Float32Array;
  /** The same share for each sentence, by itself: sentences of all paragraphs, one after another; 0 to 1. */
  readonly sentenceCoverage: Float32Array;
}

/**
 * Scores an article's paragraphs and sentences by the terms that they share with the question.
 * @param article the position of the article among those that the terms were weighed over.
 * @param meanLength terms of a paragraph, the mean over all paragraphs asked.
 * @param firstSentence for each paragraph the position of its first sentence among all of the article.
 * @param arena where the scores are put.
 */
export function lexicalScores(
  terms: readonly QuestionTerm[],
  article: number,
  index: LexicalIndex,
  meanLength: number,
  firstSentence: Uint32Array,
  sentences: number,
  arena: Arena,
): LexicalScores {
  const bm25 = arena.floats(index.paragraphs);
  const coverage = arena.floats(index.paragraphs);
  const sentenceCoverage = arena.floats(sentences);
  const { positions } = index;
  const allIdf = terms.reduce((sum, { idf }) => sum + idf, 0);
  const allWeight = terms.reduce((sum, { weight }) => sum + weight, 0);
  const counts = arena.floats(index.paragraphs);
  for (const { idf, weight, postings } of terms) {
    const posting = postings[article];
    if (posting === undefined) continue;
    const share = allWeight > 0 ? weight / allWeight : 0;
    counts.fill(posting.inTitle);
    for (let at = posting.start; at < posting.end; at += 3) {
      const paragraph = positions[at] ?? 0;
      counts[paragraph] = (counts[paragraph] ?? 0) + (positions[at + 2] ?? 0);
      if (positions[at + 1] === IN_HEADINGS) continue;
      const sentence = (firstSentence[paragraph] ?? 0) + (positions[at + 1] ?? 0);
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
