import path from "node:path";
import { StoreError } from "../errors.js";
import type { ArticleStore, FeedbackStore, ImportStore, ReadingStore, SettingsStore, Store, Upkeep } from "../store.js";
import { Bodies } from "./bodies.js";
import { Connection } from "./connection.js";
import { FolderLock } from "./folder-lock.js";
import { makeFolders } from "./make-folders.js";
import { checkReadable, migrate } from "./migrations.js";
import { SqliteArticles } from "./sqlite-articles.js";
import { SqliteImports } from "./sqlite-imports.js";
import { SqliteReadings } from "./sqlite-readings.js";
import { SqliteFeedback, SqliteSettings } from "./sqlite-settings.js";
import { SqliteUpkeep } from "./sqlite-upkeep.js";
import { WritingThread } from "./writing-thread.js";

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
