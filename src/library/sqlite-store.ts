import path from "node:path";
import { StoreError } from "./library-error.js";
import { Bodies } from "./sqlite/bodies.js";
import { Connection } from "./sqlite/connection.js";
import { FolderLock } from "./sqlite/folder-lock.js";
import { makeFolders } from "./sqlite/make-folders.js";
import { checkReadable, migrate } from "./sqlite/migrations.js";
import { SqliteArticles } from "./sqlite/sqlite-articles.js";
import { SqliteImports } from "./sqlite/sqlite-imports.js";
import { SqliteReadings } from "./sqlite/sqlite-readings.js";
import { SqliteFeedback, SqliteSettings } from "./sqlite/sqlite-settings.js";
import { SqliteUpkeep } from "./sqlite/sqlite-upkeep.js";
import { WritingThread } from "./sqlite/writing-thread.js";
import type { ArticleStore, FeedbackStore, ImportStore, ReadingStore, SettingsStore, Store, Upkeep } from "./store.js";

/** The database file in a data folder. */
export const DATABASE_FILE = "pilcrow.db";

/** How a store is opened. */
export interface SqliteStoreOptions {
  /** Only read, beside the process that has the folder; writing then fails. Default: false. */
  readonly readOnly?: boolean;
}

/** A store in one SQLite file, for one process at a time; others may read. */
export class SqliteStore implements Store {
  readonly articles: ArticleStore;
  readonly imports: ImportStore;
  readonly readings: ReadingStore;
  readonly settings: SettingsStore;
  readonly feedback: FeedbackStore;
  readonly upkeep: Upkeep;
  readonly #database: Connection;
  readonly #thread: WritingThread;
  readonly #lock: FolderLock | undefined;

  /**
   * Opens `pilcrow.db` in `folder`, making both where they are missing.
   * @throws StoreInUseError when another process works in the folder; StoreError when the folder cannot be written, or
   * the file is damaged or of a newer Pilcrow. It is then left as it is.
   */
  constructor(folder: string, { readOnly = false }: SqliteStoreOptions = {}) {
    const file = path.join(folder, DATABASE_FILE);
    if (readOnly) {
      this.#database = new Connection(file, { readOnly, check: checkReadable });
    } else {
      makeFolder(folder, file);
      this.#lock = new FolderLock(folder);
      try {
        this.#database = new Connection(file, { readOnly, check: migrate });
      } catch (error) {
        this.#lock.release();
        throw error;
      }
    }
    this.#thread = new WritingThread(file);
    const bodies = new Bodies(this.#database, this.#thread);
    this.articles = new SqliteArticles(this.#database, bodies);
    this.imports = new SqliteImports(this.#database, bodies);
    this.readings = new SqliteReadings(this.#database);
    this.settings = new SqliteSettings(this.#database);
    this.feedback = new SqliteFeedback(this.#database);
    this.upkeep = new SqliteUpkeep(this.#database, bodies);
  }

  async close(): Promise<void> {
    try {
      await this.#thread.close();
      this.#database.close();
    } finally {
      this.#lock?.release();
    }
  }
}

function makeFolder(folder: string, file: string): void {
  try {
    makeFolders(folder);
  } catch (cause) {
    throw new StoreError(file, `its folder cannot be made. Check DATA_DIR and its permissions.`, { cause });
  }
}
