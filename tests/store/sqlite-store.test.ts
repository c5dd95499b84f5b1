import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StoreError, StoreInUseError } from "../../src/store/errors.js";
import { backup } from "../../src/store/sqlite/backup.js";
import { Connection } from "../../src/store/sqlite/connection.js";
import { migrate } from "../../src/store/sqlite/migrations.js";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { tablesOf } from "../../src/store/sqlite/tables.js";
import { articleOf, embeddedAs, embeddedBy, importOf } from "../library/articles.js";
import { emptied } from "../library/emptied.js";
import { temporaryFolder } from "../library/temporary-folder.js";
import { ROOT } from "../real-model.js";
import { describeStore } from "./store-contract.js";

const folder = temporaryFolder();
let opened: SqliteStore | undefined;
afterAll(() => opened?.close());
/** One store for all that any store must do: to open one for each test, with its threads, takes longer than the tests. */
describeStore("SqliteStore", async () => {
  opened ??= await SqliteStore.open(folder);
  const { articles, imports, markers, settings, feedback, gaps, refreshes, reports, retention } = opened;
  await emptied(folder, opened);
  return {
    articles,
    imports,
    markers,
    settings,
    feedback,
    gaps,
    refreshes,
    reports,
    retention,
    check: async () => {},
    close: async () => {},
  };
});

/** A folder with a database of some articles, closed. */
async function filled(): Promise<string> {
  const folder = temporaryFolder();
  const store = await SqliteStore.open(folder);
  for (let n = 0; n < 30; n++) {
    const text = Array.from({ length: 40 }, (_, at) => `Sentence ${at} of article ${n} says so.`).join(" ");
    const pending = importOf(articleOf(`Article ${n}`, text, text));
    await store.imports.begin("guild:1", pending, { at: 1 });
    await store.imports.finish("guild:1", pending.importId, embeddedBy("m"));
  }
  await store.close();
  return folder;
}

const databaseIn = (folder: string) => path.join(folder, "pilcrow.db");
const hashOf = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const descriptor = openSync(file, "r+");
  writeSync(descriptor, bytes, 0, bytes.length, at);
  closeSync(descriptor);
}

