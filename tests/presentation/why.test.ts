import fc from "fast-check";
import { expect, test } from "vitest";
import { scoreStrip } from "../../src/presentation/why.js";

test.each([
  ["every level", [0, 1, 2, 3, 4, 5, 6, 7], 60, "▁▂▃▄▅▆▇█"],
  ["scores close together", [0.81, 0.8, 0.82], 60, "▅▁█"],
  ["equal scores", [0.5, 0.5, 0.5], 60, "▁▁▁"],
  ["one paragraph", [0.9], 60, "▁"],
  ["no paragraph", [], 60, ""],
  ["neighbours that share a character show the greatest", [0, 9, 0, 0, 0, 0], 3, "█▁▁"],
  ["groups as equal as they can be", [0, 9, 0, 0, 5], 2, "█▁"],
])("the strip of %s", (_, scores, width, strip) => {
  expect(scoreStrip(scores, width)).toBe(strip);
});

test("has a character for each paragraph, at most the width, and shows the best where it is", () => {
  const scores = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 500 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 100 }), (all, width) => {
      const strip = [...scoreStrip(all, width)];
      expect(strip).toHaveLength(Math.min(all.length, width));
      expect(strip.join("")).toMatch(/^[▁-█]+$/);
      if (strip.length === all.length && new Set(all).size > 1) {
        expect(strip[all.indexOf(Math.max(...all))]).toBe("█");
        expect(strip[all.indexOf(Math.min(...all))]).toBe("▁");
      }
    }),
  );
});
