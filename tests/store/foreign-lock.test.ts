import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StoreError } from "../../src/store/errors.js";
import { DEFAULT_SETTINGS } from "../../src/store/scope-settings.js";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { articleOf, embeddedBy, importOf } from "../library/articles.js";
import { temporaryFolder } from "../library/temporary-folder.js";

const guild = "guild:1";
const foxes = importOf(articleOf("Foxes", "Foxes eat plums."));
const marker = { importId: "a", scope: guild, person: "7", name: "a.pdf", at: 1 } as const;

let store: SqliteStore;
let foreign: DatabaseSyncInstance;
let ticks: number;
let clock: NodeJS.Timeout;

beforeEach(async () => {
  const folder = temporaryFolder();
  store = await SqliteStore.open(folder);
  await store.imports.begin(guild, foxes, { at: 1 });
  await store.imports.finish(guild, foxes.importId, embeddedBy("m"));
  await store.settings.set(guild, DEFAULT_SETTINGS, undefined);
  foreign = new DatabaseSync(path.join(folder, "pilcrow.db"));
  foreign.exec("BEGIN EXCLUSIVE");
  ticks = 0;
  clock = setInterval(() => ticks++, 10);
});
afterEach(async () => {
  clearInterval(clock);
  foreign.close();
  await store.close();
});

/** What a question needs of the store, of a scope that was asked and of one that was not. */
async function read(): Promise<void> {
  expect((await store.articles.list(guild)).map(({ title }) => title)).toEqual(["Foxes"]);
  expect(await store.articles.list("guild:2")).toEqual([]);
  expect((await store.articles.read(guild, foxes.id))?.paragraphs).toEqual(foxes.content);
  expect(await store.settings.get(guild)).toEqual(DEFAULT_SETTINGS);
  expect(await store.settings.get("guild:2")).toBeUndefined();
}

describe("while another program holds the database", () => {
  it("timers run and questions go on; a write waits, and is done when it may", async () => {
    let isDone = false;
    const writing = store.markers.begin(marker).then(() => {
      isDone = true;
    });
    await read();
    await sleep(500);
    expect(ticks).toBeGreaterThan(5);
    expect(isDone).toBe(false);
    foreign.exec("ROLLBACK");
    await writing;
    expect(await store.markers.listUntil(1)).toEqual([marker]);
  });

  it("a write that waits too long fails with advice, and nothing else does", async () => {
    const writing = store.imports.begin(guild, importOf(articleOf("Trams", "The tram runs.")), { at: 1 });
    const failed = expect(writing).rejects.toThrow(/locked.*Another process holds the database; try again/);
    await read();
    await failed;
    await expect(writing).rejects.toBeInstanceOf(StoreError);
    expect(ticks).toBeGreaterThan(50);
    await read();
    foreign.exec("ROLLBACK");
    await store.markers.begin(marker);
  });
});
