import { writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { expect, it, onTestFinished } from "vitest";
import { TextTooLongError } from "../../src/embedding/embedding-error.js";
import { CachedEmbedder, EmbeddingCacheError } from "../../src/evaluation/embedding-cache.js";
import { WordEmbedder } from "../library/word-embedder.js";
import { temporaryFolder } from "./command.js";

function cacheFile(): string {
  return path.join(temporaryFolder(), "made-for-it/embeddings.db");
}

function open(file: string, embedder = new WordEmbedder()): { cache: CachedEmbedder; embedder: WordEmbedder } {
  const cache = new CachedEmbedder(embedder, file);
  onTestFinished(() => cache.close().catch(() => undefined));
  return { cache, embedder };
}

it("gives again what it gave, bit for bit, without asking the model, also after it was closed", async () => {
  const file = cacheFile();
  const first = open(file);
  const vector = await first.cache.embed("The first tram leaves at five.", "passage");
  expect(await first.cache.embed("The first tram leaves at five.", "passage")).toEqual(vector);
  expect(first.embedder.passages).toHaveLength(1);
  await first.cache.close();
  expect(first.embedder.closed).toBe(true);
  const second = open(file);
  expect(await second.cache.embed("The first tram leaves at five.", "passage")).toEqual(vector);
  expect(second.embedder.passages).toHaveLength(0);
});

it("keeps questions and passages apart, texts that differ by a space, and models", async () => {
  const file = cacheFile();
  const { cache, embedder } = open(file);
  for (const text of ["tram", "tram "]) {
    await cache.embed(text, "passage");
    await cache.embed(text, "question");
  }
  expect([embedder.passages, embedder.questions]).toEqual([
    ["tram", "tram "],
    ["tram", "tram "],
  ]);
  const other = open(file, new WordEmbedder("words@2"));
  expect(await other.cache.embed("tram", "passage")).not.toEqual(await cache.embed("tram", "passage"));
  expect(other.embedder.passages).toEqual(["tram"]);
});

it("remembers that a text is too long", async () => {
  const { cache } = open(cacheFile());
  const long = "word ".repeat(600);
  for (let time = 0; time < 2; time++) await expect(cache.embed(long, "passage")).rejects.toThrow(TextTooLongError);
});

it("says what to do about a file that is no cache, and leaves it as it is", () => {
  const file = path.join(temporaryFolder(), "embeddings.db");
  writeFileSync(file, "This is a letter and no database at all. ".repeat(100));
  expect(() => new CachedEmbedder(new WordEmbedder(), file)).toThrow(EmbeddingCacheError);
  expect(() => new CachedEmbedder(new WordEmbedder(), file)).toThrow(`${file} cannot be used as a cache`);
});

it("refuses a vector that has lost a part, instead of measuring with it", async () => {
  const file = cacheFile();
  const { cache } = open(file);
  await cache.embed("tram", "passage");
  const database = new DatabaseSync(file);
  database.exec("UPDATE embedding SET vector = substr(vector, 1, 100)");
  database.close();
  await expect(cache.embed("tram", "passage")).rejects.toThrow(EmbeddingCacheError);
});
