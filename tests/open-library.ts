import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { parseArticle } from "../src/documents/read-document.js";
import type { Pilcrow } from "../src/library/pilcrow.js";
import { MemoryStore } from "../src/store/memory.js";
import { pilcrowOnSharedModel } from "./shared-model.js";

/** A library on the shipped model for the tests of a file; `articles` are files, each under its name without extension. */
export function openLibrary(articles: readonly string[]): () => Pilcrow {
  let pilcrow: Pilcrow | undefined;
  beforeAll(async () => {
    pilcrow = await pilcrowOnSharedModel(new MemoryStore());
    for (const file of articles) {
      const { base, name } = path.parse(file);
      await pilcrow.articles.add("house", parseArticle(readFileSync(file), base), { id: name });
    }
  });
  afterAll(() => pilcrow?.close());
  return () => {
    if (pilcrow === undefined) throw new Error("The library is open only while tests run.");
    return pilcrow;
  };
}
