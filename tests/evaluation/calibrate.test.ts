import { describe, expect, it } from "vitest";
import { calibrate } from "../../src/evaluation/calibrate.js";
import type { Trial } from "../../src/evaluation/evaluate.js";
import { fitLogistic } from "../../src/evaluation/logistic-regression.js";
import type { Response } from "../../src/evaluation/responder.js";
import { recordOf, SIGNAL_NAMES } from "../../src/retrieval/signals.js";

/** A small fixed generator, so that every run sees the same numbers. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

describe("fitLogistic", () => {
  it("finds the coefficients that made the labels", () => {
    const random = generator(7);
    const rows = Array.from({ length: 4000 }, () => [random() * 4 - 2, random() * 100]);
    const labels = rows.map(([a = 0, b = 0]) => random() < 1 / (1 + Math.exp(-(0.5 + 1.5 * a - 0.03 * b))));
    const { intercept, weights } = fitLogistic(rows, labels);
    expect(intercept).toBeCloseTo(0.5, 0);
    expect(weights[0]).toBeCloseTo(1.5, 0);
    expect(weights[1]).toBeCloseTo(-0.03, 2);
  });

  it("stays finite where the classes part cleanly or a column never changes", () => {
    const { intercept, weights } = fitLogistic(
      [
        [0, 3],
        [1, 3],
        [2, 3],
        [3, 3],
      ],
      [false, false, true, true],
    );
    for (const value of [intercept, ...weights]) expect(Number.isFinite(value)).toBe(true);
  });
});

describe("calibrate", () => {
  const random = generator(11);
  const response = (similarity: number, best = "wrong"): Response => ({
    ranking: [best],
    scores: [similarity],
    sentence: undefined,
    confidence: 0,
    tier: "not-in-article",
    signals: {
      ...recordOf(SIGNAL_NAMES, () => 0),
      titleCosine: 0.75,
      paragraphCosine: similarity + random() * 0.1,
      sentenceCosine: similarity + random() * 0.1,
      coverage: random(),
      sentenceCoverage: random() / 2,
      lead: similarity > 0.8 ? random() * 0.1 : random() * 0.03,
    },
  });
  /** Of every ten questions one has a wrong paragraph first, and two have no answer. */
  const trials = (length: number): Trial[] =>
    Array.from({ length }, (_, at) => {
      const query = { text: "?", right: new Set(["right"]), article: `article ${at % 20}`, spans: [] };
      if (at % 10 > 7) return { query: { ...query, answerable: false }, library: response(0.8), own: response(0.78) };
      return {
        query: { ...query, answerable: true },
        library: response(0.8),
        own: at % 10 === 0 ? response(0.76) : response(0.86, "right"),
        off: response(0.7),
        removed: response(0.78),
      };
    });
  const sets = [
    { dataset: "large", trials: trials(900) },
    { dataset: "small", trials: trials(300) },
  ];
  const result = calibrate(sets);

  it("tells right from wrong articles, and is calibrated on articles it has not seen", () => {
    expect(result.aurocOff).toBeGreaterThan(0.9);
    expect(result.aurocRemoved).toBeGreaterThan(0.6);
    expect(result.calibrationError).toBeLessThan(0.1);
  });

  it("sets thresholds that grow with strictness, and says what balanced keeps of its promises on each set", () => {
    const { lenient, balanced, strict } = result.calibration.thresholds;
    expect(lenient.found).toBeLessThan(balanced.found);
    expect(balanced.found).toBeLessThan(strict.found);
    for (const { found, unsure } of [lenient, balanced, strict]) expect(unsure).toBeLessThanOrEqual(found);
    expect(result.tiers.map(({ dataset }) => dataset)).toEqual(["large", "small"]);
    const mean = (of: (set: (typeof result.tiers)[number]) => number | null) =>
      result.tiers.reduce((sum, set) => sum + (of(set) ?? 0), 0) / 2;
    expect(mean(({ foundPrecision }) => foundPrecision)).toBeGreaterThanOrEqual(0.9);
    expect(mean(({ unanswerableFound }) => unanswerableFound)).toBeLessThanOrEqual(0.12);
    // Seven of eight have the right paragraph first: of them nearly all are shown.
    expect(mean(({ rightShown }) => rightShown)).toBeGreaterThanOrEqual(0.97 * 0.875 - 1e-9);
  });

  it("weighs each set alike: one that is there twice counts as twice its questions would not", () => {
    const [large, small] = sets;
    if (large === undefined || small === undefined) throw new Error("There are two sets.");
    const doubled = calibrate([{ ...large, trials: [...large.trials, ...large.trials] }, small]);
    expect(doubled.calibration.topic.intercept / result.calibration.topic.intercept).toBeCloseTo(1, 1);
    const alone = calibrate([large]).calibration.answer.weights.lead;
    expect(doubled.calibration.answer.weights.lead).not.toBeCloseTo(alone, 3);
  });

  it("takes few questions on the subject for foreign, and most of those put to another article", () => {
    expect(result.foreignOwn).toBeLessThan(0.05);
    expect(result.foreignOff).toBeGreaterThan(0.5);
  });

  it("counts each sample in one tier", () => {
    const count = result.tierReliability.reduce((sum, tier) => sum + tier.count, 0);
    expect(count).toBe(sets.reduce((sum, { trials: all }) => sum + (all.length * 26) / 10, 0));
    const [found, , refused] = result.tierReliability;
    expect(found?.answerable).toBeGreaterThan(refused?.answerable ?? 1);
    expect(found?.meanConfidence).toBeGreaterThan(refused?.meanConfidence ?? 1);
  });

  it("gives a curve on which answering more never means fewer false answers", () => {
    for (const [at, point] of result.curve.entries()) {
      const before = result.curve[at - 1];
      if (before === undefined) continue;
      expect(point.answered).toBeGreaterThanOrEqual(before.answered);
      expect(point.falseOff).toBeGreaterThanOrEqual(before.falseOff);
      expect(point.falseRemoved).toBeGreaterThanOrEqual(before.falseRemoved);
    }
  });
});
