import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from "@photostructure/sqlite";
import { StoreError } from "../errors.js";
import { makePrivateFile, ownerAdvice } from "./ownership.js";
import { Row } from "./rows.js";

/** What may be bound to a parameter of a statement. */
export type Parameter = string | number | null | Uint8Array;

/** How long a statement waits for another process, such as a backup, in milliseconds. */
const BUSY_TIMEOUT = 5000;

/** A database file, as `StoreError` names it. */
export function databaseAt(file: string): string {
  return `Database ${file}`;
}

/**
 * An open database file; its calls wait for the disk and for other processes, so it belongs into a thread. Every failure
 * becomes a `StoreError` that names the file; values go in as parameters only.
 */
export class Connection {
  /** As in `StoreError`. */
  readonly name: string;
  readonly #database: DatabaseSyncInstance;
  readonly #file: string;
  /** Which file it is; another one may be put in its place. */
  readonly #fileId: string | undefined;
  readonly #readOnly: boolean;
  readonly #statements = new Map<string, StatementSyncInstance>();

  /**
   * @param check is run once on the open database; where it throws, the database is closed again.
   * @throws StoreError when the file cannot be opened, is no database, or `check` refuses it.
   */
  constructor(
    file: string,
    {
      readOnly,
      isImmutable = false,
      check,
    }: {
      readOnly: boolean;
      /** Nobody writes meanwhile, so that SQLite needs no files beside it. What only its log has is not read. */
      isImmutable?: boolean;
      check: (database: DatabaseSyncInstance, file: string) => void;
    },
  ) {
    this.name = databaseAt(file);
    this.#file = file;
    this.#readOnly = readOnly;
    try {
      if (!readOnly) makePrivateFile(file);
      const name = isImmutable ? `${pathToFileURL(file).href}?immutable=1` : file;
      this.#database = new DatabaseSync(name, { enableForeignKeyConstraints: true, timeout: BUSY_TIMEOUT, readOnly });
    } catch (cause) {
      const advice = ownerAdvice(file, { readOnly }) || " Check DATA_DIR and its permissions.";
      const problem = `it cannot be opened (${messageOf(cause)}).${advice}`;
      throw new StoreError(this.name, problem, { cause });
    }
    try {
      check(this.#database, file);
    } catch (error) {
      this.#database.close();
      if (error instanceof StoreError) throw error;
      const advice = ownerAdvice(file, { readOnly }) || " Restore a backup (see README), or move it away.";
      const problem = `it cannot be used (${messageOf(error)}).${advice}`;
      throw new StoreError(this.name, problem, { cause: error });
    }
    this.#fileId = fileIdOf(file);
  }

  /**
   * The system keeps a deleted file for those who have it open: what is read from it is right, and what is written is lost.
   * @throws StoreError where the file was deleted or replaced since it was opened.
   */
  assertThere(): void {
    if (fileIdOf(this.#file) === this.#fileId) return;
    const problem =
      "it was deleted or replaced while Pilcrow runs. What was kept is still asked, and nothing new is kept. Put DATA_DIR back, and restart Pilcrow.";
    throw new StoreError(this.name, problem);
  }

  all(sql: string, ...parameters: Parameter[]): Row[] {
    return this.#prepared(sql)
      .all(...parameters)
      .map((columns) => new Row(columns));
  }

  get(sql: string, ...parameters: Parameter[]): Row | undefined {
    const columns = this.#prepared(sql).get(...parameters);
    return columns && new Row(columns);
  }

  /** The column `count` of a query that always gives a row. */
  count(sql: string, ...parameters: Parameter[]): number {
    return this.get(sql, ...parameters)?.number("count") ?? 0;
  }

  /** Runs a statement; how many rows it changed. */
  run(sql: string, ...parameters: Parameter[]): number {
    return Number(this.#prepared(sql).run(...parameters).changes);
  }

  /**
   * Does work that reads; what fails is told as a `StoreError`.
   * @param doing what was tried, as the message says it: "listing articles".
   */
  try<T>(doing: string, work: () => T): T {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      throw new StoreError(this.name, `${doing} failed (${messageOf(cause)}).${adviceFor(cause)}`, { cause });
    }
  }

  /** As `try`, in one transaction: all of it is kept, or nothing. */
  transaction<T>(doing: string, work: () => T): T {
    this.assertThere();
    return this.#within("BEGIN IMMEDIATE", doing, work);
  }

  /** As `try`, all of it read as the database is at one moment, whatever is written meanwhile. */
  snapshot<T>(doing: string, work: () => T): T {
    return this.#within("BEGIN", doing, work);
  }

  /** Brings the write-ahead log, where deleted text would linger, into the file, and empties it. */
  checkpoint(): void {
    this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  close(): void {
    try {
      // The driver leaves the write-ahead log behind.
      if (!this.#readOnly) this.checkpoint();
    } catch (error) {
      // Where the disk is full, or another process reads, the log stays, and is brought in at the next start: nothing is lost.
      if (codeOf(error) === undefined) throw error;
    } finally {
      this.#database.close();
    }
  }

  #within<T>(begin: string, doing: string, work: () => T): T {
    return this.try(doing, () => {
      this.#database.exec(begin);
      try {
        const result = work();
        this.#database.exec("COMMIT");
        return result;
      } catch (error) {
        // A full disk has ended the transaction already.
        if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  #prepared(sql: string): StatementSyncInstance {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function fileIdOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

/** SQLite's primary result codes that an operator can do something about (https://sqlite.org/rescode.html). */
const ADVICE: ReadonlyMap<unknown, string> = new Map([
  [5, " Another process holds the database; try again."],
  [8, " The database or its folder is read-only; check DATA_DIR and its permissions."],
  [10, " The disk could not be read or written; check it and its free space."],
  [11, " The database is damaged; restore a backup (see README)."],
  [13, " The disk is full; make room. Nothing was changed."],
]);

/** What an operator can do about an error of SQLite, as a sentence after a space; empty where nothing is known. */
export function adviceFor(error: unknown): string {
  return ADVICE.get(codeOf(error)) ?? "";
}

/** The primary result code of an error of SQLite; `undefined` for any other error. */
function codeOf(error: unknown): number | undefined {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code & 0xff : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
