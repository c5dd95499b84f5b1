import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  auroc,
  calibrationError,
  hitAt,
  mean,
  ndcgAt10,
  reciprocalRankAt10,
  reliability,
} from "../../src/evaluation/measures.js";

describe("ranking measures, by hand", () => {
  const right = [false, true, false, true];
  it("hit@k", () => {
    expect([1, 2, 3].map((k) => hitAt(k, right))).toEqual([0, 1, 1]);
  });
  it("reciprocal rank", () => {
    expect(reciprocalRankAt10(right)).toBe(1 / 2);
    expect(reciprocalRankAt10(new Array(12).fill(false).with(11, true))).toBe(0);
  });
  it("nDCG@10", () => {
    const ideal = 1 + 1 / Math.log2(3) + 1 / Math.log2(4);
    expect(ndcgAt10(right, 3)).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(5)) / ideal, 12);
    expect(ndcgAt10([true, true], 2)).toBe(1);
    expect(ndcgAt10([], 1)).toBe(0);
  });
  it("mean of nothing is null", () => {
    expect(mean([])).toBeNull();
  });
});

describe("auroc", () => {
  const scores = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 25 });
  it("is the share of pairs in the right order, ties counting half", () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const pairs = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        expect(auroc(positives, negatives)).toBeCloseTo(mean(pairs) ?? Number.NaN, 10);
      }),
    );
  });
  it("needs both kinds", () => {
    expect(auroc([1], [])).toBeNull();
  });
});

describe("calibration", () => {
  it("is without error where confidence is the truth, and the gap where it is not", () => {
    const told = (confidence: number, answerable: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({ confidence, answerable: at < answerable }));
    expect(calibrationError(told(0.25, 1, 4))).toBeCloseTo(0, 12);
    expect(calibrationError([...told(0.9, 4, 8), ...told(0.1, 0, 8)])).toBeCloseTo((0.4 + 0.1) / 2, 12);
    expect(calibrationError([])).toBeNull();
  });
  it("puts a confidence of 1 into the last bin", () => {
    expect(reliability([{ confidence: 1, answerable: true }])).toMatchObject([{ from: 0.9, to: 1, count: 1 }]);
  });
});
