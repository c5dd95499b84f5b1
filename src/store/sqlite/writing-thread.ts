import { once } from "node:events";
import { type Transferable, Worker } from "node:worker_threads";
import { StoreError } from "../errors.js";
import type { BodyJob } from "./body-jobs.js";
import type { BodyReply, BodyRequest } from "./body-thread.js";

interface Waiting {
  readonly resolve: (more: boolean) => void;
  readonly reject: (error: StoreError) => void;
}

/** This side of the thread that writes. It starts with the first job, and holds up nothing while it has none. */
export class WritingThread {
  readonly #file: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #last = 0;
  #closed = false;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * @param transfer buffers that move to the thread instead of being copied.
   * @returns whether there is more of the job to do.
   * @throws StoreError
   */
  do(job: BodyJob, transfer: readonly Transferable[] = []): Promise<boolean> {
    if (this.#closed) return Promise.reject(new StoreError(this.#file, "it was closed."));
    const worker = this.#worker ?? this.#start();
    const number = ++this.#last;
    const request: BodyRequest = { number, job };
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      worker.ref();
      worker.postMessage(request, transfer);
    });
  }

  /** Ends the thread when it has done all that it was given. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    const end: BodyRequest = undefined;
    worker.ref();
    const ended = once(worker, "exit");
    worker.postMessage(end);
    await ended;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./body-thread.js", import.meta.url), { workerData: { file: this.#file } });
    this.#worker = worker;
    worker.on("message", (reply: BodyReply) => this.#receive(worker, reply));
    worker.on("error", (cause) => this.#failAll(cause));
    worker.on("exit", () => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#failAll();
    });
    return worker;
  }

  #receive(worker: Worker, reply: BodyReply): void {
    const waiting = this.#waiting.get(reply.number);
    this.#waiting.delete(reply.number);
    if (this.#waiting.size === 0 && !this.#closed) worker.unref();
    if ("more" in reply) waiting?.resolve(reply.more);
    else waiting?.reject(new StoreError(this.#file, reply.problem));
  }

  #failAll(cause?: Error): void {
    for (const [number, { reject }] of this.#waiting) {
      this.#waiting.delete(number);
      reject(new StoreError(this.#file, "the thread that writes it ended.", cause && { cause }));
    }
  }
}
