import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseThresholds, type Line } from "../../src/evaluation/choose-thresholds.js";
import { STRICTNESSES } from "../../src/retrieval/confidence.js";

const line: fc.Arbitrary<Line> = fc.record({
  answerable: fc.boolean(),
  isRight: fc.boolean(),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  isForeign: fc.boolean(),
});

/** So many questions of a kind, their confidences spread evenly from one to another. */
function spread(count: number, from: number, to: number, kind: Pick<Line, "answerable" | "isRight">): Line[] {
  return Array.from({ length: count }, (_, at) => ({
    ...kind,
    confidence: from + ((at + 0.5) / count) * (to - from),
    isForeign: false,
  }));
}

const right = { answerable: true, isRight: true };
const wrong = { answerable: true, isRight: false };
const none = { answerable: false, isRight: false };

describe("thresholds by promises", () => {
  it("are thresholds, grow with strictness, and put unsure below found, for any lines", () => {
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 30 }), { maxLength: 3 }), (sets) => {
        const chosen = chooseThresholds(sets);
        const all = STRICTNESSES.map((strictness) => chosen[strictness]);
        for (const { found, unsure } of all) {
          expect(unsure).toBeGreaterThanOrEqual(0);
          expect(found).toBeLessThanOrEqual(1);
          expect(unsure).toBeLessThanOrEqual(found);
        }
        for (const tier of ["found", "unsure"] as const) {
          const values = all.map((one) => one[tier]);
          expect(values).toEqual(values.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it("find as much as the promises of found allow, and then show as much as that of unsure asks for", () => {
    const lines = [...spread(90, 0.1, 1, right), ...spread(10, 0.1, 0.5, wrong), ...spread(50, 0, 0.6, none)];
    const { found, unsure } = chooseThresholds([lines]).balanced;
    const isFound = ({ confidence }: Line) => confidence >= found;
    const of = (kind: Pick<Line, "answerable" | "isRight">) =>
      lines.filter(({ answerable, isRight }) => answerable === kind.answerable && isRight === kind.isRight);
    const precision = of(right).filter(isFound).length / lines.filter(isFound).length;
    // Two hundredths less count as kept.
    expect(precision).toBeGreaterThanOrEqual(0.88);
    expect(precision).toBeLessThan(0.93);
    expect(of(none).filter(isFound).length / 50).toBeLessThanOrEqual(0.12);
    const shown = of(right).filter(({ confidence }) => confidence >= unsure).length;
    // 90 of the 100 have the right paragraph first, so .92 is out of reach: of the 90, 97 % are.
    expect(shown).toBe(Math.ceil(0.97 * 90));
  });

  it("let the promise on unanswerable questions go before finding more", () => {
    const { balanced } = chooseThresholds([[...spread(1000, 0, 1, right), ...spread(25, 0.8, 1, none)]]);
    // Precision would allow all; of 25 unanswerable ones 3 may be found.
    expect(balanced.found).toBeGreaterThan(0.97);
  });

  it("never count a foreign question as found", () => {
    const foreign = spread(100, 0.9, 1, none).map((one) => ({ ...one, isForeign: true }));
    const { balanced } = chooseThresholds([[...spread(100, 0, 1, right), ...foreign]]);
    expect(balanced.found).toBeLessThan(0.05);
  });

  it("weigh a small set like a large one", () => {
    const large = [...spread(1000, 0, 1, right)];
    const small = [...spread(10, 0, 1, right), ...spread(10, 0, 0.8, wrong)];
    const { balanced } = chooseThresholds([large, small]);
    const found = small.filter(({ confidence }) => confidence >= balanced.found);
    const precision = found.filter(({ isRight }) => isRight).length / found.length;
    expect((1 + precision) / 2).toBeGreaterThanOrEqual(0.88);
  });
});
