import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Documents } from "../../src/documents/documents.js";
import { UnknownArticleError, UnreadableArticleError } from "../../src/library/errors.js";
import { syncFolder } from "../../src/library/folder-sync.js";
import type { Owned } from "../../src/library/loaded-articles.js";
import { createPilcrow, type Pilcrow } from "../../src/library/pilcrow.js";
import { repairing } from "../../src/library/repair.js";
import { StoreError } from "../../src/store/errors.js";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { runHere } from "../commands/run-here.js";
import { articleOf } from "./articles.js";
import { temporaryFolder } from "./temporary-folder.js";
import { WORD_CALIBRATION, WordEmbedder } from "./word-embedder.js";

const guild = "guild:1";
const foxes = articleOf("Foxes", "Foxes eat plums in autumn.", "They sleep under old bridges.");
const trams = articleOf("Trams", "The tram to Lindmoor runs hourly.", "A ticket costs four crowns.");

let folder: string;
let store: SqliteStore;
let pilcrow: Pilcrow;
let problems: Error[];
let foxesId: string;
/** What is done about an article that cannot be read. */
let repair: (owned: Owned) => void = () => {};

beforeEach(async () => {
  folder = temporaryFolder();
  await open();
  foxesId = (await pilcrow.articles.add(guild, foxes)).article.id;
  await pilcrow.articles.add(guild, trams);
});
afterEach(async () => {
  vi.useRealTimers();
  repair = () => {};
  await store.close();
});

async function open(): Promise<void> {
  store = await SqliteStore.open(folder);
  problems = [];
  pilcrow = createPilcrow({
    embedder: new WordEmbedder(),
    calibration: WORD_CALIBRATION,
    store,
    onProblem: (problem) => problems.push(problem),
    onUnreadable: (owned) => repair(owned),
  });
}

/** Changes the database as no Pilcrow would. */
function damage(sql: string): void {
  const database = new DatabaseSync(path.join(folder, "pilcrow.db"));
  database.prepare(sql).run(foxesId);
  database.close();
}

const VECTORS_ID = "(SELECT vectors_id FROM article WHERE id = ?)";
const VECTORS = `UPDATE vector_part SET data = x'00000000' WHERE vectors_id = ${VECTORS_ID}`;
const TEXT_ID = "(SELECT text_id FROM article WHERE id = ?)";
const TEXT = `UPDATE paragraph SET sentences = 'none' WHERE number = 2 AND text_id = ${TEXT_ID}`;

describe("an article whose title is not what was kept", () => {
  // The copy of the row is changed: a change of the row by SQL is one that was meant.
  beforeEach(async () => {
    damage("UPDATE article_facts SET facts = replace(facts, 'Foxes', 'Boxes') WHERE id = ?");
    await store.close();
    await open();
  });

  it("is known as damaged, left out, and told of, and the others answer", async () => {
    const told = (await pilcrow.articles.details(guild)).map(({ title, readable }) => [title, readable]);
    expect(told).toEqual([
      ["Foxes", false],
      ["Trams", true],
    ]);
    const answer = await pilcrow.library.ask(guild, "When runs the tram to Lindmoor?");
    expect(answer.kind === "found" && answer.passages[0].paragraph.text).toBe("The tram to Lindmoor runs hourly.");
    await expect(pilcrow.library.ask(guild, "What do foxes eat?", { articleId: foxesId })).rejects.toBeInstanceOf(
      UnreadableArticleError,
    );
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining("“Foxes”")]);
  });

  it("stays so when it is removed and restored, and is whole when it is replaced", async () => {
    await pilcrow.articles.remove(guild, foxesId);
    await pilcrow.articles.restore(guild, foxesId);
    expect((await store.articles.list(guild)).map(({ damaged }) => damaged)).toEqual([true, undefined]);
    await pilcrow.articles.add(guild, foxes, { id: foxesId });
    expect((await store.articles.list(guild)).map(({ damaged }) => damaged)).toEqual([undefined, undefined]);
    const answer = await pilcrow.library.ask(guild, "What do foxes eat?", { articleId: foxesId });
    expect(answer.kind).toBe("found");
  });
});

