import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Paragraph } from "../../src/documents/article.js";
import { Arena } from "../../src/retrieval/arena.js";
import { atOnce } from "../../src/retrieval/in-slices.js";
import { indexingTerms, type LexicalIndex } from "../../src/retrieval/lexical-index.js";
import { lexicalScores, weighTerms } from "../../src/retrieval/lexical-scores.js";

function paragraphs(...texts: string[][]): Paragraph[] {
  return texts.map((sentences, at) => {
    let end = -1;
    const spans = sentences.map((sentence) => {
      const start = end + 1;
      end = start + sentence.length;
      return { start, end };
    });
    return { number: at + 1, headings: [], text: sentences.join(" "), sentences: spans };
  });
}

function scoresOf(
  question: string,
  title: string,
  content: readonly Paragraph[],
  beside: readonly LexicalIndex[] = [],
) {
  const index = atOnce(indexingTerms(title, content));
  const terms = weighTerms(question, [index, ...beside]);
  const firstSentence = Uint32Array.from(content, (_, at) =>
    content.slice(0, at).reduce((sum, { sentences }) => sum + sentences.length, 0),
  );
  const sentences = content.reduce((sum, paragraph) => sum + paragraph.sentences.length, 0);
  return lexicalScores(terms, 0, index, index.totalLength / content.length, firstSentence, sentences, new Arena());
}

describe("lexicalScores", () => {
  it("is BM25 by the formula, computed by hand, divided by the most it can be", () => {
    // Two paragraphs of 3 and 5 terms, mean 4. "tram" is in one of two, once: idf = ln(1 + 1.5 / 1.5) = ln 2.
    const { bm25 } = scoresOf("tram", "", paragraphs(["blue tram stop"], ["a long way to walk"]));
    const [k1, b] = [0.9, 0.75];
    const score = Math.log(2) * ((1 * (k1 + 1)) / (1 + k1 * (1 - b + b * (3 / 4))));
    expect(bm25[0]).toBeCloseTo(score / (Math.log(2) * (k1 + 1)), 6);
    expect(bm25[1]).toBe(0);
  });

  it("weighs two terms by their rarity, and counts a repeated one more", () => {
    // "tram" is in all three paragraphs, "bell" in the first: idf = ln(1 + .5 / 3.5) and ln(1 + 2.5 / 1.5).
    const { bm25 } = scoresOf("tram bell", "", paragraphs(["tram bell"], ["tram tram"], ["tram stop"]));
    const [tram, bell] = [Math.log(1 + 0.5 / 3.5), Math.log(1 + 2.5 / 1.5)];
    // All have the mean length, so the denominator is count + k1.
    expect(bm25[1]).toBeCloseTo((tram / (tram + bell)) * (2 / 2.9), 6);
    expect(bm25[2]).toBeCloseTo((tram / (tram + bell)) * (1 / 1.9), 6);
  });

  it("covers by rarity in a longer text than is asked, so that a word of every paragraph still counts", () => {
    // 30 paragraphs without the words are imagined: "tram" is in 3 of 33, "bell" in 1, "fare" in none.
    const content = paragraphs(["tram bell"], ["tram tram"], ["tram stop"]);
    const { coverage, sentenceCoverage } = scoresOf("tram bell fare", "", content);
    const [tram, bell, fare] = [Math.log(1 + 30.5 / 3.5), Math.log(1 + 32.5 / 1.5), Math.log(1 + 33.5 / 0.5)];
    expect(coverage[0]).toBeCloseTo((tram + bell) / (tram + bell + fare), 6);
    expect(coverage[2]).toBeCloseTo(tram / (tram + bell + fare), 6);
    expect(sentenceCoverage).toEqual(coverage);
  });

  it("covers what a question names, whatever it is built of", () => {
    const content = paragraphs(["The tram has a bell."], ["What is it that you want to know?"]);
    expect([...scoresOf("so do you know what the tram has", "", content).coverage]).toEqual([1, 0]);
    expect([...scoresOf("what is it that you want", "", content).coverage]).toEqual([0, 0]);
  });

  it("counts the title as part of every paragraph, but of no sentence", () => {
    const { coverage, sentenceCoverage } = scoresOf(
      "tram",
      "The tram",
      paragraphs(["It is blue.", "A tram!"], ["It stops."]),
    );
    expect([...coverage]).toEqual([1, 1]);
    expect([...sentenceCoverage]).toEqual([0, 1, 0]);
  });

  it("counts a word over all the articles asked, so that what all of them say counts little", () => {
    const other = atOnce(indexingTerms("", paragraphs(["council meeting"])));
    const { bm25 } = scoresOf("council budget", "", paragraphs(["council budget"], ["council house"]), [other]);
    expect(bm25[1]).toBeLessThan(0.3 * (bm25[0] ?? 0));
  });

  it("stays between 0 and 1 for any text", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.array(fc.string(), { minLength: 1, maxLength: 5 }),
        (question, title, texts) => {
          const scores = scoresOf(question, title, paragraphs(...texts.map((text) => [text])));
          for (const value of [...scores.bm25, ...scores.coverage, ...scores.sentenceCoverage]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-5);
          }
        },
      ),
    );
  });
});
