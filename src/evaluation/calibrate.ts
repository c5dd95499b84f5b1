import {
  type Calibration,
  confidenceOf,
  isForeignTo,
  probability,
  type Regression,
  type Regressions,
  TIERS,
  type Tier,
  tierOf,
  unscaledOdds,
} from "../retrieval/confidence.js";
import { READER_SIGNALS, recordOf, SIGNAL_NAMES, type Signals, TOPIC_SIGNALS } from "../retrieval/signals.js";
import { chooseThresholds, type Line } from "./choose-thresholds.js";
import type { Trial } from "./evaluate.js";
import { fitLogistic } from "./logistic-regression.js";
import { auroc, calibrationError, type Judged, mean, type ReliabilityBin, reliability } from "./measures.js";
import type { Response } from "./responder.js";
import { isBestRight, type TierMeasures, tierMeasures } from "./tiers.js";

/** The trials of one evaluation set. */
export interface SetOfTrials {
  readonly dataset: string;
  readonly trials: readonly Trial[];
}

const KINDS = ["own", "off", "removed", "unanswerable"] as const;

/** One question put to one set of paragraphs, and what it was. */
interface Sample {
  readonly signals: Signals;
  /**
   * `own`: its article answers. `off`: put to another article. `removed`: to its own without the answering paragraphs.
   * `unanswerable`: put to its own, which does not answer.
   */
  readonly kind: (typeof KINDS)[number];
  /** Whether the best paragraph answers: what the confidence is the probability of. */
  readonly isRight: boolean;
  readonly dataset: string;
  /** Decides the fold: no article is in both sides of one. */
  readonly article: string;
  /** So that each set counts alike; 1 on average. */
  readonly importance: number;
}

/** A sample as a fit sees it that has not seen its article. */
interface HeldOut extends Sample {
  readonly confidence: number;
  readonly isForeign: boolean;
}

/** One point of the refusal curve: what a threshold finds. Each share is the mean over the sets. */
export interface CurvePoint {
  readonly threshold: number;
  /** Share of the answerable questions that are answered. */
  readonly answered: number;
  /** Share of false answers: other article, paragraph removed. */
  readonly falseOff: number;
  readonly falseRemoved: number;
}

/** What the tiers were worth on one set, at `balanced`. */
export interface TiersOfSet extends TierMeasures {
  readonly dataset: string;
  readonly calibrationError: number | null;
}

/** How confident the samples of one tier were, and how rightly. */
export interface ReliabilityOfTier {
  readonly tier: Tier;
  readonly count: number;
  readonly meanConfidence: number;
  readonly answerable: number;
}

/** What came of a calibration; all figures from folds that the fit had not seen. */
export interface CalibrationResult {
  readonly calibration: Calibration;
  readonly reliability: readonly ReliabilityBin[];
  /** The same by tier, at `balanced`. */
  readonly tierReliability: readonly ReliabilityOfTier[];
  /** Means over the sets. */
  readonly calibrationError: number | null;
  readonly aurocOff: number | null;
  readonly aurocRemoved: number | null;
  readonly aurocUnanswerable: number | null;
  /** For each set. */
  readonly tiers: readonly TiersOfSet[];
  /** Shares taken for foreign, means over the sets: of questions on the subject, and of those put to another article. */
  readonly foreignOwn: number | null;
  readonly foreignOff: number | null;
  readonly curve: readonly CurvePoint[];
}

const FOLDS = 5;

/** So many of the answerable questions may be taken for questions about another subject. */
const FOREIGN_OWN = 0.02;

/**
 * Fits the confidence on all sets together, each weighted alike: the right best paragraph against wrong ones, against another
 * article, the article without the paragraphs that answer, and questions that it does not answer. Thresholds and figures come
 * from folds by article.
 */
