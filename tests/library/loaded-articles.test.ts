import { beforeEach, describe, expect, it, vi } from "vitest";
import { LoadedArticles, type Owned } from "../../src/library/loaded-articles.js";
import { StoreError } from "../../src/store/errors.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Scope } from "../../src/store/scope.js";
import { articleOf, importOf } from "./articles.js";

const PARAGRAPH = "Foxes eat plums.";

/** Articles whose vectors take so many bytes, and a way to ask for one that tells whether it had to be read. */
function loadedArticles(capacity: number) {
  const store = new MemoryStore();
  const loaded = new LoadedArticles(store, { capacity });
  const read = vi.spyOn(store.articles, "read");
  const owned = async (scope: Scope, id: string, bytes = 400): Promise<Owned> => {
    const known = (await store.articles.list(scope)).find((record) => record.id === id);
    if (known) return { owner: scope, record: known };
    const importId = `${scope} ${id}`;
    await store.imports.begin(scope, importOf(articleOf(id, PARAGRAPH), { id, importId }), { at: 0 });
    const rows = { paragraphOf: Int32Array.of(0), sentenceOf: Int32Array.of(0) };
    await store.imports.finish(scope, importId, {
      model: "m",
      vectors: { data: new Float32Array(bytes / 4), ...rows },
      tokens: [],
    });
    return owned(scope, id);
  };
  return {
    store,
    loaded,
    read,
    owned,
    async loads(scope: Scope, id: string, bytes = 400): Promise<boolean> {
      const one = await owned(scope, id, bytes);
      const before = read.mock.calls.length;
      await loaded.load(one);
      return read.mock.calls.length > before;
    },
  };
}

describe("loaded articles", () => {
  beforeEach(() => {
    vi.restoreAllMocks();
  });

  it("let the scope that was asked least lately leave first, and whole", async () => {
    const { loaded, loads } = loadedArticles(1600);
    for (const id of ["a", "b"]) await loads("guild:1", id);
    for (const id of ["c", "d"]) await loads("guild:2", id);
    expect(await loads("guild:1", "a")).toBe(false);
    await loads("guild:3", "e");
    expect(loaded.bytes).toBe(1200);
    expect(await loads("guild:1", "a")).toBe(false);
    expect(await loads("guild:1", "b")).toBe(false);
    expect(await loads("guild:2", "c")).toBe(true);
  });

  it("keep a scope that is larger than all their memory while it is the one that is asked", async () => {
    const { loaded, loads } = loadedArticles(1000);
    await loads("guild:1", "a");
    for (const id of ["b", "c", "d"]) await loads("guild:2", id);
    expect(loaded.bytes).toBe(1200);
    expect(await loads("guild:2", "b")).toBe(false);
    expect(await loads("guild:1", "a")).toBe(true);
    expect(loaded.bytes).toBe(400);
  });

  it("are read once however many ask, again for another edition, and again after a failure", async () => {
    const { loaded, loads, owned, read } = loadedArticles(10_000);
    const one = await owned("house", "a");
    await Promise.all([loaded.load(one), loaded.load(one)]);
    expect(read).toHaveBeenCalledTimes(1);
    await loaded.load({ ...one, record: { ...one.record, title: "Another" } });
    expect(read).toHaveBeenCalledTimes(2);
    expect(loaded.bytes).toBe(400);
    read.mockRejectedValueOnce(new Error("a mistake of ours"));
    await expect(loaded.load(await owned("house", "b"))).rejects.toThrow("a mistake of ours");
    expect(await loads("house", "b")).toBe(true);
  });

  it("count nothing that was forgotten while it was read", async () => {
    const { loaded, owned } = loadedArticles(10_000);
    const loading = loaded.load(await owned("guild:1", "a"));
    loaded.forget("guild:1");
    await loading;
    expect(loaded.bytes).toBe(0);
  });

  it("do not read what could not be read again at every question", async () => {
    const { loaded, owned, read } = loadedArticles(10_000);
    const one = await owned("guild:1", "a");
    read.mockRejectedValueOnce(new StoreError("(in memory)", "the disk is away."));
    await expect(loaded.load(one)).rejects.toThrow("“a” cannot be read");
    await expect(loaded.load(one)).rejects.toThrow("“a” cannot be read");
    expect(read).toHaveBeenCalledTimes(1);
    expect(loaded.isReadable(one)).toBe(false);
    await loaded.check(one);
    expect(loaded.isReadable(one)).toBe(true);
  });
});
