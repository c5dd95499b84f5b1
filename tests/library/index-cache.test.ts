import { describe, expect, it } from "vitest";
import { IndexCache, type LoadedArticle } from "../../src/library/index-cache.js";
import { indexArticle } from "../../src/retrieval/article-index.js";
import type { Scope } from "../../src/store/scope.js";

/** An article whose vectors take so many bytes. */
function loaded(id: string, bytes: number): LoadedArticle {
  const vectors = { data: new Float32Array(bytes / 4), paragraphOf: new Int32Array(0), sentenceOf: new Int32Array(0) };
  return { index: indexArticle({ id, title: id, source: "" }, [], vectors), model: "m" };
}

/** A cache, and a way to ask it that tells whether the article had to be loaded. */
function cacheOf(capacity: number) {
  const cache = new IndexCache(capacity);
  return {
    cache,
    async loads(scope: Scope, id: string, bytes = 400, edition = "1"): Promise<boolean> {
      let loading = false;
      await cache.get(scope, id, edition, async () => {
        loading = true;
        return loaded(id, bytes);
      });
      return loading;
    },
  };
}

describe("IndexCache", () => {
  it("lets the scope that was asked least lately leave first, and whole", async () => {
    const { cache, loads } = cacheOf(1600);
    for (const id of ["a", "b"]) await loads("guild:1", id);
    for (const id of ["c", "d"]) await loads("guild:2", id);
    expect(await loads("guild:1", "a")).toBe(false);
    await loads("guild:3", "e");
    expect(cache.bytes).toBe(1200);
    expect(await loads("guild:1", "a")).toBe(false);
    expect(await loads("guild:1", "b")).toBe(false);
    expect(await loads("guild:2", "c")).toBe(true);
  });

  it("keeps a scope that is larger than all room while it is the one that is asked", async () => {
    const { cache, loads } = cacheOf(1000);
    await loads("guild:1", "a");
    for (const id of ["b", "c", "d"]) await loads("guild:2", id);
    expect(cache.bytes).toBe(1200);
    expect(await loads("guild:2", "b")).toBe(false);
    expect(await loads("guild:1", "a")).toBe(true);
    expect(cache.bytes).toBe(400);
  });

  it("loads once however many ask, again for another edition, and again after a failure", async () => {
    const { cache, loads } = cacheOf(10_000);
    const both = await Promise.all([loads("house", "a"), loads("house", "a")]);
    expect(both).toEqual([true, false]);
    expect(await loads("house", "a", 800, "2")).toBe(true);
    expect(cache.bytes).toBe(800);
    await expect(cache.get("house", "b", "1", () => Promise.reject(new Error("disk")))).rejects.toThrow("disk");
    expect(await loads("house", "b")).toBe(true);
  });

  it("counts nothing that was forgotten while it was loaded", async () => {
    const { cache } = cacheOf(10_000);
    const loading = cache.get("guild:1", "a", "1", async () => loaded("a", 400));
    cache.forget("guild:1");
    await loading;
    expect(cache.bytes).toBe(0);
  });
});
