import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexTerms, lexicalScores } from "../../src/retrieval/lexical-index.js";
import { termsOf } from "../../src/retrieval/terms.js";

describe("termsOf", () => {
  it.each([
    ["Visits, visited, visiting!", ["visit", "visit", "visit"]],
    ["the parties' policies", ["the", "party", "policy"]],
    ["naïve Café", ["naiv", "caf"]],
    ["Xi’s 25th, 2026–2030", ["xi", "25th", "2026", "2030"]],
    ["新しい時代", ["新し", "しい", "い時", "時代"]],
    ["¿¡…!", []],
  ])("%s", (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });
});

describe("lexicalScores", () => {
  it("is BM25 by the formula, computed by hand", () => {
    // Two paragraphs of 3 and 5 terms, mean 4; "tram" is in one of two, once: idf = ln(1 + 1.5 / 1.5) = ln 2.
    const index = indexTerms(["blue tram stop", "a long way to walk"]);
    const { bm25, coverage } = lexicalScores("tram", [index]);
    const saturated = (1 * 2.2) / (1 + 1.2 * (0.25 + 0.75 * (3 / 4)));
    expect(bm25[0]?.[0]).toBeCloseTo(Math.log(2) * saturated, 6);
    expect(bm25[0]?.[1]).toBe(0);
    expect(coverage[0]?.[0]).toBeCloseTo(1, 6);
  });

  it("counts a word over all the articles asked, so that what all of them say counts little", () => {
    const alike = ["council budget", "council meeting"].map((text) => indexTerms([text]));
    const { coverage } = lexicalScores("council budget", alike);
    expect(coverage[0]?.[0]).toBeCloseTo(1, 6);
    expect(coverage[1]?.[0]).toBeLessThan(0.3);
  });

  it("stays between 0 and 1 in coverage, and never negative in BM25, for any text", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (question, texts) => {
        const { bm25, coverage } = lexicalScores(question, [indexTerms(texts)]);
        for (const share of coverage[0] ?? []) expect(share).toBeLessThanOrEqual(1 + 1e-6);
        for (const value of [...(bm25[0] ?? []), ...(coverage[0] ?? [])]) expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
