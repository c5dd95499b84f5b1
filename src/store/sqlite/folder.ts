import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { StoreError, StoreInUseError } from "../errors.js";
import { adviceFor, databaseAt } from "./connection.js";
import { makePrivateFile, ownerAdvice } from "./ownership.js";

/** The database file in a data folder. */
export const DATABASE_FILE = "pilcrow.db";

/** Bytes of the log and its index, and some rows. */
const LEAST_ROOM = 1_000_000;

/** SQLite's result code for "another connection holds the lock" (https://sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

/** Whether a folder's disk has no room for what an open database needs beside it. */
export function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < LEAST_ROOM;
  } catch {
    return false;
  }
}

/** Only the user that Pilcrow runs as sees what is in it. A folder that is there already keeps its mode: `doctor` tells. */
const PRIVATE_FOLDER = 0o700;

/** Makes a data folder where there is none. @throws StoreError when it cannot be made. */
export function makeFolder(folder: string): void {
  try {
    makeFolders(folder, PRIVATE_FOLDER);
  } catch (cause) {
    const problem = "its folder cannot be made. Check DATA_DIR and its permissions.";
    throw new StoreError(databaseAt(path.join(folder, DATABASE_FILE)), problem, { cause });
  }
}

/**
 * With those above it. Not `mkdirSync` with `recursive`: Node 20 never returns from it where the system says that a parent
 * which exists does not (below `/proc`).
 */
function makeFolders(folder: string, mode?: number): void {
  if (existsSync(folder)) return;
  makeFolders(path.dirname(folder));
  mkdirSync(folder, mode === undefined ? {} : { mode });
}

/**
 * Keeps a data folder for one process. The lock is an open transaction on `pilcrow.lock`, so the operating system takes it
 * back however the process ends; `pilcrow.pid` only names who holds it.
 */
export class FolderLock {
  readonly #pidFile: string;
  readonly #lock: DatabaseSyncInstance;

  /** @throws StoreInUseError when another process has the folder, `StoreError` when it cannot be written. */
  constructor(folder: string) {
    const file = path.join(folder, "pilcrow.lock");
    this.#pidFile = path.join(folder, "pilcrow.pid");
    let lock: DatabaseSyncInstance | undefined;
    try {
      makePrivateFile(file);
      lock = new DatabaseSync(file, { timeout: 0 });
      lock.exec("BEGIN EXCLUSIVE");
      this.#tellPid();
    } catch (cause) {
      lock?.close();
      if (isBusy(cause)) throw inUse(file, holderOf(this.#pidFile), cause);
      const advice =
        ownerAdvice(file, { readOnly: false }) || adviceFor(cause) || " Check DATA_DIR and its permissions.";
      throw new StoreError(databaseAt(file), `it cannot be written.${advice}`, { cause });
    }
    this.#lock = lock;
  }

  /** On a full disk nobody is told who holds the folder; it is held all the same. */
  #tellPid(): void {
    try {
      makePrivateFile(this.#pidFile);
      writeFileSync(this.#pidFile, `${process.pid}\n`);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
    }
  }

  /** Gives the folder free. */
  release(): void {
    rmSync(this.#pidFile, { force: true });
    this.#lock.close();
  }
}

function inUse(file: string, pid: number | undefined, cause: unknown): StoreInUseError {
  const who = pid === undefined ? "another process" : `another process (pid ${pid})`;
  const problem = `${who} uses this folder. Stop it first, or set another DATA_DIR.`;
  return new StoreInUseError(databaseAt(file), problem, pid, { cause });
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

/** `undefined` in the moment in which the other process has the lock but has not written its pid yet. */
function holderOf(pidFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
