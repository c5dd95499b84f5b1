import path from "node:path";
import { StoreError } from "../errors.js";
import { type KeptSettings, parseSettings, SettingsError } from "../scope-settings.js";
import type { ArticleRecord, Store } from "../store.js";
import { Blobs } from "./blobs.js";
import { databaseAt } from "./connection.js";
import { DatabaseThread } from "./database-thread.js";
import { DATABASE_FILE, isFull } from "./folder.js";
import { ScopeCache } from "./scope-cache.js";
import { SqliteArticles } from "./sqlite-articles.js";
import { SqliteImports } from "./sqlite-imports.js";

/** How a store is opened. */
export interface SqliteStoreOptions {
  /** Only read, beside the process that has the folder; writing then fails. Default: false. */
  readonly readOnly?: boolean | undefined;
  /** Told where the disk is full: what is kept can be read then, and whatever would write fails. Default: opening fails. */
  readonly onFull?: ((error: StoreError) => void) | undefined;
}

/** A store in one SQLite file, for one process at a time; others may read. Nothing of it waits for a disk in this thread. */
export class SqliteStore implements Store {
  readonly articles: Store["articles"];
  readonly imports: Store["imports"];
  readonly markers: Store["markers"];
  readonly settings: Store["settings"];
  readonly feedback: Store["feedback"];
  readonly gaps: Store["gaps"];
  readonly refreshes: Store["refreshes"];
  readonly reports: Store["reports"];
  readonly retention: Store["retention"];
  readonly #writer: DatabaseThread;
  readonly #threads: ReadonlySet<DatabaseThread>;

  /**
   * Opens `pilcrow.db` in `folder`, making both where they are missing.
   * @throws StoreInUseError when another process works in the folder; StoreError when the folder cannot be written, or
   * the file is damaged or of a newer Pilcrow. It is then left as it is.
   */
  static async open(folder: string, { readOnly = false, onFull }: SqliteStoreOptions = {}): Promise<SqliteStore> {
    const name = databaseAt(path.join(folder, DATABASE_FILE));
    const reader = new DatabaseThread(name);
    const writer = readOnly ? reader : new DatabaseThread(name);
    try {
      const full = readOnly ? undefined : await openWriter(writer, folder, onFull !== undefined);
      await reader.open(folder, full ? "reads-full" : readOnly ? "reads-alone" : "reads");
      if (full) onFull?.(full);
    } catch (error) {
      await closeAll(new Set([reader, writer]));
      throw error;
    }
    return new SqliteStore(reader, writer);
  }

  private constructor(reader: DatabaseThread, writer: DatabaseThread) {
    this.#writer = writer;
    this.#threads = new Set([reader, writer]);
    const blobs = new Blobs(reader, writer);
    // In a process that only reads, another one changes them.
    const isOurs = reader !== writer;
    const lists = new ScopeCache<readonly ArticleRecord[]>((scope) => reader.call("articles", "list", scope), isOurs);
    const settings = new ScopeCache(
      async (scope) => settingsOf(reader.store, await reader.call("settings", "get", scope)),
      isOurs,
    );
    this.articles = new SqliteArticles(reader, writer, blobs, lists);
    this.imports = new SqliteImports(reader, writer, blobs, lists);
    this.markers = {
      begin: (marker) => writer.call("markers", "begin", marker),
      end: (scope, importId) => writer.call("markers", "end", scope, importId),
      listUntil: (at) => writer.call("markers", "listUntil", at),
    };
    this.settings = {
      get: (scope) => settings.get(scope),
      async set(scope, wanted, expected) {
        const checked = parseSettings(wanted);
        return settings.changing(scope, () => writer.call("settings", "set", scope, checked, expected));
      },
    };
    this.feedback = {
      add: (scope, feedback) => writer.call("feedback", "add", scope, feedback),
      list: (scope) => reader.call("feedback", "list", scope),
      counts: (scope) => reader.call("feedback", "counts", scope),
    };
    this.gaps = {
      add: (scope, gap, most) => writer.call("gaps", "add", scope, gap, most),
      list: (scope) => reader.call("gaps", "list", scope),
      take: (scope, ids) => writer.call("gaps", "take", scope, ids),
    };
    this.refreshes = {
      plans: (scope) => reader.call("refreshes", "plans", scope),
      plan: (scope, articleId, pace, nextAt) => writer.call("refreshes", "plan", scope, articleId, pace, nextAt),
      note: (scope, articleId, outcome) => writer.call("refreshes", "note", scope, articleId, outcome),
      due: (at) => reader.call("refreshes", "due", at),
      changes: (scope) => reader.call("refreshes", "changes", scope),
    };
    this.reports = {
      keep: (report) => writer.call("reports", "keep", report),
      end: (importId) => writer.call("reports", "end", importId),
      list: () => writer.call("reports", "list"),
    };
    const forgetting = <T>(forget: () => Promise<T>) =>
      lists.changing(undefined, () => settings.changing(undefined, forget));
    this.retention = {
      async purge(due) {
        const scopes = await forgetting(() => writer.call("retention", "purge", due));
        await blobs.deleteUnused();
        if (scopes.length > 0) await writer.call("blobs", "clearLog");
        return scopes;
      },
      tracesOf: (person) => reader.call("retention", "tracesOf", person),
      async forgetPerson(person, countedSince) {
        await forgetting(() => writer.call("retention", "forgetPerson", person, countedSince));
        await blobs.deleteUnused();
        await writer.call("blobs", "clearLog");
      },
      setLeft: (guilds, at) => writer.call("retention", "setLeft", guilds, at),
      guilds: () => reader.call("retention", "guilds"),
    };
  }

  check(): Promise<void> {
    return this.#writer.call("file", "check");
  }

  async close(): Promise<void> {
    await closeAll(this.#threads);
  }
}

/** Opens the thread that writes; where the disk may be full and is, the thread ends, and the error is given. */
async function openWriter(writer: DatabaseThread, folder: string, mayBeFull: boolean): Promise<StoreError | undefined> {
  try {
    await writer.open(folder, "writes");
    return undefined;
  } catch (error) {
    if (!(error instanceof StoreError && mayBeFull && isFull(folder))) throw error;
    await writer.end(error);
    return error;
  }
}

/** The one that reads first: the other empties the log, for which nobody else may have the file open. */
async function closeAll(threads: ReadonlySet<DatabaseThread>): Promise<void> {
  for (const thread of threads) await thread.close();
}

/** Checks settings that were kept. */
function settingsOf(store: string, kept: unknown): KeptSettings | undefined {
  try {
    return kept === undefined ? undefined : parseSettings(kept);
  } catch (cause) {
    if (!(cause instanceof SettingsError)) throw cause;
    throw new StoreError(store, `reading settings failed (${cause.message}).`, { cause });
  }
}
