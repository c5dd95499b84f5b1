import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { PassageToRead, Reader, Reading } from "../retrieval/reader.js";
import type { TokenSpace } from "../retrieval/token-codes.js";
import type { Embedder, PassageEmbedding, PassageText, QuestionEmbedding, TextKind } from "./embedder.js";
import { EmbeddingError, ModelError, TextTooLongError } from "./embedding-error.js";
import type { VerifiedModel } from "./manifest.js";
import type { WorkerMessage, WorkerReply, WorkerSetup, WorkerTask } from "./worker.js";

/** How the threads are run. */
export interface WorkerPoolOptions {
  /** Most threads; each holds the model once (about 80 MB). Default: the cores, at most 4. */
  readonly threads?: number;
  /** The thread's file; tests put one that crashes here. */
  readonly workerFile?: URL;
  /** Whether `start` waits until the model is loaded; otherwise the first text loads it. Default: true. */
  readonly preload?: boolean;
  /** Called when a task is done, with how many seconds it waited for a thread and how many it took there. */
  readonly onDone?: (task: WorkerTask["type"], waited: number, took: number) => void;
  /** Called when a thread crashed and its text is tried again. */
  readonly onCrash?: (error: Error) => void;
}

interface Job {
  readonly task: WorkerTask;
  readonly resolve: (reply: WorkerReply) => void;
  readonly reject: (error: Error) => void;
  crashes: number;
  /** When it came to wait, and when its thread got it, by `performance.now()`. */
  readonly cameAt: number;
  begunAt: number;
}

interface Thread {
  readonly worker: Worker;
  ready: boolean;
  job: Job | undefined;
}

/** To load the model takes as long as to embed dozens of texts, so a few wait for the threads that there are; an import has 16 on their way at a time. */
const TEXTS_WORTH_A_THREAD = 8;
/** A text whose thread crashes this often is given up: the text is the reason. */
const MAX_CRASHES = 3;

/**
 * The `Embedder` over transformers.js in worker threads: one text at a time per thread, questions first, further threads
 * started when many texts wait, crashed threads replaced and their text done again.
 */
export class WorkerPool implements Embedder {
  readonly model: string;
  readonly dimensions: number;
  readonly maxTokens: number;
  readonly reservedTokens: number;
  readonly tokenSpace: TokenSpace;
  readonly reader: Reader | undefined;
  readonly #setup: WorkerSetup;
  readonly #threads = new Set<Thread>();
  #maxThreads: number;
  readonly #workerFile: URL;
  readonly #onCrash: (error: Error) => void;
  readonly #onDone: WorkerPoolOptions["onDone"];
  readonly #questions: Job[] = [];
  readonly #passages: Job[] = [];
  #closed = false;

  private constructor(model: VerifiedModel, options: WorkerPoolOptions) {
    this.model = model.name;
    this.dimensions = model.manifest.dimensions;
    this.maxTokens = model.manifest.maxTokens;
    // A token has one character at least.
    this.reservedTokens =
      model.manifest.specialTokens + Math.max(...Object.values(model.manifest.prefixes).map(({ length }) => length));
    this.tokenSpace = model.tokenSpace;
    const { modelsFolder, manifest, tokenSpace, reader } = model;
    this.#setup = { modelsFolder, manifest, tokenSpace, reader };
    this.reader = reader && {
      passages: reader.limits.passages,
      scoreWeight: reader.scoreWeight,
      read: (question, passages) => this.#read(question, passages),
    };
    this.#maxThreads = options.threads ?? Math.min(availableParallelism(), 4);
    this.#workerFile = options.workerFile ?? new URL("./worker.js", import.meta.url);
    this.#onCrash = options.onCrash ?? (() => {});
    this.#onDone = options.onDone;
  }

