import { type Transferable, Worker } from "node:worker_threads";
import { StoreError, StoreInUseError } from "../errors.js";
import type { Tables } from "./tables.js";
import type { ThreadFailure, ThreadReply, ThreadRequest, ThreadRole } from "./thread.js";

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: StoreError) => void;
}

type Arguments<Method> = Method extends (...args: infer A) => unknown ? A : never;
type Result<Method> = Method extends (...args: never[]) => infer R ? R : never;
type Unnumbered<Request> = Request extends unknown ? Omit<Request, "number"> : never;

/** This side of a thread with a connection to the database. It does what it is asked one after another. */
export class DatabaseThread {
  /** As in `StoreError`. */
  readonly store: string;
  readonly #worker = new Worker(new URL("./thread.js", import.meta.url));
  readonly #exited: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  /** Why it takes nothing more. */
  #ended: StoreError | undefined;

  constructor(store: string) {
    this.store = store;
    this.#worker.unref();
    this.#worker.on("message", (reply: ThreadReply) => this.#receive(reply));
    this.#worker.on("error", (cause) => this.#end(cause));
    this.#exited = new Promise((resolve) => {
      this.#worker.on("exit", () => {
        this.#end();
        resolve();
      });
    });
  }

  /** Opens the database in a folder; nothing can be asked before. @throws StoreInUseError, StoreError */
  open(folder: string, role: ThreadRole): Promise<void> {
    return this.#ask({ kind: "open", folder, role });
  }

  /** Calls a method of a table. @throws StoreError */
  call<Table extends keyof Tables, Method extends keyof Tables[Table] & string>(
    table: Table,
    method: Method,
    ...args: Arguments<Tables[Table][Method]>
  ): Promise<Result<Tables[Table][Method]>> {
    return this.#ask({ kind: "call", table, method, args });
  }

  /** As `call`; the buffers move to the thread instead of being copied. */
  give<Table extends keyof Tables, Method extends keyof Tables[Table] & string>(
    buffers: readonly Transferable[],
    table: Table,
    method: Method,
    ...args: Arguments<Tables[Table][Method]>
  ): Promise<Result<Tables[Table][Method]>> {
    return this.#ask({ kind: "call", table, method, args }, buffers);
  }

  /** Closes the database when all that was asked before is done, and waits until the thread has let go of its files. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const closing = this.#ask<void>({ kind: "close" });
    this.#ended = new StoreError(this.store, "it was closed.");
    await closing;
    this.#worker.ref();
    await this.#exited;
  }

  /** Ends a thread that could not open the database: whatever it is asked from now on fails with the reason. */
  async end(reason: StoreError): Promise<void> {
    this.#ended = reason;
    await this.#worker.terminate();
  }

  #ask<T>(request: Unnumbered<ThreadRequest>, transfer: readonly Transferable[] = []): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    const number = ++this.#last;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage({ ...request, number }, transfer);
    });
  }

  #receive(reply: ThreadReply): void {
    const waiting = this.#waiting.get(reply.number);
    this.#waiting.delete(reply.number);
    // A process may end while nothing is asked.
    if (this.#waiting.size === 0) this.#worker.unref();
    if ("failure" in reply) waiting?.reject(errorOf(reply.failure));
    else waiting?.resolve(reply.result);
  }

  #end(cause?: Error): void {
    const problem = "the thread that works on it ended; restart Pilcrow.";
    const ended = new StoreError(this.store, problem, cause && { cause });
    for (const { reject } of this.#waiting.values()) reject(ended);
    this.#waiting.clear();
    this.#ended ??= ended;
  }
}

function errorOf({ store, problem, cause, inUse }: ThreadFailure): StoreError {
  const options = cause === undefined ? undefined : { cause: new Error(String(cause)) };
  return inUse ? new StoreInUseError(store, problem, inUse.pid, options) : new StoreError(store, problem, options);
}
