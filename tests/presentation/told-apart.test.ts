import fc from "fast-check";
import { expect, it } from "vitest";
import { comparable } from "../../src/presentation/article-by-title.js";
import { toldApart } from "../../src/presentation/told-apart.js";

it("says of each as much as it takes", () => {
  const items = [
    { title: "Foxes", source: "a.md" },
    { title: "foxes", source: "b.md" },
    { title: "Foxes", source: "b.md" },
    { title: "Trams", source: "a.md" },
  ];
  const shown = toldApart(items, [({ title }) => title, ({ title, source }) => `${title} (${source})`]);
  expect(items.map((item) => shown.get(item))).toEqual(["Foxes (a.md)", "foxes (b.md) #1", "Foxes (b.md) #2", "Trams"]);
});

it("shows no two alike that say nothing of numbers themselves", () => {
  const item = fc.record({ title: fc.constantFrom("A", "a", "B", ""), source: fc.constantFrom("x", "X", "y") });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 12 }), (items) => {
      const shown = toldApart(items, [({ title }) => title, ({ title, source }) => `${title} (${source})`]);
      const texts = items.map((one) => comparable(shown.get(one) ?? ""));
      expect(new Set(texts).size).toBe(items.length);
    }),
  );
});
