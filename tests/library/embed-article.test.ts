import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { PassageEmbedding, PassageText } from "../../src/embedding/embedder.js";
import { embedArticle } from "../../src/library/embed-article.js";
import { HEADING } from "../../src/retrieval/token-codes.js";
import { articleOf } from "./articles.js";
import { WordEmbedder } from "./word-embedder.js";

/** Knows how many texts waited for it at the same time. */
class CountingEmbedder extends WordEmbedder {
  most = 0;
  #waiting = 0;

  override async embedPassage(passage: PassageText): Promise<PassageEmbedding> {
    this.most = Math.max(this.most, ++this.#waiting);
    await setImmediate();
    this.#waiting--;
    return super.embedPassage(passage);
  }
}

const MANY = Array.from({ length: 3000 }, (_, n) => `Sentence ${n} ends here.`).join(" ");

test("embeds each paragraph once, under its title and headings, and keeps the tokens of both", async () => {
  const embedder = new WordEmbedder();
  const article = articleOf(
    "Trams",
    "## Fares",
    "A ticket costs four crowns. Dogs pay nothing.",
    "### Dogs",
    "On a lead.",
  );
  const { vectors, tokens } = await embedArticle(embedder, article);
  expect(embedder.passages).toEqual([
    "Trams",
    "Trams › Fares\nA ticket costs four crowns. Dogs pay nothing.",
    "Trams › Fares › Dogs\nOn a lead.",
  ]);
  expect([...vectors.paragraphOf]).toEqual([-1, 0, 1]);
  expect([...vectors.sentenceOf]).toEqual([-1, -1, -1]);
  expect(tokens.map(({ sentenceOf }) => [...sentenceOf])).toEqual([
    [HEADING, 0, 0, 0, 0, 0, 1, 1, 1],
    [HEADING, HEADING, 0, 0, 0],
  ]);
});

test("a paragraph of thousands of sentences is not on its way at once, and keeps its order", async () => {
  const embedder = new CountingEmbedder();
  const { vectors, tokens } = await embedArticle(embedder, articleOf("Many", MANY));
  const sentenceOf = [...(tokens[0]?.sentenceOf ?? [])];
  expect([...new Set(sentenceOf)]).toEqual(Array.from({ length: 3000 }, (_, n) => n));
  expect(sentenceOf).toEqual(sentenceOf.toSorted((a, b) => a - b));
  expect(vectors.paragraphOf.filter((paragraph) => paragraph === 0).length).toBeGreaterThan(20);
  expect(embedder.most).toBeLessThan(30);
});

test("what is stopped inside a paragraph is stopped soon", async () => {
  const embedder = new CountingEmbedder();
  const stop = new AbortController();
  const embedding = embedArticle(embedder, articleOf("Many", MANY), undefined, stop.signal);
  while (embedder.most === 0) await setImmediate();
  stop.abort(new Error("stopped"));
  await expect(embedding).rejects.toThrow("stopped");
  await setImmediate();
  expect(embedder.passages.length).toBeLessThan(30);
});