export function calibrate(sets: readonly SetOfTrials[]): CalibrationResult {
  const samples = samplesOf(sets);
  const heldOut = crossValidated(samples);
  const bySet = sets.map(({ dataset }) => heldOut.filter((sample) => sample.dataset === dataset));
  const thresholds = chooseThresholds(bySet.map(linesOf));
  const tiersAt = (of: readonly HeldOut[]) =>
    of.map((sample) => ({ ...sample, tier: tierOf(sample.confidence, sample.isForeign, thresholds.balanced) }));
  const confidences = (of: readonly HeldOut[], kind: Sample["kind"]) =>
    of.filter((sample) => sample.kind === kind).map(({ confidence }) => confidence);
  const aurocAgainst = (kind: Sample["kind"]) =>
    meanOver(bySet, (of) => auroc(confidences(of, "own"), confidences(of, kind)));
  const foreign = (kind: Sample["kind"]) =>
    meanOver(bySet, (of) => mean(of.filter((one) => one.kind === kind).map(({ isForeign }) => Number(isForeign))));
  return {
    calibration: { ...fitConfidence(samples), thresholds },
    reliability: reliability(heldOut.map(judged)),
    tierReliability: TIERS.map((tier) =>
      reliabilityOf(
        tier,
        tiersAt(heldOut).filter((one) => one.tier === tier),
      ),
    ),
    calibrationError: meanOver(bySet, (of) => calibrationError(of.map(judged))),
    aurocOff: aurocAgainst("off"),
    aurocRemoved: aurocAgainst("removed"),
    aurocUnanswerable: aurocAgainst("unanswerable"),
    tiers: sets.map(({ dataset }, at) => {
      const of = bySet[at] ?? [];
      const asked = tiersAt(of).flatMap((one) => (isAskedOfOwn(one) ? { ...one, answerable: one.kind === "own" } : []));
      return { dataset, ...tierMeasures(asked), calibrationError: calibrationError(of.map(judged)) };
    }),
    foreignOwn: foreign("own"),
    foreignOff: foreign("off"),
    curve: curveOf(bySet, confidences),
  };
}

function samplesOf(sets: readonly SetOfTrials[]): Sample[] {
  const unweighted = sets.map(({ dataset, trials }) => trials.flatMap((trial) => samplesOfTrial(dataset, trial)));
  const total = unweighted.reduce((sum, { length }) => sum + length, 0);
  const filled = unweighted.filter(({ length }) => length > 0).length;
  return unweighted.flatMap((of) => of.map((sample) => ({ ...sample, importance: total / filled / of.length })));
}

function samplesOfTrial(dataset: string, { query, own, off, removed }: Trial): Omit<Sample, "importance">[] {
  const { article, answerable } = query;
  if (article === undefined) return [];
  const sample = (kind: Sample["kind"], response: Response | undefined, isRight = false) =>
    response?.signals ? [{ signals: response.signals, kind, isRight, dataset, article }] : [];
  if (!answerable) return sample("unanswerable", own);
  return [
    ...sample("own", own, own !== undefined && isBestRight(query, own)),
    ...sample("off", off),
    ...sample("removed", removed),
  ];
}

function crossValidated(samples: readonly Sample[]): HeldOut[] {
  const articleOf = ({ dataset, article }: Sample) => `${dataset}/${article}`;
  const articles = [...new Set(samples.map(articleOf))].sort();
  const foldOf = new Map(articles.map((article, at) => [article, at % FOLDS]));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isIn = (sample: Sample) => foldOf.get(articleOf(sample)) === fold;
    const inside = samples.filter(isIn);
    if (inside.length === 0) return [];
    const fitted = fitConfidence(samples.filter((sample) => !isIn(sample)));
    return inside.map((sample) => ({
      ...sample,
      confidence: confidenceOf(sample.signals, fitted),
      isForeign: isForeignTo(sample.signals, fitted),
    }));
  }).flat();
}

/**
 * Both regressions and their scale. Whether the articles are about the question's subject is fitted on the signals that tell
 * of it (`TOPIC_SIGNALS`); whether the best paragraph answers it, on all, for there it also counts how it stands out. Where a
 * reader has read the passages, on what it says alone: the other signals follow the words that question and article share, which
 * on Wikipedia speaks for an answer and among people against one.
 */
