import { beforeEach, describe, expect, it, vi } from "vitest";
import { ArticleChangedError, LoadedArticles, type Owned } from "../../src/library/loaded-articles.js";
import { StoreError } from "../../src/store/errors.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Scope } from "../../src/store/scope.js";
import { articleOf, importOf, tokensOf } from "./articles.js";

const PARAGRAPH = "Foxes eat plums.";
const TOKENS = [1, 2, 3].map((first) => tokensOf(100, first));

/** Articles whose vectors take so many bytes, and a way to ask for one that tells whether it had to be read. */
function loadedArticles(capacity: number, tokenCapacity = 100_000) {
  const store = new MemoryStore();
  const problems: Error[] = [];
  const onProblem = (problem: Error) => problems.push(problem);
  const loaded = new LoadedArticles(store, { capacity, tokenCapacity, onProblem });
  const read = vi.spyOn(store.articles, "read");
  const readTokens = vi.spyOn(store.articles, "readTokens");
  const owned = async (scope: Scope, id: string, bytes = 400): Promise<Owned> => {
    const known = (await store.articles.list(scope)).find((record) => record.id === id);
    if (known) return { owner: scope, record: known };
    const importId = `${scope} ${id}`;
    await store.imports.begin(scope, importOf(articleOf(id, PARAGRAPH, "They sleep.", "They run."), { id, importId }), {
      at: 0,
    });
    const rows = { paragraphOf: Int32Array.of(0), sentenceOf: Int32Array.of(0) };
    await store.imports.finish(scope, importId, {
      model: "m",
      vectors: { data: new Float32Array(bytes / 4), ...rows },
      tokens: TOKENS,
    });
    return owned(scope, id);
  };
  return {
    store,
    loaded,
    problems,
    read,
    readTokens,
    owned,
    async loads(scope: Scope, id: string, bytes = 400): Promise<boolean> {
      const one = await owned(scope, id, bytes);
      const before = read.mock.calls.length;
      await loaded.load(one);
      return read.mock.calls.length > before;
    },
  };
}

/** Of one of these articles, in bytes. */
const SIZE = await sizeOfOne();

async function sizeOfOne(): Promise<number> {
  const { loaded, loads } = loadedArticles(10_000);
  await loads("house", "a");
  return loaded.bytes;
}

