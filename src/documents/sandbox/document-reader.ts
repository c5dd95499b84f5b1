import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Article, Paragraph } from "../article.js";
import { ArticleError } from "../article-error.js";
import type { ArticleFault } from "../fault.js";
import { type DocumentHints, MAX_DOCUMENT_BYTES } from "../formats/registry.js";
import type { DocumentReply, DocumentRequest } from "./document-process.js";

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
  /** It has read a document before. */
  used: boolean;
}

/** The watching thread looks every 20 ms; this much memory may be taken between two looks. */
const MEMORY_MARGIN = 64_000_000;
/** A process that keeps more than this after its document is not used again. */
const REUSABLE_BYTES = 250_000_000;
/** How V8 and the system end a process that asks for too much memory. */
const OUT_OF_MEMORY_SIGNALS: ReadonlySet<string> = new Set(["SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL"]);

/**
 * Reads documents of strangers in processes of their own, which can be stopped: whatever a document does, its reader ends
 * within a time and a memory, and this process goes on. The processes inherit no environment and so know no token. They
 * start with the first document, end when idle, and never hold up the exit of this process.
 */
export class DocumentReader {
  readonly #timeoutMs: number;
  readonly #memoryBytes: number;
  readonly #processes: number;
  readonly #idleMs: number;
  readonly #slots = new Set<Slot>();
  readonly #waiting: Job[] = [];
  #closed = false;

  constructor(options: DocumentReaderOptions = {}) {
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#memoryBytes = options.memoryBytes ?? 512_000_000;
    this.#processes = options.processes ?? 2;
    this.#idleMs = options.idleMs ?? 30_000;
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
      if (idle === undefined && this.#slots.size >= this.#processes) return;
      const job = this.#waiting.shift();
      if (job !== undefined) this.#give(idle ?? this.#start(), job);
    }
  }

  #start(): Slot {
    const heapMegabytes = Math.floor((this.#memoryBytes * 0.75) / 1e6);
    const child = fork(
      fileURLToPath(new URL("./document-process.js", import.meta.url)),
      [String(this.#memoryBytes - MEMORY_MARGIN)],
      {
        // No parser needs to make code from text, so a document that gets one to try it fails.
        execArgv: [`--max-old-space-size=${heapMegabytes}`, "--disallow-code-generation-from-strings"],
        env: {},
        serialization: "advanced",
        stdio: ["ignore", "ignore", "ignore", "ipc"],
      },
    );
    const slot: Slot = { child, job: undefined, timer: undefined, used: false };
    this.#slots.add(slot);
    child.on("message", (reply: DocumentReply) => this.#receive(slot, reply));
    child.on("error", (cause) => this.#died(slot, { reason: "crash", detail: cause.message }, cause));
    child.on("exit", (code, signal) => this.#died(slot, this.#faultOfDeath(code, signal)));
    return slot;
  }

  #give(slot: Slot, job: Job): void {
    clearTimeout(slot.timer);
    slot.job = job;
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
    if (reply.residentBytes > REUSABLE_BYTES) this.#drop(slot);
    else this.#rest(slot);
    this.#dispatch();
  }

  /** A process without work holds nothing up, and ends after a while. */
  #rest(slot: Slot): void {
    slot.child.unref();
    slot.child.channel?.unref();
    slot.timer = setTimeout(() => this.#drop(slot), this.#idleMs).unref();
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
    this.#drop(slot);
    this.#give(this.#start(), job);
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
  }

  async #end(slot: Slot): Promise<void> {
    this.#drop(slot);
    // A resting process is not waited for by the event loop, which would end before it does.
    slot.child.ref();
    if (slot.child.exitCode === null && slot.child.signalCode === null) await once(slot.child, "exit");
  }

  #faultOfDeath(code: number | null, signal: string | null): ArticleFault {
    // 134 is how a shell, or Windows, tells an abort.
    if ((signal !== null && OUT_OF_MEMORY_SIGNALS.has(signal)) || code === 134) {
      const limit = Math.round(this.#memoryBytes / 1e6);
      return { reason: "too-complex", what: "the memory to read it", limit, unit: "MB" };
    }
    return { reason: "crash", detail: signal === null ? `exit code ${code}` : `signal ${signal}` };
  }
}

/** The chain of causes that came over as text. */
function causeOf(causes: readonly string[]): ErrorOptions {
  return causes.reduceRight<ErrorOptions>((options, text) => {
    const cause = new Error(text, options);
    // The stack of this process does not show where it was thrown.
    cause.name = "DocumentError";
    cause.stack = text;
    return { cause };
  }, {});
}
