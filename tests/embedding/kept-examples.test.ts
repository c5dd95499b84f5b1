import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeExamples, fingerprintOf, keptExamplesSchema } from "../../src/embedding/kept-examples.js";

const OF = fingerprintOf("owner/name@1", ["hello"]);

/** Vectors of many numbers, none of which is near 1, as those of a model are. Short ones are left out below. */
const rows = fc.array(
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 384, maxLength: 384 }).map((numbers) => {
    const length = Math.hypot(...numbers, 1);
    return Float32Array.from(numbers, (one) => one / length);
  }),
  { maxLength: 4 },
);

it("keeps vectors nearly as they are, as rows of length 1", () => {
  fc.assert(
    fc.property(rows, (vectors) => {
      const { of, data } = keptExamplesSchema(384).parse(JSON.parse(encodeExamples(OF, vectors)));
      expect(of).toBe(OF);
      expect(data).toHaveLength(vectors.length * 384);
      for (const [at, vector] of vectors.entries()) {
        const length = Math.hypot(...vector);
        if (length < 0.9) continue;
        const row = data.subarray(at * 384, (at + 1) * 384);
        expect(Math.hypot(...row)).toBeCloseTo(1, 5);
        const cosine = row.reduce((sum, one, column) => sum + one * (vector[column] ?? 0), 0) / length;
        expect(cosine).toBeGreaterThan(0.999);
      }
    }),
    { numRuns: 20 },
  );
});

it("refuses rows of another length, and what is no base64", () => {
  const schema = keptExamplesSchema(384);
  const content = JSON.parse(encodeExamples(OF, [new Float32Array(383)]));
  expect(schema.safeParse(content).error?.message).toContain("Expected rows of 384 numbers.");
  expect(schema.safeParse({ of: OF, vectors: "?" }).success).toBe(false);
});
