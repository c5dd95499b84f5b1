import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Article, Paragraph } from "../article.js";
import { ArticleError } from "../article-error.js";
import type { ArticleFault } from "../fault.js";
import { type DocumentHints, MAX_DOCUMENT_BYTES } from "../formats/registry.js";
import type { DocumentReply, DocumentRequest } from "./document-process.js";
import { causeOf, faultOfDeath, startReadingProcess } from "./reading-process.js";

/** How documents are read; the defaults are the limits that the product promises. */
export interface DocumentReaderOptions {
  /** Most time for one document, not counting the wait for a process. Default: 30,000 ms. */
  readonly timeoutMs?: number;
  /** Most memory of the process that reads it. Default: 512 MB. */
  readonly memoryBytes?: number;
  /** Documents read at the same time, each in a process of its own. Default: 2, so that a hostile one blocks nobody. */
  readonly processes?: number;
  /** How long a process without work is kept. Default: 30,000 ms. */
  readonly idleMs?: number;
  /**
   * Whether one process is started at once, has loaded all that any document needs, and is kept: documents can be read then
   * while the files of the packages are replaced. Default: false.
   */
  readonly keepsOne?: boolean;
}

interface Job {
  readonly request: DocumentRequest;
  readonly source: string;
  /** When its time is over, on the clock of `performance.now()`; known once it is under way. */
  deadline: number | undefined;
  /** What has come of the article. */
  paragraphs: Paragraph[];
  readonly resolve: (article: Article) => void;
  readonly reject: (reason: unknown) => void;
}

interface Slot {
  readonly child: ChildProcess;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
  /** It has loaded what it needs. */
  ready: boolean;
  /** It is to end once a fresh one is ready. */
  leaves: boolean;
  /** It has read a document before. */
  used: boolean;
}

/** A process that keeps more than this after its document is not used again, unless no other can be had. */
const REUSABLE_BYTES = 250_000_000;
/** After a process could not load what it needs, the next one that is kept is tried after this time, in milliseconds. */
const START_AGAIN_AFTER = 10_000;

/**
 * Reads documents of strangers in processes of their own, which can be stopped: whatever a document does, its reader ends
 * within a time and a memory, and this process goes on. The processes inherit no environment and so know no token. They
 * start with the first document, end when idle (but for one, where `keepsOne`), and never hold up the exit of this process.
 */
export class DocumentReader {
  readonly #timeoutMs: number;
  readonly #memoryBytes: number;
  readonly #processes: number;
  readonly #idleMs: number;
  readonly #keepsOne: boolean;
  readonly #slots = new Set<Slot>();
  readonly #waiting: Job[] = [];
  #closed = false;
  /** When a process may load what the last one could not, on the clock of `performance.now()`. */
  #startAgainAt = 0;

  constructor(options: DocumentReaderOptions = {}) {
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#memoryBytes = options.memoryBytes ?? 512_000_000;
    this.#processes = options.processes ?? 2;
    this.#idleMs = options.idleMs ?? 30_000;
    this.#keepsOne = options.keepsOne ?? false;
    this.#keepOne();
  }