/** Opens a folder that cannot be used; the error, after a look that the database was left as it was. */
async function refusal(folder: string): Promise<StoreError> {
  const before = hashOf(databaseIn(folder));
  try {
    await SqliteStore.open(folder);
  } catch (error) {
    expect(hashOf(databaseIn(folder))).toBe(before);
    const log = `${databaseIn(folder)}-wal`;
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error("It was opened.");
}

describe("a database that cannot be used", () => {
  let good: string;
  beforeAll(async () => {
    good = await filled();
  });

  function copyOfGood(): string {
    const folder = temporaryFolder();
    copyFileSync(databaseIn(good), databaseIn(folder));
    return folder;
  }

  it("of a newer Pilcrow is refused with both versions", async () => {
    const folder = copyOfGood();
    const database = new DatabaseSync(databaseIn(folder));
    database.exec("PRAGMA user_version = 999");
    database.close();
    expect((await refusal(folder)).message).toMatch(
      /newer Pilcrow \(version 999, this one knows \d+\)\. Update Pilcrow/,
    );
  });

  it("with a damaged beginning is refused", async () => {
    const folder = copyOfGood();
    overwrite(databaseIn(folder), 0, Buffer.alloc(64, 0x5a));
    expect((await refusal(folder)).message).toMatch(/not a database.*Restore a backup/);
  });

  it("that is a text file is refused", async () => {
    const folder = temporaryFolder();
    writeFileSync(databaseIn(folder), "This is my diary, not a database.\n".repeat(100));
    expect((await refusal(folder)).message).toMatch(/not a database/);
  });

  it("of another program is refused", async () => {
    const folder = temporaryFolder();
    const database = new DatabaseSync(databaseIn(folder));
    database.exec("CREATE TABLE recipe (name TEXT)");
    database.close();
    expect((await refusal(folder)).message).toMatch(/not made by Pilcrow\. Move it away/);
  });

  it("with a damaged middle is refused at start, or says so where it is read", async () => {
    const { size } = statSync(databaseIn(good));
    const intact = await SqliteStore.open(copyOfGood());
    const expected = await everything(intact);
    await intact.close();
    let refused = 0;
    for (let at = 4096; at + 4096 <= size; at += 4096 * 7) {
      const folder = copyOfGood();
      overwrite(databaseIn(folder), at, Buffer.alloc(4096, 0xa5));
      let store: SqliteStore;
      try {
        store = await SqliteStore.open(folder);
      } catch (error) {
        expect(error).toBeInstanceOf(StoreError);
        refused++;
        continue;
      }
      await everything(store).then(
        (found) => expect(found).toEqual(expected),
        (error: unknown) => expect(error).toBeInstanceOf(StoreError),
      );
      await store.close();
    }
    expect(refused).toBeGreaterThan(0);
  });

  async function everything(store: SqliteStore) {
    const records = await store.articles.list("guild:1");
    return Promise.all(
      records.map(async (record) => {
        const content = await embeddedAs(store, "guild:1", record.id);
        return [record, content, await store.articles.readTokens("guild:1", record.id, [0], content)];
      }),
    );
  }

  it("where the folder is a file, cannot be made or cannot be written is refused", async () => {
    const file = path.join(temporaryFolder(), "file");
    writeFileSync(file, "");
    await expect(SqliteStore.open(file)).rejects.toThrow(/Check DATA_DIR and its permissions/);
    await expect(SqliteStore.open(path.join(file, "below"))).rejects.toThrow(/Check DATA_DIR and its permissions/);
    const taken = temporaryFolder();
    mkdirSync(databaseIn(taken));
    await expect(SqliteStore.open(taken)).rejects.toThrow(/cannot be opened.*Check DATA_DIR/);
    // Node's own recursive mkdir never returns from here.
    if (process.platform === "linux")
      await expect(SqliteStore.open("/proc/pilcrow/data")).rejects.toThrow(/cannot be made/);
  });

  it("leaves nothing of what was forgotten, in no file", async () => {
    const folder = temporaryFolder();
    const store = await SqliteStore.open(folder);
    const pending = importOf(articleOf("Secret", "The plums are hidden below the third bridge."));
    await store.imports.begin("user:7", pending, { at: 1 });
    // More than are deleted at a time, and each of more than a page.
    const codes = new Uint8Array(Buffer.from("tokens of a secret".repeat(500)));
    const tokens = Array.from({ length: 120 }, () => ({ codes, sentenceOf: Int16Array.of(0) }));
    await store.imports.finish("user:7", pending.importId, { ...embeddedBy("m"), tokens });
    await store.retention.forgetPerson("7", 0);
    for (const file of readdirSync(folder)) {
      for (const text of ["hidden below the third", "tokens of a secret"])
        expect(readFileSync(path.join(folder, file)).includes(text), file).toBe(false);
    }
    await store.close();
  });

  it("says that the disk is full, changes nothing, and works again when there is room", () => {
    let limitPages = (_pages: number): void => {};
    const connection = new Connection(databaseIn(copyOfGood()), {
      readOnly: false,
      check: (database, file) => {
        migrate(database, file);
        limitPages = (pages) => database.exec(`PRAGMA max_page_count = ${pages}`);
      },
    });
    const { articles, blobs, imports } = tablesOf(connection);
    const { content, ...facts } = importOf(articleOf("Big", "Text."), { site: "word ".repeat(40_000) });
    const begin = () => imports.begin("guild:1", { ...facts, paragraphs: 1 }, { at: 1 }, "text");
    const written = { model: "m", vectorsId: "vectors", vectorRows: 2, tokenRows: 1 };
    const finish = () => imports.finish("guild:1", facts.importId, written);
    blobs.writeText("text", content);
    blobs.writeVectors("vectors", 0, embeddedBy("m").vectors);
    blobs.writeTokens("vectors", { first: 0, tokens: embeddedBy("m").tokens });
    // SQLite never limits a file to less than it has: full is now.
    limitPages(1);
    expect(begin).toThrow(/full.*make room\. Nothing was changed/);
    expect(imports.usage("guild:1", 0, undefined)).toMatchObject({ articles: 30, imports: 30 });
    limitPages(1_000_000);
    expect(begin()).toEqual({ kind: "begun" });
    limitPages(1);
    expect(finish).toThrow(/full/);
    expect(articles.list("guild:1")).toHaveLength(30);
    limitPages(1_000_000);
    expect(finish()).toBe(true);
    expect(articles.list("guild:1")).toHaveLength(31);
    connection.close();
  });
});

describe("two processes on one folder", () => {
  const child = path.join(import.meta.dirname, "open-store.mjs");

  it("the second says who the first is and leaves; when the first has left, it may", async () => {
    const folder = temporaryFolder();
    const store = await SqliteStore.open(folder);
    const second = spawnSync(process.execPath, [child, folder], { encoding: "utf8" });
    expect(second.stdout).toContain(`StoreInUseError ${process.pid}`);
    await expect(SqliteStore.open(folder)).rejects.toThrow(StoreInUseError);
    await store.close();
    expect(spawnSync(process.execPath, [child, folder], { encoding: "utf8" }).stdout).toContain("opened");
  });

  it("shows a reader at once what was changed after it had listed", async () => {
    const folder = await filled();
    const store = await SqliteStore.open(folder);
    const reader = await SqliteStore.open(folder, { readOnly: true });
    const [first, second] = await reader.articles.list("guild:1");
    if (first === undefined || second === undefined) throw new Error("The folder has no articles.");
    await store.articles.remove("guild:1", first.id, 1);
    const left = await reader.articles.list("guild:1");
    expect(left[0]).toEqual(second);
    expect(left).toEqual(await store.articles.list("guild:1"));
    await reader.close();
    await store.close();
  });

  it("lets others read, which cannot write", async () => {
    const folder = await filled();
    const store = await SqliteStore.open(folder);
    const reader = await SqliteStore.open(folder, { readOnly: true });
    expect(await reader.articles.list("guild:1")).toHaveLength(30);
    const pending = importOf(articleOf("New", "Text."));
    await store.imports.begin("guild:1", pending, { at: 1 });
    await store.imports.finish("guild:1", pending.importId, embeddedBy("m"));
    expect(await reader.articles.list("guild:1")).toHaveLength(31);
    await expect(reader.articles.remove("guild:1", pending.id, 1)).rejects.toThrow(/read-only/);
    await reader.close();
    await store.close();
  });
});

describe("a backup", () => {
  it("is whole while the store is used, and is restored by copying it", async () => {
    const folder = await filled();
    const store = await SqliteStore.open(folder);
    const removed = (await store.articles.list("guild:1"))[0]?.id ?? "";
    await store.articles.remove("guild:1", removed, 1);
    const copy = path.join(temporaryFolder(), "copy.db");
    expect(backup(folder, copy)).toEqual({ file: copy, articles: 29 });
    const expected = await store.articles.list("guild:1");
    await store.close();

    const restored = temporaryFolder();
    copyFileSync(copy, databaseIn(restored));
    const again = await SqliteStore.open(restored);
    expect(await again.articles.list("guild:1")).toEqual(expected);
    const id = expected[0]?.id ?? "";
    const { vectors, tokens } = embeddedBy("m");
    const content = await embeddedAs(again, "guild:1", id);
    expect(content.vectors).toEqual(vectors);
    expect(await again.articles.readTokens("guild:1", id, [0], content)).toEqual(tokens);
    await again.close();
  });

  it("overwrites nothing, needs a database, and leaves nothing half done", async () => {
    const folder = await filled();
    const target = temporaryFolder();
    const file = path.join(target, "there.db");
    writeFileSync(file, "mine");
    expect(() => backup(folder, file)).toThrow(/exists already and is not overwritten/);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(() => backup(path.join(target, "none"), path.join(target, "copy.db"))).toThrow(/none to back up/);
    overwrite(databaseIn(folder), 0, Buffer.alloc(64));
    expect(() => backup(folder, path.join(target, "copy.db"))).toThrow(StoreError);
    expect(existsSync(path.join(target, "copy.db"))).toBe(false);
    expect(readdirSync(target)).toEqual(["there.db"]);
  });
});

describe("its files", () => {
  it("are their owner's alone, and so is a folder that it made, and a copy", async () => {
    const data = path.join(temporaryFolder(), "of", "pilcrow");
    const store = await SqliteStore.open(data);
    await store.feedback.counts("house");
    const copy = path.join(temporaryFolder(), "copy.db");
    backup(data, copy);
    const files = readdirSync(data).map((name) => path.join(data, name));
    expect(files.length).toBeGreaterThan(2);
    const modes = [...files, copy].map((file) => statSync(file).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o600]));
    expect(statSync(data).mode & 0o777).toBe(0o700);
    await store.close();
  });

  it.skipIf(process.getuid?.() !== 0)("of another user are told to be, with what to do", () => {
    const data = temporaryFolder();
    chmodSync(data, 0o755);
    const open = `import("${ROOT}/dist/store/sqlite/sqlite-store.js").then((m) => m.SqliteStore.open("${data}")).catch((e) => console.log(e.message))`;
    const { stdout } = spawnSync(process.execPath, ["-e", open], {
      uid: 65_534,
      gid: 65_534,
      cwd: "/",
      encoding: "utf8",
    });
    expect(stdout).toContain(`${data} belongs to another user (number 0): sudo chown -R `);
  });
});
