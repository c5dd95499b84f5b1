import fc from "fast-check";
import { parseHTML } from "linkedom";
import { expect, it } from "vitest";
import { refusalCurve } from "../../src/evaluation/refusal-curve.js";
import { STRICTNESSES } from "../../src/retrieval/confidence.js";
import { recordOf } from "../../src/retrieval/signals.js";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const descending = (values: readonly number[]) => [...values].sort((a, b) => b - a);
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const column = fc.array(share, { minLength: 61, maxLength: 61 });

it("draws both curves and the three thresholds inside its frame, whatever was measured", () => {
  fc.assert(
    fc.property(column, column, column, fc.tuple(share, share, share), (thresholds, off, removed, chosen) => {
      const at = descending(thresholds);
      const [falseOff, falseRemoved] = [ascending(off), ascending(removed)];
      const curve = at.map((threshold, index) => ({
        threshold,
        answered: 0.4 + index / 100,
        falseOff: falseOff[index] ?? 0,
        falseRemoved: falseRemoved[index] ?? 0,
      }));
      const [lenient = 0, balanced = 0, strict = 0] = ascending(chosen);
      const { document } = parseHTML(
        refusalCurve(
          curve,
          recordOf(STRICTNESSES, (one) => ({ found: { lenient, balanced, strict }[one], unsure: 0 })),
        ),
      );
      const paths: string[] = [...document.querySelectorAll("path")].map((path) => path.getAttribute("d") ?? "");
      expect(paths).toHaveLength(2);
      for (const path of paths) {
        const points = path
          .split(/[ML]/)
          .slice(1)
          .map((point) => point.split(" ").map(Number));
        expect(points).toHaveLength(61);
        for (const [x = Number.NaN, y = Number.NaN] of points) {
          expect(x >= 0 && x <= 640 && y >= 0 && y <= 400, path).toBe(true);
        }
      }
      // A threshold below the whole curve has no place on it.
      const last = at.at(-1) ?? 0;
      const shown = Object.entries({ lenient, balanced, strict }).filter(([, threshold]) => threshold >= last);
      const labels = [...document.querySelectorAll("text")].map(({ textContent }) => textContent ?? "");
      for (const [strictness] of shown) expect(labels).toContain(strictness);
      expect(document.querySelectorAll("line.mark")).toHaveLength(shown.length);
    }),
    { numRuns: 50 },
  );
});
