import fc from "fast-check";
import { expect, it } from "vitest";
import { topK } from "../../src/retrieval/top-k.js";

it("equals a stable sort cut at k, ties included", () => {
  const score = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(fc.array(score, { maxLength: 60 }), fc.integer({ min: 0, max: 70 }), (scores, k) => {
      const sorted = scores.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
      expect(topK(scores, k)).toEqual(sorted.slice(0, k));
    }),
  );
});
