import { describe, expect, it } from "vitest";
import { atOnce } from "../../src/retrieval/in-slices.js";
import { indexingTerms } from "../../src/retrieval/lexical-index.js";
import { closestWord, unknownWords, withWords } from "../../src/retrieval/spelling.js";

const text = "The special visit of the structural committee secured stability in Connecticut.";
const indexes = [
  atOnce(indexingTerms("Istanbul", [{ number: 1, headings: [], text, sentences: [{ start: 0, end: text.length }] }])),
];

describe("unknownWords", () => {
  it.each([
    ["25th vist whats so specail about it??", ["vist", "whats", "specail", "about"]],
    ["Were VISITS and committees special?", ["were"]],
    ["is it in Istanbul's 2026 plan", ["plan"]],
    ["新しい時代 ¿¡", []],
  ])("of %s", (question, words) => {
    expect(unknownWords(question, indexes)).toEqual(words);
  });
});

describe("closestWord", () => {
  it.each([
    ["vist", "visit", "a letter is missing"],
    ["specail", "special", "two letters are swapped"],
    ["connectitcut", "connecticut", "one too many"],
    ["stabilaty", "stability", "one is wrong"],
    ["structual", "structural", "one is missing"],
    ["cmmitee", "committee", undefined],
    ["committe", "committee", "one is missing"],
    ["instanbul", "istanbul", "one too many, in the title"],
    ["pecial", undefined, "another first letter"],
    ["lens", undefined, "nothing is near"],
  ])("%s → %s", (misspelt, meant, why) => {
    expect(closestWord(misspelt, indexes)).toBe(why === undefined ? undefined : meant);
  });

  it("takes the fewest slips, then the alphabet", () => {
    const words = "marten martin marlin";
    const index = atOnce(
      indexingTerms("", [{ number: 1, headings: [], text: words, sentences: [{ start: 0, end: 20 }] }]),
    );
    expect(closestWord("martyn", [index])).toBe("marten");
    expect(closestWord("marlni", [index])).toBe("marlin");
  });
});

it("replaces words and leaves everything else as it was written", () => {
  const corrections = new Map([["specail", "special"]]);
  expect(withWords("What's so  SPECAIL, “specail” or specails?", corrections)).toBe(
    "What's so  special, “special” or specails?",
  );
});
