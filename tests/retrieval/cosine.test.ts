import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosineSimilarity, cosineToRows } from "../../src/retrieval/cosine.js";

const vector = (length: number) =>
  fc
    .float32Array({ minLength: length, maxLength: length, noNaN: true, noDefaultInfinity: true, min: -100, max: 100 })
    .filter((values) => Math.hypot(...values) > 1e-3);

/** Rows of unit vectors from a small linear congruential generator: the same for the same seed. */
function unitRows(rows: number, width: number, seed: number): Float32Array {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const matrix = Float32Array.from({ length: rows * width }, next);
  for (let start = 0; start < matrix.length; start += width) {
    const row = matrix.subarray(start, start + width);
    const norm = Math.hypot(...row);
    row.set(row.map((value) => value / norm));
  }
  return matrix;
}

describe("cosineSimilarity", () => {
  it("is 1 for the same direction, 0 across, -1 opposite", () => {
    expect(cosineSimilarity(Float32Array.of(3, 4), Float32Array.of(6, 8))).toBeCloseTo(1, 6);
    expect(cosineSimilarity(Float32Array.of(1, 0), Float32Array.of(0, 5))).toBe(0);
    expect(cosineSimilarity(Float32Array.of(1, 2), Float32Array.of(-1, -2))).toBeCloseTo(-1, 6);
  });

  it("throws for vectors of different length and for a zero vector", () => {
    expect(() => cosineSimilarity(Float32Array.of(1, 2), Float32Array.of(1))).toThrow("got 2 and 1 numbers");
    expect(() => cosineSimilarity(Float32Array.of(0, 0), Float32Array.of(1, 0))).toThrow("zero vector");
  });

  it("is symmetric, bounded, and blind to scale", () => {
    fc.assert(
      fc.property(vector(12), vector(12), fc.double({ min: 0.1, max: 50, noNaN: true }), (a, b, scale) => {
        const similarity = cosineSimilarity(a, b);
        expect(Math.abs(similarity)).toBeLessThanOrEqual(1 + 1e-6);
        expect(cosineSimilarity(b, a)).toBeCloseTo(similarity, 6);
        expect(
          cosineSimilarity(
            a.map((value) => value * scale),
            b,
          ),
        ).toBeCloseTo(similarity, 4);
      }),
    );
  });
});

describe("cosineToRows", () => {
  it("is the cosine similarity of every row, for any width", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 23 })
          .chain((width) => fc.tuple(vector(width), fc.array(vector(width), { maxLength: 9 }))),
        ([query, rows]) => {
          const unit = (values: Float32Array) => values.map((value) => value / Math.hypot(...values));
          const matrix = Float32Array.from(rows.flatMap((row) => [...unit(row)]));
          const similarities = cosineToRows(unit(query), matrix);
          expect(similarities).toHaveLength(rows.length);
          for (const [at, row] of rows.entries()) expect(similarities[at]).toBeCloseTo(cosineSimilarity(query, row), 4);
        },
      ),
    );
  });

  it("ranks as plain double arithmetic does, over more rows than are computed at once", () => {
    const width = 384;
    const rows = 2000;
    const random = unitRows(rows + 1, width, 7);
    const query = random.subarray(0, width);
    const similarities = cosineToRows(query, random.subarray(width));
    for (let row = 0; row < rows; row++) {
      const exact = cosineSimilarity(query, random.subarray((row + 1) * width, (row + 2) * width));
      expect(Math.abs((similarities[row] ?? Number.NaN) - exact)).toBeLessThan(1e-6);
    }
  });

  it("gives equal rows the same value, wherever they stand and whatever was computed before", () => {
    const [query, row] = [unitRows(1, 100, 1), unitRows(1, 100, 2)];
    const matrix = Float32Array.from({ length: 4000 * 100 }, (_, at) => row[at % 100] ?? 0);
    expect(new Set(cosineToRows(query, matrix)).size).toBe(1);
    cosineToRows(unitRows(1, 384, 3), unitRows(50, 384, 4));
    expect(cosineToRows(query, row)[0]).toBe(cosineToRows(query, matrix)[3999]);
  });

  it("throws for a matrix that is no whole number of rows", () => {
    expect(() => cosineToRows(Float32Array.of(1, 0), Float32Array.of(1, 2, 3))).toThrow("got 3 numbers in all");
    const huge = new Float32Array(200_000);
    expect(() => cosineToRows(huge, huge)).toThrow("got 200000");
  });
});