describe.each([
  ["vectors", VECTORS],
  ["text", TEXT],
  ["last vectors", `DELETE FROM vector_part WHERE vectors_id = ${VECTORS_ID}`],
  ["first tokens", `UPDATE paragraph_tokens SET codes = x'00' WHERE paragraph = 0 AND vectors_id = ${VECTORS_ID}`],
  ["last tokens", `DELETE FROM paragraph_tokens WHERE paragraph = 1 AND vectors_id = ${VECTORS_ID}`],
  // A flipped bit, as of a disk: words of another article, and numbers that fit.
  ["words", `UPDATE paragraph SET text = replace(text, 'i', 'h') WHERE number = 1 AND text_id = ${TEXT_ID}`],
  ["headings", `UPDATE paragraph SET headings = '["Bears"]' WHERE number = 1 AND text_id = ${TEXT_ID}`],
  ["numbers", `UPDATE vector_part SET data = zeroblob(length(data)) WHERE vectors_id = ${VECTORS_ID}`],
  [
    "codes",
    `UPDATE paragraph_tokens SET codes = zeroblob(length(codes)) WHERE paragraph = 1 AND vectors_id = ${VECTORS_ID}`,
  ],
  ["checksums", `DELETE FROM checksum WHERE blob_id = ${TEXT_ID}`],
  ["last paragraphs", `DELETE FROM paragraph WHERE number = 2 AND text_id = ${TEXT_ID}`],
])("an article whose %s are damaged", (_part, sql) => {
  beforeEach(() => damage(sql));

  it("is left out, told of once, and the others answer", async () => {
    for (let times = 0; times < 3; times++) {
      const answer = await pilcrow.library.ask(guild, "When runs the tram to Lindmoor?");
      expect(answer.kind === "found" && answer.passages[0].paragraph.text).toBe("The tram to Lindmoor runs hourly.");
    }
    expect(problems.map(({ message }) => message)).toEqual([
      `The article “Foxes” (${foxesId} of guild:1) cannot be read and is left out of all answers. What came from ARTICLES or an address is read anew from there; otherwise remove it and add it again, or restore a backup (see README).`,
    ]);
    expect(problems[0]?.cause).toBeInstanceOf(StoreError);
    expect((await pilcrow.articles.details(guild)).map(({ title, readable }) => [title, readable])).toEqual([
      ["Foxes", false],
      ["Trams", true],
    ]);
  });

  it("gives a clear error when it is asked alone, and does not keep its channel from the others", async () => {
    const alone = pilcrow.library.ask(guild, "What do foxes eat?", { articleId: foxesId });
    await expect(alone).rejects.toBeInstanceOf(UnreadableArticleError);
    await expect(alone).rejects.toThrow("“Foxes” cannot be read: its place in the database is damaged.");
    await pilcrow.settings.setDefaultArticle(guild, "9", foxesId);
    const answer = await pilcrow.library.ask(guild, "When runs the tram to Lindmoor?", { channelId: "9" });
    expect(answer.kind).toBe("found");
  });

  it("is known before anybody asks it", async () => {
    expect((await pilcrow.articles.details(guild)).map(({ readable }) => readable)).toEqual([true, true]);
    await pilcrow.articles.check(guild);
    expect((await pilcrow.articles.details(guild)).map(({ readable }) => readable)).toEqual([false, true]);
    expect(await pilcrow.articles.show(guild, foxesId)).toMatchObject({
      title: "Foxes",
      readable: false,
      sections: [],
    });
    expect(problems).toHaveLength(1);
  });

  it("can be removed and added again", async () => {
    await pilcrow.library.ask(guild, "When runs the tram to Lindmoor?");
    expect(await pilcrow.articles.remove(guild, foxesId)).toBe(true);
    expect((await pilcrow.articles.add(guild, foxes)).kind).toBe("added");
    expect((await pilcrow.library.ask(guild, "What do foxes eat in autumn?")).kind).toBe("found");
    expect((await pilcrow.articles.details(guild)).map(({ readable }) => readable)).toEqual([true, true]);
  });

  it("is named by `article list`", async () => {
    await store.close();
    const { stdout, stderr } = await runHere(["article", "list", "--scope", guild], folder, { DATA_DIR: folder });
    expect(stdout).toMatch(/Foxes {2}\(.*, DAMAGED: remove it and add it again\)\n/);
    expect(stdout).toMatch(/Trams {2}\([^D]*\)\n/);
    expect(stderr).toContain(`(${foxesId} of guild:1) cannot be read`);
    await open();
  });
});

it("an article that could not be read is tried again after a minute", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_700_000_000_000 });
  const spoil = `UPDATE vector_part SET data = CAST(data || x'00000000' AS BLOB) WHERE vectors_id = ${VECTORS_ID}`;
  const heal = `UPDATE vector_part SET data = substr(data, 1, length(data) - 4) WHERE vectors_id = ${VECTORS_ID}`;
  damage(spoil);
  await pilcrow.library.ask(guild, "When runs the tram to Lindmoor?");
  damage(heal);
  await expect(pilcrow.library.ask(guild, "What do foxes eat?", { articleId: foxesId })).rejects.toThrow(
    "cannot be read",
  );
  vi.setSystemTime(Date.now() + 60_000);
  expect((await pilcrow.library.ask(guild, "What do foxes eat in autumn?")).kind).toBe("found");
  expect((await pilcrow.articles.details(guild)).map(({ readable }) => readable)).toEqual([true, true]);
});

