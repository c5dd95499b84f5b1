import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "../../src/language/edit-distance.js";
import { findTitles } from "../../src/library/find-titles.js";

const articles = [
  "Presidents meet in Beijing",
  "The Lindmoor tram",
  "Élysée and its gardens",
  "北京的会议",
  "House rules",
].map((title) => ({ title }));
const found = (typed: string) => findTitles(articles, typed).map(({ title }) => title);

describe("findTitles", () => {
  it.each([
    ["", articles.map(({ title }) => title)],
    ["pre", ["Presidents meet in Beijing"]],
    ["Lindmor", ["The Lindmoor tram"]],
    ["lidnmoor", ["The Lindmoor tram"]],
    ["tarm lind", ["The Lindmoor tram"]],
    ["beijnig meet", ["Presidents meet in Beijing"]],
    ["elysee", ["Élysée and its gardens"]],
    ["北京", ["北京的会议"]],
    ["zebra", []],
    ["' OR 1=1 --", []],
    ["!!!", articles.map(({ title }) => title)],
  ])("%j finds %j", (typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });

  it("puts the nearest first", () => {
    expect(findTitles([{ title: "Mouse" }, { title: "House" }], "house").map(({ title }) => title)).toEqual([
      "House",
      "Mouse",
    ]);
  });

  it("finds every title by each of its words with one letter swapped, dropped, doubled or replaced", () => {
    const word = fc.stringMatching(/^[a-z]{5,12}$/);
    const typo = fc.constantFrom("swap", "drop", "double", "replace");
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 5 }),
        fc.nat(),
        fc.nat(),
        typo,
        (words, which, where, kind) => {
          const wanted = words[which % words.length] ?? "";
          const at = where % (wanted.length - 1);
          const [head, a, b, tail] = [wanted.slice(0, at), wanted[at], wanted[at + 1], wanted.slice(at + 2)];
          const typed = { swap: `${b}${a}`, drop: b, double: `${a}${a}${b}`, replace: `q${b}` }[kind];
          expect(findTitles([{ title: words.join(" ") }], `${head}${typed}${tail}`)).toHaveLength(1);
        },
      ),
    );
  });
});

it("finds what comparing every word with every other one would", () => {
  const word = fc.stringMatching(/^[a-d]{1,8}$/);
  const words = fc.array(word, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(words, { maxLength: 6 }), words, (titles, typed) => {
      const items = titles.map((title) => ({ title: title.join(" ") }));
      const allowed = (one: string) => (one.length < 3 ? 0 : one.length < 6 ? 1 : 2);
      const errors = ({ title }: { title: string }) =>
        typed
          .map((one) =>
            Math.min(
              ...title
                .split(" ")
                .map((other) => editDistance(one, other, { prefix: true }))
                .map((distance) => (distance > allowed(one) ? Infinity : distance)),
            ),
          )
          .reduce((sum, distance) => sum + distance, 0);
      const expected = items.filter((item) => errors(item) < Infinity).sort((a, b) => errors(a) - errors(b));
      expect(findTitles(items, typed.join(" "))).toEqual(expected);
    }),
  );
});

it("looks at the first 100 characters alone", () => {
  expect(found(`beijing ${"x".repeat(100_000)}`)).toEqual(found(`beijing ${"x".repeat(92)}`));
  expect(found(`beijing${" ".repeat(93)}zebra`)).toEqual(["Presidents meet in Beijing"]);
});
