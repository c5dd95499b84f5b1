import { readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { expect, it } from "vitest";
import { createPilcrow } from "../../src/library/pilcrow.js";
import { passagesOf } from "../../src/retrieval/answer.js";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { articleOf, embeddedAs, embeddedBy, importOf, tokensOf } from "../library/articles.js";
import { temporaryFolder } from "../library/temporary-folder.js";
import { WORD_CALIBRATION, WordEmbedder } from "../library/word-embedder.js";

/** A folder with a database as a version of Pilcrow wrote it. */
function folderOfVersion(version: 1 | 3 | 6 | 7 | 8 | 9 | 10 | 11): string {
  const folder = temporaryFolder();
  const database = new DatabaseSync(path.join(folder, "pilcrow.db"));
  database.exec(readFileSync(path.join(import.meta.dirname, `fixtures/version-${version}.sql`), "utf8"));
  database.close();
  return folder;
}

it("a library of version 1 is brought here whole, and its import is taken up", async () => {
  const folder = folderOfVersion(1);
  const store = await SqliteStore.open(folder);
  const embedder = new WordEmbedder();
  const pilcrow = createPilcrow({ embedder, calibration: WORD_CALIBRATION, store });
  expect((await pilcrow.library.list("guild:1")).map(({ title }) => title)).toEqual(["Long", "Trams"]);
  const long = (await store.articles.list("guild:1")).find(({ title }) => title === "Long");
  const content = await store.articles.read("guild:1", long?.id ?? "");
  expect(content?.paragraphs.map(({ number, text, page }) => [number, text, page])).toEqual(
    Array.from({ length: 300 }, (_, at) => [at + 1, `Part ${at + 1}.`, at + 2]),
  );
  expect(content?.vectors.paragraphOf).toEqual(Int32Array.from({ length: 700 }, (_, row) => row % 300));
  expect(content?.vectors.data).toEqual(Float32Array.from({ length: 1400 }, (_, at) => at / 2));

  const [trams] = (await store.articles.list("guild:1")).filter(({ title }) => title === "Trams");
  expect(await store.articles.readText("guild:1", trams?.id ?? "")).toEqual([
    {
      number: 1,
      headings: ["Lines", "“North”"],
      text: "The tram runs. It stops.",
      sentences: [
        { start: 0, end: 14 },
        { start: 15, end: 24 },
      ],
    },
  ]);
  expect(await pilcrow.resumeImports()).toEqual({ finished: 1, problems: [] });
  const answer = await pilcrow.library.ask("guild:2", "What do foxes eat in autumn?");
  expect(answer.kind === "found" && answer.passages[0].paragraph).toEqual({
    number: 1,
    headings: [],
    text: "Foxes eat plums in autumn.",
    sentences: [{ start: 0, end: 26 }],
    page: 3,
  });
  expect(content?.hasTokens).toBe(false);
  // New vectors of an article take nothing of its text away.
  expect(
    await store.articles.setVectors("guild:1", trams?.id ?? "", "k1", {
      model: "n",
      vectors: { data: Float32Array.of(1, 2), paragraphOf: Int32Array.of(0), sentenceOf: Int32Array.of(-1) },
      tokens: [tokensOf(2)],
    }),
  ).toBe(true);
  const embedded = await embeddedAs(store, "guild:1", trams?.id ?? "");
  expect(await store.articles.readTokens("guild:1", trams?.id ?? "", [0], embedded)).toEqual([tokensOf(2)]);
  await store.retention.purge({ removed: 0, counts: 0, gaps: 0, left: 0 });
  expect(await store.articles.readText("guild:1", trams?.id ?? "")).toHaveLength(1);
  await store.close();
});

it("a library of version 3, without tokens, answers by the running model, never surely, until it is embedded anew", async () => {
  const store = await SqliteStore.open(folderOfVersion(3));
  const embedder = new WordEmbedder("words@1+tokens1");
  const openModel = async () => Promise.reject(new Error("A second model was started."));
  const pilcrow = createPilcrow({ embedder, calibration: WORD_CALIBRATION, store, openModel });
  const ask = async () => {
    const answer = await pilcrow.library.ask("guild:1", "What do foxes eat in autumn?");
    return [answer.kind, passagesOf(answer)[0]?.paragraph.text];
  };
  const passage = "Foxes eat plums in autumn. They sleep late.";
  expect((await store.articles.list("guild:1")).map(({ model }) => model)).toEqual(["words@1"]);
  expect((await embeddedAs(store, "guild:1", "a1")).hasTokens).toBe(false);
  expect((await pilcrow.articles.details("guild:1")).map(({ ready }) => ready)).toEqual([true, true]);
  expect(await ask()).toEqual(["unsure", passage]);
  expect(await pilcrow.embedAnew()).toBe(2);
  expect(await ask()).toEqual(["found", passage]);
  const content = await embeddedAs(store, "guild:1", "a1");
  expect(content).toMatchObject({ model: "words@1+tokens1", hasTokens: true });
  expect(await store.articles.readTokens("guild:1", "a1", [0, 1], content)).toHaveLength(2);
  expect(await pilcrow.embedAnew()).toBe(0);
  expect(embedder.closed).toBe(false);
  await pilcrow.close();
  await store.close();
});

it("an article of version 6 keeps the verdicts on what stays when it is replaced", async () => {
  const store = await SqliteStore.open(folderOfVersion(6));
  const pilcrow = createPilcrow({
    embedder: new WordEmbedder("words@1+tokens1"),
    calibration: WORD_CALIBRATION,
    store,
  });
  expect(await store.feedback.list("guild:1")).toHaveLength(2);
  expect(await store.refreshes.plans("guild:1")).toEqual([]);
  expect(await store.refreshes.plan("guild:1", "a1", "weekly", 5)).toBe(true);
  const edition = articleOf("Foxes", "A new beginning.", "Foxes eat plums in autumn.");
  await pilcrow.articles.refresh("guild:1", "a1", edition);
  expect(await store.feedback.list("guild:1")).toMatchObject([{ articleId: "a1", paragraph: 2, verdict: "good" }]);
  expect(await store.refreshes.changes("guild:1")).toMatchObject([{ added: 1, removed: 1, kept: 1 }]);
  expect(await store.refreshes.plans("guild:1")).toMatchObject([{ articleId: "a1", pace: "weekly" }]);
  await pilcrow.close();
  await store.close();
});

it("a library of version 7 keeps its articles of messages, of which nobody knows who wrote them", async () => {
  const store = await SqliteStore.open(folderOfVersion(7));
  // Those of the first versions were called after their authors.
  const facts = { source: "a message", messages: [] };
  expect(await store.articles.list("guild:1")).toMatchObject([{ ...facts, title: "Foxes", addedBy: "8" }]);
  expect(await store.imports.claim()).toMatchObject({ ...facts, title: "Coming" });
  expect((await store.retention.tracesOf("7")).messages).toEqual([]);
  const message = { person: "7", address: "https://discord.com/channels/1/2/4", first: 1, last: 1 };
  const pending = importOf(articleOf("Wolves", "Wolves howl."), { addedBy: "8", messages: [message] });
  await store.imports.begin("guild:1", pending, { at: 1 });
  await store.imports.finish("guild:1", pending.importId, embeddedBy("m"));
  expect((await store.retention.tracesOf("7")).messages).toEqual([
    { scope: "guild:1", articleId: pending.id, title: "Wolves", address: message.address },
  ]);
  await store.close();
});

it.each([8, 9, 10, 11] as const)(
  "a library of version %i answers the same, and keeps all that belongs to it",
  async (version) => {
    const store = await SqliteStore.open(folderOfVersion(version));
    const embedder = new WordEmbedder("words@1+tokens1");
    const pilcrow = createPilcrow({ embedder, calibration: WORD_CALIBRATION, store });
    const message = { person: "7", address: "https://discord.com/channels/1/2/4", first: 1, last: 1 };
    // Until version 9 the source of an article made of messages named their author.
    const source = version < 10 ? "a message" : "Foxes.md";
    expect(await store.articles.list("guild:1")).toMatchObject([
      { id: "a1", title: "Foxes", source, addedBy: "8", messages: [message] },
      { id: "a2", title: "Trams", messages: [] },
    ]);
    // All that is checked when it is read is whole: facts, texts, vectors and tokens.
    expect((await pilcrow.articles.details("guild:1")).map(({ readable }) => readable)).toEqual([true, true]);
    const answer = await pilcrow.library.ask("guild:1", "What do foxes eat in autumn?");
    expect([answer.kind, passagesOf(answer)[0]?.paragraph.text]).toEqual([
      "found",
      "Foxes eat plums in autumn. They sleep late.",
    ]);
    expect(await pilcrow.embedAnew()).toBe(0);
    expect(await pilcrow.settings.get("guild:1")).toMatchObject({ gaps: true });
    expect(await store.refreshes.plans("guild:1")).toMatchObject([{ articleId: "a2", pace: "weekly" }]);
    expect((await store.reports.list()).map(({ articleId }) => articleId)).toEqual(version < 9 ? [] : ["a1"]);
    expect(await pilcrow.resumeImports()).toEqual({ finished: 1, problems: [] });
    expect((await store.articles.list("guild:1")).map(({ title, damaged }) => [title, damaged])).toEqual([
      ["Foxes", undefined],
      ["Owls", undefined],
      ["Trams", undefined],
    ]);
    await pilcrow.close();
    await store.close();
  },
);

it("settings of a version that knew fewer are read, and changed", async () => {
  const folder = folderOfVersion(3);
  const database = new DatabaseSync(path.join(folder, "pilcrow.db"));
  const kept = { managerRoles: ["5"], strictness: "strict", defaultArticles: {} };
  database.prepare("INSERT OR REPLACE INTO settings (scope, json) VALUES ('guild:9', ?)").run(JSON.stringify(kept));
  database.close();
  const store = await SqliteStore.open(folder);
  const { settings, close } = createPilcrow({ embedder: new WordEmbedder(), store });
  expect(await settings.get("guild:9")).toMatchObject(kept);
  await settings.change("guild:9", { gaps: true });
  expect(await settings.get("guild:9")).toMatchObject({ ...kept, gaps: true });
  await close();
  await store.close();
});