describe("a question whose article the store changes before its tokens are read", () => {
  /** Once the question is at work on an article as it was. */
  function meanwhile(change: () => Promise<unknown>): void {
    const readTokens = store.articles.readTokens.bind(store.articles);
    vi.spyOn(store.articles, "readTokens").mockImplementationOnce(async (...asked) => {
      await change();
      return readTokens(...asked);
    });
  }

  it("goes on with the one that came in its place", async () => {
    const refreshed = articleOf("Foxes", "Foxes eat cherries in autumn.");
    meanwhile(() => pilcrow.articles.refresh(guild, foxesId, refreshed));
    const answer = await pilcrow.library.ask(guild, "What do foxes eat in autumn?");
    expect(answer.kind === "found" && answer.passages[0].paragraph.text).toBe("Foxes eat cherries in autumn.");
    expect(problems).toEqual([]);
  });

  it("goes on without it where it was removed, and says so where it was asked alone", async () => {
    meanwhile(() => pilcrow.articles.remove(guild, foxesId));
    expect((await pilcrow.library.ask(guild, "When runs the tram to Lindmoor?")).kind).toBe("found");
    const [{ id } = { id: "" }] = await pilcrow.library.list(guild);
    await pilcrow.articles.refresh(guild, id, articleOf("Trams", "The tram to Velmar runs daily."));
    meanwhile(() => pilcrow.articles.remove(guild, id));
    const alone = pilcrow.library.ask(guild, "When runs the tram?", { articleId: id });
    await expect(alone).rejects.toBeInstanceOf(UnknownArticleError);
    expect(problems).toEqual([]);
  });
});

describe("an article that is damaged is repaired from where it came from:", () => {
  const documents = new Documents({ allowPrivateUrls: true });
  const told: unknown[] = [];
  const tell = { info: (text: string) => void told.push(text), problem: (error: unknown) => void told.push(error) };
  afterEach(() => void told.splice(0));

  it("the operator's from its file", async () => {
    const file = path.join(temporaryFolder(), "foxes.md");
    writeFileSync(file, "# Foxes\n\nFoxes eat plums in autumn.\n");
    const sync = () => syncFolder(pilcrow.articles, documents, file);
    await sync();
    const [owned] = await pilcrow.articles.details("house");
    foxesId = owned?.id ?? "";
    damage(`UPDATE paragraph SET text = 'Foxes eat prams in autumn.' WHERE text_id = ${TEXT_ID}`);
    repair = repairing({ ...tell, pilcrow, documents, syncFolder: sync });
    const damaged = pilcrow.library.ask("guild:2", "What do foxes eat in autumn?");
    await expect(damaged).rejects.toBeInstanceOf(UnreadableArticleError);
    await expect.poll(() => told.join()).toContain("“Foxes” anew");
    const answer = await pilcrow.library.ask("guild:2", "What do foxes eat in autumn?");
    expect(answer.kind === "found" && answer.passages[0].paragraph.text).toBe("Foxes eat plums in autumn.");
  });

  it("another from its address, under its title and whoever added it, and nobody is told", async () => {
    const server = createServer((_, response) => response.end("# Bears\n\nBears eat honey in spring.\n"));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bears.md`;
    const { article } = await documents.fromUrl(url);
    const options = { addedBy: "7", sourceKind: "url", title: "My bears", importId: "first" } as const;
    foxesId = (await pilcrow.articles.add(guild, article, options)).article.id;
    await pilcrow.reports.end("first");
    damage(`UPDATE vector_part SET data = zeroblob(length(data)) WHERE vectors_id = ${VECTORS_ID}`);
    repair = repairing({ ...tell, pilcrow, documents, syncFolder: async () => {} });
    await pilcrow.library.ask(guild, "What do bears eat in spring?");
    await expect.poll(() => told.join()).toContain("“My bears” anew");
    const answer = await pilcrow.library.ask(guild, "What do bears eat in spring?");
    expect(answer.kind === "found" && answer.passages[0].paragraph.text).toBe("Bears eat honey in spring.");
    const kept = (await pilcrow.articles.details(guild)).find(({ id }) => id === foxesId);
    expect(kept).toMatchObject({ title: "My bears", addedBy: "7", source: url });
    expect(await pilcrow.reports.list()).toEqual([]);
    server.close();
  });
});
