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
  const response = (similarity: number): Response => ({
    ranking: [],
    sentence: undefined,
    confidence: 0,
    answered: false,
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
  const trials: Trial[] = Array.from({ length: 600 }, (_, at) => ({
    query: { text: "?", answerable: true, right: new Set<string>(), article: `article ${at % 20}`, spans: [] },
    library: response(0.8),
    own: response(0.82),
    off: response(0.7),
    removed: response(0.78),
  }));
  const result = calibrate(trials);

  it("tells right from wrong articles, and is calibrated on articles it has not seen", () => {
    expect(result.aurocOff).toBeGreaterThan(0.9);
    expect(result.aurocRemoved).toBeGreaterThan(0.6);
    expect(result.calibrationError).toBeLessThan(0.1);
  });

  it("sets thresholds that answer the share that each strictness promises", () => {
    const { lenient, balanced, strict } = result.calibration.thresholds;
    expect(lenient).toBeLessThan(balanced);
    expect(balanced).toBeLessThan(strict);
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
