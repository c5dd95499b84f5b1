import type { TokenCodes } from "./token-codes.js";

/**
 * What the reader is told of each passage by numbers, in this order: cosine similarity of the paragraph, MaxSim of its tokens,
 * BM25, coverage, score of the best sentence (MaxSim, and its share of the terms as the ranking weighs it), that share, a sum of
 * the first three, and the natural logarithm of how many tokens its sentences have.
 */
export const READER_FEATURES = 8;

/** How the reader's sum weighs cosine similarity, MaxSim and BM25: as in `training/data.py`, whatever the ranking weighs by now. */
export const READER_SUM = [0.5, 1, 0.1] as const;

/** A passage as the reader reads it. */
export interface PassageToRead {
  readonly tokens: TokenCodes;
  /** What the ranking gave each sentence; -Infinity for one that may not be marked. */
  readonly sentenceScores: Float32Array;
  /** `READER_FEATURES` numbers. */
  readonly features: Float32Array;
}

/** What the reader says of the best passages of a question. */
export interface Reading {
  /** Probability that one of them answers, 0 to 1. */
  readonly answered: number;
  /** For each passage the probability that it does, if one does; together 1. */
  readonly which: readonly number[];
  /** For each passage the sentence to be marked; `undefined` where the reader does not tell. */
  readonly sentence: readonly (number | undefined)[];
}

/** A small learned model that reads a question together with the best passages; see `training/`. */
export interface Reader {
  /** The most passages that it reads at once. */
  readonly passages: number;
  /** How much of the ranking's score is added to the reader's log probability of a passage; chosen on all sets together. */
  readonly scoreWeight: number;
  /**
   * @param question rows of unit vectors of the token space
   * @param passages best first, one at least, at most `passages`
   */
  read(question: Float32Array, passages: readonly PassageToRead[]): Promise<Reading>;
}
