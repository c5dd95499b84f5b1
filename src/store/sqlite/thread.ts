import path from "node:path";
import { parentPort } from "node:worker_threads";
import { StoreError, StoreInUseError } from "../errors.js";
import { Connection } from "./connection.js";
import { DATABASE_FILE, FolderLock, makeFolder } from "./folder.js";
import { checkReadable, migrate } from "./migrations.js";
import { type Tables, tablesOf } from "./tables.js";

// A thread with a connection to the database. Everything that waits for the disk or for another process happens in such
// threads, and none of it in the thread that answers people. Started by `DatabaseThread`.

/**
 * What a thread is for: `writes` takes the folder, makes what is missing and does all that changes something; `reads` reads
 * beside it, and waits for no writer (https://sqlite.org/wal.html#concurrency); `reads-alone` reads beside another process,
 * `reads-full` where the disk has no room for what reading makes otherwise.
 */
export type ThreadRole = "writes" | "reads" | "reads-alone" | "reads-full";

/** The first request opens the database. A call names a method of one of the tables. */
export type ThreadRequest = { readonly number: number } & (
  | { readonly kind: "open"; readonly folder: string; readonly role: ThreadRole }
  | { readonly kind: "call"; readonly table: string; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: "close" }
);

/** The `result` is that of the call with this number, and so of its type. */
export type ThreadReply = { readonly number: number } & (
  | { readonly result: never }
  | { readonly failure: ThreadFailure }
);

/** A `StoreError`, whose class a message would lose. */
export interface ThreadFailure {
  readonly store: string;
  readonly problem: string;
  readonly cause: unknown;
  /** Of a `StoreInUseError`. */
  readonly inUse?: { readonly pid: number | undefined };
}

let connection: Connection | undefined;
let lock: FolderLock | undefined;
let tables: Tables | undefined;

parentPort?.on("message", answer);

function answer(request: ThreadRequest): void {
  const { number } = request;
  try {
    const result = resultOf(request);
    parentPort?.postMessage({ number, result }, buffersOf(result));
  } catch (error) {
    // Anything else is a mistake of ours: it ends the thread, and the other side says so.
    if (!(error instanceof StoreError)) throw error;
    const { store, problem, cause } = error;
    const inUse = error instanceof StoreInUseError && { inUse: { pid: error.pid } };
    parentPort?.postMessage({ number, failure: { store, problem, cause: textOf(cause), ...inUse } });
  }
  if (request.kind === "close") parentPort?.close();
}

function resultOf(request: ThreadRequest): unknown {
  switch (request.kind) {
    case "open":
      return open(request.folder, request.role);
    case "close":
      return close();
    case "call": {
      const table: unknown = Reflect.get(tables ?? {}, request.table);
      const method: unknown = table instanceof Object ? Reflect.get(table, request.method) : undefined;
      if (typeof method !== "function") throw new TypeError(`There is no ${request.table}.${request.method}.`);
      return Reflect.apply(method, table, request.args);
    }
  }
}

function open(folder: string, role: ThreadRole): void {
  const file = path.join(folder, DATABASE_FILE);
  if (role === "writes") {
    makeFolder(folder);
    lock = new FolderLock(folder);
  }
  try {
    const checks = { writes: migrate, reads: () => {}, "reads-alone": checkReadable, "reads-full": checkReadable };
    connection = new Connection(file, {
      readOnly: role !== "writes",
      isImmutable: role === "reads-full",
      check: checks[role],
    });
    tables = tablesOf(connection);
  } catch (error) {
    lock?.release();
    lock = undefined;
    throw error;
  }
}

function close(): void {
  try {
    connection?.close();
  } finally {
    lock?.release();
  }
}

/** Vectors move to the other side instead of being copied. */
function buffersOf(result: unknown): ArrayBuffer[] {
  const numbers = result instanceof Object ? Object.values(result) : [];
  return numbers.flatMap((one: unknown) =>
    ArrayBuffer.isView(one) && one.buffer instanceof ArrayBuffer ? [one.buffer] : [],
  );
}

function textOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.message : undefined;
}