  /**
   * A document's bytes → the article in it, as `readDocument` reads it.
   * @param signal stops it; the promise rejects with the signal's reason
   * @throws {ArticleError} whatever `readDocument` throws; `too-complex` beyond the time or memory; `crash`
   */
  async read(bytes: Uint8Array, hints: DocumentHints, signal?: AbortSignal): Promise<Article> {
    if (this.#closed) throw new Error("The document reader was closed.");
    signal?.throwIfAborted();
    const source = hints.url ?? hints.name;
    // What is refused anyway is not sent over first.
    if (bytes.length > MAX_DOCUMENT_BYTES) {
      throw new ArticleError(source, { reason: "too-large", bytes: bytes.length, limit: MAX_DOCUMENT_BYTES });
    }
    return new Promise<Article>((resolve, reject) => {
      const stop = (): void => this.#stop(job, signal?.reason);
      const settled = (): void => signal?.removeEventListener("abort", stop);
      const job: Job = {
        request: { bytes, hints },
        source,
        deadline: undefined,
        paragraphs: [],
        resolve: (article) => {
          settled();
          resolve(article);
        },
        reject: (reason) => {
          settled();
          reject(reason);
        },
      };
      signal?.addEventListener("abort", stop, { once: true });
      this.#waiting.push(job);
      this.#dispatch();
    });
  }

  /** Ends all processes; documents under way are given up. */
  async close(): Promise<void> {
    this.#closed = true;
    const error = new Error("The document reader was closed.");
    for (const job of this.#waiting.splice(0)) job.reject(error);
    await Promise.all(
      [...this.#slots].map(async (slot) => {
        slot.job?.reject(error);
        await this.#end(slot);
      }),
    );
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const idle = [...this.#slots].find((slot) => slot.job === undefined);
      if (idle === undefined && (this.#slots.size >= this.#processes || this.#waitsForOthers())) return;
      const job = this.#waiting.shift();
      if (job !== undefined) this.#give(idle ?? this.#start(), job);
    }
  }

  /** Whether a document should wait for the processes that there are, because another one could not load what it needs. */
  #waitsForOthers(): boolean {
    return this.#slots.size > 0 && performance.now() < this.#startAgainAt;
  }

  #start(): Slot {
    const child = startReadingProcess(this.#memoryBytes, this.#keepsOne);
    const slot: Slot = { child, job: undefined, timer: undefined, ready: false, leaves: false, used: false };
    this.#slots.add(slot);
    child.on("message", (reply: DocumentReply) => this.#receive(slot, reply));
    child.on("error", (cause) => this.#died(slot, { reason: "crash", detail: cause.message }, cause));
    child.on("exit", (code, signal) => {
      // Where its own first file is gone it ends without a word.
      if (!slot.ready && signal === null && code !== 134) this.#unfit(slot, `exit code ${code}`);
      else this.#died(slot, faultOfDeath(code, signal, this.#memoryBytes));
    });
    return slot;
  }

  /** Starts the process that is kept, where there is none. */
  #keepOne(): void {
    if (!this.#keepsOne || this.#closed || this.#slots.size > 0) return;
    const wait = this.#startAgainAt - performance.now();
    if (wait > 0) setTimeout(() => this.#keepOne(), wait).unref();
    else this.#startResting();
  }

  #startResting(): void {
    const { child } = this.#start();
    child.unref();
    child.channel?.unref();
  }

  #give(slot: Slot, job: Job): void {
    clearTimeout(slot.timer);
    slot.job = job;
    slot.leaves = false;
    job.paragraphs = [];
    job.deadline ??= performance.now() + this.#timeoutMs;
    slot.child.ref();
    slot.child.channel?.ref();
    slot.timer = setTimeout(() => {
      const limit = this.#timeoutMs / 1000;
      this.#fail(slot, { reason: "too-complex", what: "the time to read it", limit, unit: "seconds" });
    }, job.deadline - performance.now());
    // Failing to send means that the process is dead or dying, which "exit" tells.
    slot.child.send(job.request, (cause) => {
      if (cause) this.#died(slot, { reason: "crash", detail: cause.message }, cause);
    });
  }

  #receive(slot: Slot, reply: DocumentReply): void {
    const { job } = slot;
    if (reply.type === "ready") {
      slot.ready = true;
      for (const other of [...this.#slots].filter(({ leaves }) => leaves)) this.#drop(other);
      return;
    }
    if (reply.type === "unfit") {
      this.#unfit(slot, reply.detail);
      return;
    }
    if (job === undefined) return;
    if (reply.type === "paragraphs") {
      job.paragraphs.push(...reply.paragraphs);
      return;
    }
    slot.job = undefined;
    slot.used = true;
    clearTimeout(slot.timer);
    if (reply.type === "article") job.resolve({ ...reply.rest, paragraphs: job.paragraphs });
    else job.reject(new ArticleError(reply.source, reply.fault, causeOf(reply.causes)));
    this.#rest(slot);
    if (reply.residentBytes > REUSABLE_BYTES) this.#endIdle(slot);
    this.#dispatch();
  }

  /** A process without work holds nothing up, and ends after a while. */
  #rest(slot: Slot): void {
    slot.child.unref();
    slot.child.channel?.unref();
    slot.timer = setTimeout(() => this.#endIdle(slot), this.#idleMs).unref();
  }

  /** Of the one that is kept a fresh one takes the place, which has no memory left from documents. */
  #endIdle(slot: Slot): void {
    if (!this.#keepsOne || this.#slots.size > 1) {
      this.#drop(slot);
    } else if (slot.used && performance.now() >= this.#startAgainAt) {
      slot.leaves = true;
      this.#startResting();
    }
  }

  /**
   * What a process needs is not there, or not any more, which is not the document's fault: it waits for a process that has it,
   * if there is one.
   */
  #unfit(slot: Slot, detail: string): void {
    if (!this.#slots.has(slot)) return;
    const { job } = slot;
    this.#startAgainAt = performance.now() + START_AGAIN_AFTER;
    this.#drop(slot);
    if (job !== undefined && this.#slots.size > 0) {
      job.deadline = undefined;
      this.#waiting.unshift(job);
    } else {
      const cause = new Error(`A process that reads documents could not start: ${detail}`);
      job?.reject(new ArticleError(job.source, { reason: "no-reader" }, { cause }));
    }
    this.#dispatch();
  }

  /**
   * The slot's process died. Only a fresh process dies of its document for certain: pdf.js may throw long after a document
   * was answered, and memory may be left from the one before. A document under way in a used process is read again in a fresh one.
   */
  #died(slot: Slot, fault: ArticleFault, cause?: Error): void {
    const { job } = slot;
    if (job === undefined || !slot.used) {
      this.#fail(slot, fault, cause);
      return;
    }
    const fresh = this.#start();
    this.#drop(slot);
    this.#give(fresh, job);
  }

  /** The slot's process is dead or has to die; its document fails. */
  #fail(slot: Slot, fault: ArticleFault, cause?: Error): void {
    const { job } = slot;
    slot.job = undefined;
    this.#drop(slot);
    job?.reject(new ArticleError(job.source, fault, cause && { cause }));
    this.#dispatch();
  }

  #stop(job: Job, reason: unknown): void {
    job.reject(reason);
    const waitingAt = this.#waiting.indexOf(job);
    if (waitingAt !== -1) this.#waiting.splice(waitingAt, 1);
    const slot = [...this.#slots].find((each) => each.job === job);
    if (slot !== undefined) this.#drop(slot);
    this.#dispatch();
  }

  #drop(slot: Slot): void {
    clearTimeout(slot.timer);
    slot.job = undefined;
    this.#slots.delete(slot);
    slot.child.kill("SIGKILL");
    this.#keepOne();
  }

  async #end(slot: Slot): Promise<void> {
    this.#drop(slot);
    // A resting process is not waited for by the event loop, which would end before it does.
    slot.child.ref();
    if (slot.child.exitCode === null && slot.child.signalCode === null) await once(slot.child, "exit");
  }
}
