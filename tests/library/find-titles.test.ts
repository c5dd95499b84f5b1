import fc from "fast-check";
import { describe, expect, it } from "vitest";
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
