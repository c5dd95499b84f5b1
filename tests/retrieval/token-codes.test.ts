import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosineSimilarity } from "../../src/retrieval/cosine.js";
import { QuestionTokens } from "../../src/retrieval/max-sim.js";
import {
  bytesPerToken,
  decodeTokens,
  defaultTokenSpace,
  encodeTokens,
  intoSpace,
  type TokenSpace,
} from "../../src/retrieval/token-codes.js";

const STEP = 0.55;
const EDGE = 2.2;

const small = fc.double({ min: -1, max: 1, noNaN: true });
const dimensions = fc.integer({ min: 1, max: 40 });

/** Any space, and rows of any unit vectors in it. */
const spaceAndRows = dimensions.chain((length) => {
  const numbers = (number: fc.Arbitrary<number>) =>
    fc.array(number, { minLength: length, maxLength: length }).map((row) => Float32Array.from(row));
  const row = numbers(small).filter((one) => Math.hypot(...one) > 0.01);
  return fc.record({
    space: fc.record({
      offset: numbers(fc.double({ min: -0.3, max: 0.3, noNaN: true })),
      center: numbers(fc.double({ min: -0.3, max: 0.3, noNaN: true })),
      scale: numbers(fc.double({ min: 0.01, max: 0.5, noNaN: true })),
    }),
    rows: fc.array(row, { maxLength: 7 }),
    question: fc.array(row, { minLength: 1, maxLength: 9 }),
  });
});

function unit(row: Float32Array): Float32Array {
  const norm = Math.hypot(...row);
  return row.map((value) => value / norm);
}

/** The vectors that codes stand for, by the formula, in the plainest way. */
function decodedPlainly(rows: readonly Float32Array[], { center, scale }: TokenSpace): number[][] {
  return rows.map((row) => {
    const values = [...row].map((value, at) => {
      const [middle = 0, spread = 1] = [center[at], scale[at]];
      const code = Math.min(7, Math.max(0, Math.floor(((value - middle) / spread + EDGE) / STEP)));
      return middle + spread * ((code + 0.5) * STEP - EDGE);
    });
    const norm = Math.hypot(...values);
    return values.map((value) => value / norm);
  });
}

describe("encodeTokens and decodeTokens", () => {
  it("give what the formula says, for any space, any vectors and any dimensions", () => {
    fc.assert(
      fc.property(spaceAndRows, ({ space, rows }) => {
        const vectors = rows.map((row) => intoSpace(row, space));
        const codes = encodeTokens(vectors, space);
        expect(codes).toHaveLength(rows.length * bytesPerToken(space.scale.length));
        const decoded = decodeTokens({ codes, sentenceOf: new Int16Array(rows.length) }, space);
        const plain = decodedPlainly(vectors, space).flat();
        expect(decoded).toHaveLength(plain.length);
        for (const [at, value] of plain.entries()) expect(decoded[at]).toBeCloseTo(value, 4);
      }),
    );
  });

  it("come back to the same codes, and to each number within half a step where it is inside the edges", () => {
    fc.assert(
      fc.property(
        dimensions,
        fc.infiniteStream(fc.double({ min: -2.19, max: 2.19, noNaN: true })),
        (length, stream) => {
          // Numbers inside the edges of a space of scale 1; decoding scales to length 1, which is undone here.
          const row = Float32Array.from([...stream.take(length)]);
          const space = { ...defaultTokenSpace(length), scale: new Float32Array(length).fill(1) };
          const codes = encodeTokens([row], space);
          const decoded = decodeTokens({ codes, sentenceOf: Int16Array.of(0) }, space);
          const norm = Math.hypot(...decodedLevels(row));
          const levels = decoded.map((value) => value * norm);
          for (const [at, value] of row.entries())
            expect(Math.abs((levels[at] ?? 9) - value)).toBeLessThan(STEP / 2 + 1e-4);
          expect(encodeTokens([levels], space)).toEqual(codes);
        },
      ),
    );
  });

  it("keep the direction of a vector as wide as a model's", () => {
    const space = defaultTokenSpace(384);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 384, maxLength: 384 }),
        (numbers) => {
          // A sum of several uniform numbers is spread as a model's numbers are.
          const spread = numbers.map((_, at) =>
            [0, 7, 31, 101].reduce((sum, by) => sum + (numbers[(at + by) % 384] ?? 0), 0.01),
          );
          const vector = intoSpace(Float32Array.from(spread), space);
          const decoded = decodeTokens({ codes: encodeTokens([vector], space), sentenceOf: Int16Array.of(0) }, space);
          // fast-check likes vectors with a few great numbers, which the edges cut.
          const most = Math.max(...vector.map(Math.abs)) * Math.sqrt(384);
          if (most < 3) expect(cosineSimilarity(vector, decoded)).toBeGreaterThan(0.95);
        },
      ),
      { numRuns: 30 },
    );
  });
});

function decodedLevels(row: Float32Array): number[] {
  return [...row].map((value) => (Math.min(7, Math.max(0, Math.floor((value + EDGE) / STEP))) + 0.5) * STEP - EDGE);
}

describe("QuestionTokens", () => {
  it("gives the highest cosine similarities as plain JavaScript does, for any dimensions and any groups", () => {
    fc.assert(
      fc.property(spaceAndRows, fc.integer({ min: 1, max: 4 }), ({ space, rows, question }, groups) => {
        const width = space.scale.length;
        const asked = question.map((row) => unit(row));
        const codes = encodeTokens(
          rows.map((row) => intoSpace(row, space)),
          space,
        );
        const groupOf = rows.map((_, at) => (at * 7) % groups);
        const tokens = new QuestionTokens(Float32Array.from(asked.flatMap((row) => [...row])), space);
        const highest = tokens.highest(codes, groupOf, groups);
        const decoded = decodeTokens({ codes, sentenceOf: new Int16Array(rows.length) }, space);
        expect(highest).toHaveLength(groups * asked.length);
        for (const [at, value] of highest.entries()) {
          const [group, token] = [Math.floor(at / asked.length), at % asked.length];
          const cosines = groupOf.flatMap((one, row) =>
            one === group
              ? dot(asked[token] ?? new Float32Array(), decoded.subarray(row * width, (row + 1) * width))
              : [],
          );
          expect(value).toBeCloseTo(Math.max(-1, ...cosines), 4);
        }
      }),
    );
  });

  it("compares paragraphs of more tokens than are compared at once", () => {
    const space = defaultTokenSpace(384);
    const axis = (at: number) => Float32Array.from({ length: 384 }, (_, number) => (number === at ? 1 : 0.001));
    const vectors = Array.from({ length: 20_000 }, (_, at) => intoSpace(axis(at === 19_999 ? 5 : 9), space));
    const tokens = new QuestionTokens(intoSpace(axis(5), space), space);
    const codes = encodeTokens(vectors, space);
    const [first = 0, last = 0] = tokens.highest(
      codes,
      vectors.map((_, at) => Number(at === 19_999)),
      2,
    );
    expect(last).toBeGreaterThan(first + 0.05);
    const [alone] = tokens.highest(codes.slice(-bytesPerToken(384)), [0], 1);
    expect(last).toBe(alone);
  });

  it("compares no more of an endless question than it has room for", () => {
    const space = defaultTokenSpace(384);
    const tokens = new QuestionTokens(new Float32Array(5_000 * 384).fill(1 / Math.sqrt(384)), space);
    expect(tokens.count).toBe(128);
  });
});

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
