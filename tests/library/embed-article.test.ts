import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { embedArticle } from "../../src/library/embed-article.js";
import { articleOf } from "./articles.js";
import { WordEmbedder } from "./word-embedder.js";

/** Knows how many texts waited for it at the same time. */
class CountingEmbedder extends WordEmbedder {
  most = 0;
  #waiting = 0;

  override async embed(text: string, kind: "question" | "passage"): Promise<Float32Array> {
    this.most = Math.max(this.most, ++this.#waiting);
    await setImmediate();
    this.#waiting--;
    return super.embed(text, kind);
  }
}

test("a paragraph of thousands of sentences is not on its way at once, and keeps its order", async () => {
  const embedder = new CountingEmbedder();
  const sentences = Array.from({ length: 3000 }, (_, n) => `Sentence ${n} ends here.`);
  const { vectors } = await embedArticle(embedder, articleOf("Many", sentences.join(" ")));
  expect(vectors.sentenceOf.filter((sentence) => sentence >= 0)).toEqual(Int32Array.from(sentences, (_, n) => n));
  expect(embedder.most).toBeLessThan(300);
});

test("what is stopped inside a paragraph is stopped soon", async () => {
  const embedder = new CountingEmbedder();
  const stop = new AbortController();
  const sentences = Array.from({ length: 3000 }, (_, n) => `Sentence ${n} ends here.`);
  const embedding = embedArticle(embedder, articleOf("Many", sentences.join(" ")), undefined, stop.signal);
  await setImmediate();
  stop.abort(new Error("stopped"));
  await expect(embedding).rejects.toThrow("stopped");
  await setImmediate();
  expect(embedder.passages.length).toBeLessThan(300);
});