function fitConfidence(samples: readonly Sample[]): Regressions & Pick<Calibration, "foreign"> {
  const isOwn = ({ kind }: Sample) => kind === "own";
  const topic = regressionOf(
    samples.filter(({ kind }) => kind === "own" || kind === "off"),
    TOPIC_SIGNALS,
    isOwn,
  );
  const isRead = samples.some(({ signals }) => signals.answered > 0);
  const answer = regressionOf(
    samples.filter(({ kind }) => isRead || kind !== "off"),
    isRead ? READER_SIGNALS : SIGNAL_NAMES,
    ({ isRight }) => isRight,
  );
  const topicCounts = !isRead;
  const { intercept, weights } = fitLogistic(
    samples.map(({ signals }) => [unscaledOdds(signals, { topic, answer, topicCounts })]),
    samples.map(({ isRight }) => isRight),
    samples.map(({ importance }) => importance),
  );
  // A slope of a set too small to tell would turn the confidence around.
  const scale = { intercept, slope: Math.max(weights[0] ?? 1, 1e-3) };
  const onSubject = samples.filter(isOwn).map((sample) => ({ ...sample, topic: probability(topic, sample.signals) }));
  return { topic, answer, scale, topicCounts, foreign: quantile(onSubject, FOREIGN_OWN) };
}

function regressionOf(
  samples: readonly Sample[],
  names: readonly (keyof Signals)[],
  label: (sample: Sample) => boolean,
): Regression {
  const { intercept, weights } = fitLogistic(
    samples.map(({ signals }) => names.map((name) => signals[name])),
    samples.map(label),
    samples.map(({ importance }) => importance),
  );
  const weightOf = new Map(names.map((name, at) => [name, weights[at] ?? 0]));
  return { intercept, weights: recordOf(SIGNAL_NAMES, (name) => weightOf.get(name) ?? 0) };
}

/** The topic probability below which this share of the samples lies, by their importance. */
function quantile(samples: readonly (Sample & { readonly topic: number })[], share: number): number {
  const total = samples.reduce((sum, { importance }) => sum + importance, 0);
  let below = 0;
  for (const { topic, importance } of samples.toSorted((a, b) => a.topic - b.topic)) {
    below += importance;
    if (below > share * total) return topic;
  }
  return 0;
}

function isAskedOfOwn({ kind }: Sample): boolean {
  return kind === "own" || kind === "unanswerable";
}

/** What the thresholds are chosen on: what people ask of an article, with an answer there and without. */
function linesOf(samples: readonly HeldOut[]): Line[] {
  return samples.flatMap((sample): Line[] => {
    const { kind, isRight, confidence, isForeign } = sample;
    return isAskedOfOwn(sample) ? [{ answerable: kind === "own", isRight, confidence, isForeign }] : [];
  });
}

function judged({ confidence, isRight }: HeldOut): Judged {
  return { confidence, answerable: isRight };
}

function reliabilityOf(tier: Tier, samples: readonly HeldOut[]): ReliabilityOfTier {
  return {
    tier,
    count: samples.length,
    meanConfidence: mean(samples.map(({ confidence }) => confidence)) ?? 0,
    answerable: mean(samples.map(({ isRight }) => Number(isRight))) ?? 0,
  };
}

function meanOver<T>(sets: readonly T[], measure: (set: T) => number | null): number | null {
  return mean(sets.flatMap((set) => measure(set) ?? []));
}

function curveOf(
  bySet: readonly (readonly HeldOut[])[],
  confidences: (of: readonly HeldOut[], kind: Sample["kind"]) => number[],
): CurvePoint[] {
  const ofKind = (kind: Sample["kind"]) => bySet.map((of) => confidences(of, kind)).filter(({ length }) => length > 0);
  const [own, off, removed] = [ofKind("own"), ofKind("off"), ofKind("removed")];
  const above = (threshold: number, sets: readonly (readonly number[])[]) =>
    meanOver(sets, (of) => mean(of.map((confidence) => Number(confidence >= threshold)))) ?? 0;
  const sorted = own.flat().sort((a, b) => b - a);
  const points = Array.from({ length: 101 }, (_, at) => {
    const threshold = sorted[Math.max(0, Math.ceil((at / 100) * sorted.length) - 1)] ?? 0;
    return {
      threshold,
      answered: above(threshold, own),
      falseOff: above(threshold, off),
      falseRemoved: above(threshold, removed),
    };
  });
  return points;
}
