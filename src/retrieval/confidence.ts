import type { ParagraphScores } from "./rank.js";

/**
 * A model's calibration, kept in its manifest: a logistic regression over the signals below, and the confidence from which
 * an answer is given.
 */
export interface Calibration {
  readonly intercept: number;
  readonly weights: Readonly<Record<Signal, number>>;
  readonly threshold: number;
}

const SIGNALS = ["paragraphCosine", "sentenceCosine", "coverage"] as const;

/** What confidence is computed from: the greatest values over all the paragraphs asked. */
export type Signal = (typeof SIGNALS)[number];

/** The probability, 0 to 1, that the best paragraph answers the question. */
export function confidenceOf(scores: ParagraphScores, { intercept, weights }: Calibration): number {
  const logOdds = SIGNALS.reduce((sum, signal) => sum + weights[signal] * greatest(scores[signal]), intercept);
  return 1 / (1 + Math.exp(-logOdds));
}

function greatest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