describe("loaded articles", () => {
  beforeEach(() => {
    vi.restoreAllMocks();
  });

  it("let the scope that was asked least lately leave first, and whole", async () => {
    const { loaded, loads } = loadedArticles(4 * SIZE);
    for (const id of ["a", "b"]) await loads("guild:1", id);
    for (const id of ["c", "d"]) await loads("guild:2", id);
    expect(await loads("guild:1", "a")).toBe(false);
    await loads("guild:3", "e");
    expect(loaded.bytes).toBe(3 * SIZE);
    expect(await loads("guild:1", "a")).toBe(false);
    expect(await loads("guild:1", "b")).toBe(false);
    expect(await loads("guild:2", "c")).toBe(true);
  });

  it("keep a scope that is larger than all their memory while it is the one that is asked", async () => {
    const { loaded, loads } = loadedArticles(2.5 * SIZE);
    await loads("guild:1", "a");
    for (const id of ["b", "c", "d"]) await loads("guild:2", id);
    expect(loaded.bytes).toBe(3 * SIZE);
    expect(await loads("guild:2", "b")).toBe(false);
    expect(await loads("guild:1", "a")).toBe(true);
    expect(loaded.bytes).toBe(SIZE);
  });

  it("are read once however many ask, again for another edition, and again after a failure", async () => {
    const { loaded, loads, owned, read } = loadedArticles(10_000);
    const one = await owned("house", "a");
    await Promise.all([loaded.load(one), loaded.load(one)]);
    expect(read).toHaveBeenCalledTimes(1);
    await loaded.load({ ...one, record: { ...one.record, title: "Another" } });
    expect(read).toHaveBeenCalledTimes(2);
    expect(loaded.bytes).toBe(SIZE);
    read.mockRejectedValueOnce(new Error("a mistake of ours"));
    await expect(loaded.load(await owned("house", "b"))).rejects.toThrow("a mistake of ours");
    expect(await loads("house", "b")).toBe(true);
  });

  it("count text and terms beside the vectors", async () => {
    const { loaded, loads } = loadedArticles(10_000);
    await loads("house", "a", 800);
    expect(loaded.bytes).toBe(SIZE + 400);
    expect(SIZE).toBeGreaterThan(400 + 2 * PARAGRAPH.length);
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

describe("tokens of loaded articles", () => {
  const [first, second, third] = TOKENS;

  async function loadedOne(tokenCapacity?: number) {
    const parts = loadedArticles(10_000, tokenCapacity);
    const one = await parts.owned("guild:1", "a");
    const load = async () => (await parts.loaded.load(one))?.index.tokensOf ?? expect.fail("It has no tokens.");
    return { ...parts, one, load };
  }

  it("are read for the paragraphs that were not asked lately alone, and given in order", async () => {
    const { load, readTokens, loaded } = await loadedOne();
    const tokens = await load();
    expect(await tokens([2, 0])).toEqual([third, first]);
    expect(await tokens([0, 1, 2, 1])).toEqual([first, second, third, second]);
    expect(await tokens([])).toEqual([]);
    expect(readTokens.mock.calls.map(([, , positions]) => positions)).toEqual([[2, 0], [1]]);
    expect(loaded.tokenBytes).toBeGreaterThan(3 * 500);
  });

  it("take no more memory than they may, and none after their article is forgotten", async () => {
    const { load, loaded, owned } = await loadedOne(2500);
    const tokens = await load();
    await tokens([0, 1, 2]);
    expect(loaded.tokenBytes).toBeGreaterThan(1000);
    expect(loaded.tokenBytes).toBeLessThanOrEqual(2500);
    const [another] = await Promise.all([loaded.load(await owned("guild:2", "b")), tokens([0])]);
    loaded.forget("guild:1");
    expect(loaded.tokenBytes).toBe(0);
    // Whoever still asks gets them, and nothing is kept of it.
    expect(await tokens([1])).toEqual([second]);
    expect(loaded.tokenBytes).toBe(0);
    await another?.index.tokensOf?.([1]);
    loaded.forget("guild:2", "b");
    expect(loaded.tokenBytes).toBe(0);
  });

  it("are not those of another article in its place", async () => {
    const { load, store, loaded, one } = await loadedOne();
    const tokens = await load();
    await store.imports.begin(
      "guild:1",
      importOf(articleOf("a", "Other text."), { id: "a", importId: "new", vectorKey: "other" }),
      { at: 0 },
    );
    const vectors = { data: new Float32Array(9), paragraphOf: Int32Array.of(0), sentenceOf: Int32Array.of(0) };
    await store.imports.finish("guild:1", "new", { model: "m", vectors, tokens: TOKENS.toReversed() });
    await expect(tokens([0])).rejects.toBeInstanceOf(ArticleChangedError);
    expect(loaded.loaded(one)).toBeUndefined();
    expect(await (await load())([0])).toEqual([third]);
    await store.articles.remove("guild:1", "a", 1);
    await expect(tokens([1])).rejects.toBeInstanceOf(ArticleChangedError);
    expect(await loaded.load(one)).toBeUndefined();
  });

  it("that cannot be read leave their article out, which is told once", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { load, loaded, one, readTokens, problems } = await loadedOne();
    for (let times = 0; times < 2; times++) {
      const tokens = await load();
      readTokens.mockRejectedValueOnce(new StoreError("(in memory)", "the tokens are damaged."));
      await expect(tokens([0])).rejects.toBeInstanceOf(ArticleChangedError);
      await expect(loaded.load(one)).rejects.toThrow("“a” cannot be read");
      vi.setSystemTime(Date.now() + 60_000);
    }
    expect(problems).toHaveLength(1);
    expect(loaded.isReadable(one)).toBe(false);
    vi.useRealTimers();
  });
});
