import fc from "fast-check";
import { expect, it } from "vitest";
import { type ArticleIndex, indexArticle } from "../../src/retrieval/article-index.js";
import { bestCandidates, type ParagraphScores } from "../../src/retrieval/rank.js";

/** An article of so many paragraphs without a word. */
function articleOf(id: number, length: number): ArticleIndex {
  const paragraphs = Array.from({ length }, (_, at) => ({ number: at + 1, headings: [], text: "", sentences: [] }));
  const vectors = { data: new Float32Array(), paragraphOf: new Int32Array(), sentenceOf: new Int32Array() };
  return indexArticle({ id: `${id}`, title: "", source: "" }, paragraphs, vectors);
}

function scoresOf(score: readonly number[]): ParagraphScores {
  const numbers = new Float32Array(score.length);
  const parts = { paragraphCosine: numbers, sentenceCoverage: numbers, coverage: numbers, bm25: numbers };
  return { score: Float32Array.from(score), titleCosine: 0, matches: new Map(), ...parts };
}

it("gives the best passages as a stable sort of all paragraphs cut at k would, ties included", () => {
  const score = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.float({ noNaN: true, noDefaultInfinity: true }));
  const articles = fc.array(fc.array(score, { maxLength: 30 }), { maxLength: 4 });
  fc.assert(
    fc.property(articles, fc.integer({ min: 0, max: 70 }), (scores, k) => {
      const all = scores.flatMap((ofArticle, article) =>
        ofArticle.map((one, at) => ({ score: one, place: `${article} ¶ ${at + 1}` })),
      );
      const sorted = all.toSorted((a, b) => b.score - a.score).map(({ place }) => place);
      const indexes = scores.map((ofArticle, at) => articleOf(at, ofArticle.length));
      const best = bestCandidates(scores.map(scoresOf), indexes, k);
      expect(best.map(({ passage: { article, paragraph } }) => `${article.id} ¶ ${paragraph.number}`)).toEqual(
        sorted.slice(0, k),
      );
    }),
  );
});