  /**
   * Starts the first thread and waits until it has loaded the model, unless the options say otherwise.
   * @throws ModelError when the model does not load or does not give the manifest's vectors.
   */
  static async start(model: VerifiedModel, options: WorkerPoolOptions = {}): Promise<WorkerPool> {
    // ONNX Runtime reads this from the process's own environment, of which a thread has a copy only. Without it, 1.30 gives the
    // machine an id, keeps events below ~/.cache/Microsoft and holds an uploader to mobile.events.data.microsoft.com.
    process.env.ORT_DISABLE_TELEMETRY = "1";
    const pool = new WorkerPool(model, options);
    if (options.preload === false) return pool;
    try {
      await pool.countTokens([]);
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  async embed(text: string, kind: TextKind): Promise<Float32Array> {
    const reply = await this.#run({ type: "embed", text, kind });
    if (reply.type === "vector") return reply.vector;
    throw this.#problemOf(reply);
  }

  async embedQuestion(text: string): Promise<QuestionEmbedding> {
    const reply = await this.#run({ type: "embed-question", text });
    if (reply.type === "question") return reply.question;
    throw this.#problemOf(reply);
  }

  async embedPassage(passage: PassageText): Promise<PassageEmbedding> {
    const reply = await this.#run({ type: "embed-passage", passage });
    if (reply.type === "passage") return reply.passage;
    throw this.#problemOf(reply);
  }

  async countTokens(texts: readonly string[]): Promise<number[]> {
    const reply = await this.#run({ type: "count", texts });
    if (reply.type === "counts") return reply.counts;
    throw this.#problemOf(reply);
  }

  async #read(question: Float32Array, passages: readonly PassageToRead[]): Promise<Reading> {
    const reply = await this.#run({ type: "read", question, passages });
    if (reply.type === "reading") return reply.reading;
    throw this.#problemOf(reply);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#failAll(new EmbeddingError("The embedder was closed."));
    await Promise.all([...this.#threads].map(end));
  }

  #run(task: WorkerTask): Promise<WorkerReply> {
    if (this.#closed) return Promise.reject(new EmbeddingError("The embedder was closed."));
    return new Promise((resolve, reject) => {
      this.#queueOf(task).push({ task, resolve, reject, crashes: 0, cameAt: performance.now(), begunAt: 0 });
      this.#dispatch();
    });
  }

  /** Counting is quick, and a question may wait for it. */
  #queueOf(task: WorkerTask): Job[] {
    const isPassage = task.type === "embed-passage" || (task.type === "embed" && task.kind === "passage");
    return isPassage ? this.#passages : this.#questions;
  }

  #problemOf(reply: WorkerReply): EmbeddingError {
    if (reply.type === "too-long") return new TextTooLongError(reply.tokens, this.maxTokens);
    return new EmbeddingError(
      reply.type === "failed" ? reply.problem : `The model's thread gave an unexpected reply: ${reply.type}.`,
    );
  }

  /** Gives waiting jobs to idle threads, questions first, and starts a thread where there is none or many wait. */
  #dispatch(): void {
    for (const thread of this.#threads) {
      if (!thread.ready || thread.job) continue;
      const job = this.#questions.shift() ?? this.#passages.shift();
      if (!job) return;
      thread.job = job;
      job.begunAt = performance.now();
      thread.worker.postMessage(job.task);
    }
    const waiting = this.#questions.length + this.#passages.length;
    const starting = [...this.#threads].filter((thread) => !thread.ready).length;
    const isWorthAThread = waiting > TEXTS_WORTH_A_THREAD * (starting + 1);
    const isNeeded = this.#threads.size === 0 ? waiting > 0 : isWorthAThread;
    if (isNeeded && this.#threads.size < this.#maxThreads) this.#startThread();
  }

  #startThread(): void {
    const thread: Thread = {
      worker: new Worker(this.#workerFile, { workerData: this.#setup }),
      ready: false,
      job: undefined,
    };
    this.#threads.add(thread);
    let cause = new Error("The thread ended.");
    thread.worker.on("message", (reply: WorkerReply) => this.#receive(thread, reply));
    thread.worker.on("error", (error) => {
      cause = error;
    });
    thread.worker.on("exit", () => this.#onExit(thread, cause));
  }

  #receive(thread: Thread, reply: WorkerReply): void {
    if (reply.type === "ready") {
      thread.ready = true;
    } else if (reply.type === "unfit") {
      // The thread ends by itself.
      this.#doesNotLoad(new ModelError(this.model, `it does not load: ${reply.problem}.`));
      return;
    } else {
      const job = thread.job;
      thread.job = undefined;
      if (job) this.#done(job, reply);
    }
    this.#dispatch();
  }

  #done({ task, cameAt, begunAt, resolve }: Job, reply: WorkerReply): void {
    this.#onDone?.(task.type, (begunAt - cameAt) / 1000, (performance.now() - begunAt) / 1000);
    resolve(reply);
  }

  #onExit(thread: Thread, cause: Error): void {
    this.#threads.delete(thread);
    if (this.#closed) return;
    const job = thread.job;
    if (!thread.ready) {
      this.#doesNotLoad(new ModelError(this.model, "it does not load.", { cause }));
      return;
    }
    if (job) {
      job.crashes++;
      if (job.crashes >= MAX_CRASHES) {
        job.reject(new EmbeddingError(`The model died ${job.crashes} times on this text.`, { cause }));
      } else {
        this.#onCrash(cause);
        this.#queueOf(job.task).unshift(job);
      }
    }
    this.#dispatch();
  }

  /**
   * A thread that could not load the model would not load it again: that is told instead of trying for ever. Where others run,
   * as when files are replaced under a running process, these go on alone.
   */
  #doesNotLoad(error: ModelError): void {
    const others = [...this.#threads].filter(({ ready }) => ready).length;
    if (others === 0) {
      this.#failAll(error);
      return;
    }
    this.#maxThreads = others;
    this.#onCrash(error);
    this.#dispatch();
  }

  #failAll(error: Error): void {
    const running = [...this.#threads].flatMap((thread) => thread.job ?? []);
    for (const thread of this.#threads) thread.job = undefined;
    for (const job of [...this.#questions.splice(0), ...this.#passages.splice(0), ...running]) job.reject(error);
  }
}

/** Asks a thread to end, and waits until it has. */
function end({ worker }: Thread): Promise<void> {
  return new Promise((resolve) => {
    worker.once("exit", () => resolve());
    worker.postMessage({ type: "close" } satisfies WorkerMessage);
  });
}
