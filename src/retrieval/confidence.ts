import { z } from "zod";
import type { Passage } from "./answer.js";
import { recordOf, SIGNAL_NAMES, type Signals } from "./signals.js";

/** How sure Pilcrow must be before it answers. */
export const STRICTNESSES = ["lenient", "balanced", "strict"] as const;
/** One of `STRICTNESSES`. */
export type Strictness = (typeof STRICTNESSES)[number];

const share = z.number().min(0).max(1);

/**
 * What the threshold of `unsure` is of that of `found` where a calibration has one number a strictness, as those before the
 * tiers had: until it is made anew, about as many questions lie between the two as later by the fitted ones.
 */
const OLD_UNSURE = 0.25;

/** Below this an old calibration's topic probability means another subject. */
const OLD_FOREIGN = 0.1;

/** The confidences from which an answer is found, and from which it is at least shown as one that may be. */
const thresholdsSchema = z.union([
  share.transform((found) => ({ found, unsure: OLD_UNSURE * found })),
  z.strictObject({ found: share, unsure: share }).refine(({ found, unsure }) => unsure <= found, {
    message: "expected `unsure` not above `found`",
  }),
]);
/** The lines between the three tiers of answers. */
export interface Thresholds {
  readonly found: number;
  readonly unsure: number;
}

/** How surely an answer is given; as kinds of `Answer`. */
export const TIERS = ["found", "unsure", "not-in-article"] as const;
/** One of `TIERS`. */
export type Tier = (typeof TIERS)[number];

/** @param isForeign whether the question is about another subject: then what would be found is unsure, and all else is not there */
export function tierOf(confidence: number, isForeign: boolean, { found, unsure }: Thresholds): Tier {
  if (isForeign) return confidence >= found ? "unsure" : "not-in-article";
  if (confidence >= found) return "found";
  return confidence >= unsure ? "unsure" : "not-in-article";
}

/** A logistic regression: log odds = intercept + Σ weight × signal. A signal that came after the fit counts nothing. */
const regressionSchema = z.strictObject({
  intercept: z.number(),
  weights: z.strictObject(recordOf(SIGNAL_NAMES, () => z.number().default(0))).readonly(),
});
/** A fitted regression: its intercept, and a weight for each signal. */
export type Regression = Readonly<z.infer<typeof regressionSchema>>;

/** A model's calibration, kept in its manifest and written by `npm run calibrate` alone. */
export const calibrationSchema = z.strictObject({
  /** Is the question about what the articles are about? Fitted on right against wrong articles. */
  topic: regressionSchema,
  /** If so, do they answer it? Fitted on whole articles against ones without the answering paragraph. */
  answer: regressionSchema,
  /** Turns the product of both, as log odds, into a probability (Platt 1999): log odds = intercept + slope × log odds. */
  scale: z.strictObject({ intercept: z.number(), slope: z.number().positive() }).readonly(),
  /**
   * Whether the topic's probability is part of the confidence. With a reader it is not, and only tells questions about another
   * subject: the reader has read the passages, and people ask for what is not there in the article's own words.
   */
  topicCounts: z.boolean().default(true),
  /** The probability of the topic below which a question is about another subject: never found, and nothing is near it. */
  foreign: share.default(OLD_FOREIGN),
  /** The lines between the tiers of answers. */
  thresholds: z.strictObject(recordOf(STRICTNESSES, () => thresholdsSchema)).readonly(),
});
/** What a model's confidence is computed with. */
export type Calibration = Readonly<z.infer<typeof calibrationSchema>>;

/**
 * What a question on the articles' subject keeps of its confidence when the answer itself is doubtful: such a question may
 * be worded like nothing in the text, whereas one on another subject is surely not answered.
 */
const FLOOR = 0.2;

/** What counts as the lead of an only paragraph, which has none: between the mean leads where the answer is there and where it is not. */
const NEUTRAL_LEAD = 0.02;

/** The signals of a question, from its best two passages. */
export function signalsOf(best: Passage, second: Passage | undefined): Signals {
  const { answers, answered } = best.parts;
  const isRead = answered > 0;
  return {
    ...best.parts,
    lead: second ? best.score - second.score : NEUTRAL_LEAD,
    answeredOdds: isRead ? boundedOdds(answered) : 0,
    whichOdds: isRead ? boundedOdds(answers / answered) : 0,
  };
}

/** Log odds beyond these say nothing more. */
const MOST_ODDS = 6;

function boundedOdds(share: number): number {
  return Math.max(-MOST_ODDS, Math.min(MOST_ODDS, logOdds(share)));
}

/** Whether a question is about another subject than the articles asked, by the part of the confidence that tells of it. */
export function isForeignTo(signals: Signals, { topic, foreign }: Pick<Calibration, "topic" | "foreign">): boolean {
  return probability(topic, signals) < foreign;
}

/** What a confidence is computed with; the lines between the tiers are drawn on what comes of it. */
export type Regressions = Pick<Calibration, "topic" | "answer" | "scale" | "topicCounts">;

/** The probability, 0 to 1, that the best paragraph answers the question. */
export function confidenceOf(signals: Signals, regressions: Regressions): number {
  const { scale } = regressions;
  return sigmoid(scale.intercept + scale.slope * unscaledOdds(signals, regressions));
}

/** The log odds before they are scaled: of both probabilities together, or of the answer alone. */
export function unscaledOdds(signals: Signals, { topic, answer, topicCounts }: Omit<Regressions, "scale">): number {
  const answered = probability(answer, signals);
  return logOdds(topicCounts ? probability(topic, signals) * (FLOOR + (1 - FLOOR) * answered) : answered);
}

/** What a regression makes of the signals, 0 to 1. */
export function probability({ intercept, weights }: Regression, signals: Signals): number {
  return sigmoid(SIGNAL_NAMES.reduce((sum, signal) => sum + weights[signal] * signals[signal], intercept));
}

/** ln(p / (1 - p)), for any p from 0 to 1 a finite number. */
export function logOdds(share: number): number {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, share));
  return Math.log(inside / (1 - inside));
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
