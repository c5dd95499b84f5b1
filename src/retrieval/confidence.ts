import { z } from "zod";
import type { Passage } from "./answer.js";
import { recordOf, SIGNAL_NAMES, type Signals } from "./signals.js";

/** How sure Pilcrow must be before it answers. */
export const STRICTNESSES = ["lenient", "balanced", "strict"] as const;
/** One of `STRICTNESSES`. */
export type Strictness = (typeof STRICTNESSES)[number];

const share = z.number().min(0).max(1);

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
  /** The confidence from which an answer is given. */
  thresholds: z.strictObject(recordOf(STRICTNESSES, () => share)).readonly(),
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
  return { ...best.parts, lead: second ? best.score - second.score : NEUTRAL_LEAD };
}

/** The probability, 0 to 1, that the best paragraph answers the question. */
export function confidenceOf(signals: Signals, { topic, answer, scale }: Omit<Calibration, "thresholds">): number {
  const both = logOdds(onTopicAndAnswered(probability(topic, signals), probability(answer, signals)));
  return sigmoid(scale.intercept + scale.slope * both);
}

/** Both probabilities together, before they are scaled. */
export function onTopicAndAnswered(topic: number, answer: number): number {
  return topic * (FLOOR + (1 - FLOOR) * answer);
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
