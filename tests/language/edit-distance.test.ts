import fc from "fast-check";
import { expect, it } from "vitest";
import { editDistance } from "../../src/language/edit-distance.js";

it.each([
  ["", "word", 0],
  ["wo", "word", 0],
  ["wrod", "word", 1],
  ["words", "word", 1],
  ["xyz", "word", 3],
])("of %j to a beginning of %j is %i", (typed, word, distance) => {
  expect(editDistance(typed, word, { prefix: true })).toBe(distance);
});

it.each([
  ["", "word", 4],
  ["word", "word", 0],
  ["wrod", "word", 1],
  ["wo", "word", 2],
  ["ca", "abc", 3],
])("of %j to %j is %i", (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
});

it("gives a distance within the bound as it is, a greater one as infinite", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
  fc.assert(
    fc.property(word, word, fc.boolean(), fc.integer({ min: 0, max: 9 }), (from, to, prefix, most) => {
      const distance = editDistance(from, to, { prefix });
      expect(editDistance(from, to, { prefix, most })).toBe(distance <= most ? distance : Infinity);
    }),
  );
});
