import type { ParagraphScores, RankedParagraph } from "./rank.js";

/** What confidence is computed from. */
export const SIGNALS = [
  "titleCosine",
  "paragraphCosine",
  "sentenceCosine",
  "bm25",
  "coverage",
  "sentenceCoverage",
  "greatestCoverage",
  "lead",
] as const;

export type Signals = Readonly<Record<(typeof SIGNALS)[number], number>>;

/** A model's calibration, kept in its manifest: a logistic regression over the signals, and the threshold. */
export interface Calibration {
  readonly intercept: number;
  readonly weights: Signals;
  /** The confidence from which an answer is given. */
  readonly threshold: number;
}

/** The signals of a question: the scores of the best paragraph, and how it stands among the others. */
export function signalsOf(
  scores: readonly ParagraphScores[],
  best: RankedParagraph,
  second: RankedParagraph | undefined,
): Signals {
  const of = (ranked: RankedParagraph, pick: (scores: ParagraphScores) => Float32Array) => {
    const inArticle = scores[ranked.article];
    return inArticle ? (pick(inArticle)[ranked.paragraph] ?? 0) : 0;
  };
  return {
    titleCosine: scores[best.article]?.titleCosine ?? 0,
    paragraphCosine: of(best, (all) => all.paragraphCosine),
    sentenceCosine: of(best, (all) => all.sentenceCosine),
    bm25: of(best, (all) => all.bm25),
    coverage: of(best, (all) => all.coverage),
    sentenceCoverage: of(best, (all) => all.sentenceCoverage),
    greatestCoverage: scores.reduce((most, { coverage }) => coverage.reduce((a, b) => Math.max(a, b), most), 0),
    lead: second ? of(best, (all) => all.score) - of(second, (all) => all.score) : 0,
  };
}

/** The probability, 0 to 1, that the best paragraph answers the question. */
export function confidenceOf(signals: Signals, { intercept, weights }: Calibration): number {
  const logOdds = SIGNALS.reduce((sum, signal) => sum + weights[signal] * signals[signal], intercept);
  return 1 / (1 + Math.exp(-logOdds));
}
