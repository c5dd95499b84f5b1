import type {
  Embedder,
  PassageEmbedding,
  PassageText,
  QuestionEmbedding,
  TextKind,
} from "../src/embedding/embedder.js";
import { WorkerPool } from "../src/embedding/worker-pool.js";
import { tuned } from "../src/library/models.js";
import { createPilcrow, type Pilcrow } from "../src/library/pilcrow.js";
import type { Store } from "../src/store/store.js";
import { shippedModel } from "./real-model.js";

/** The real model, which computes each text once; closing it is for the end of the process, since all files share it. */
class RememberingEmbedder implements Embedder {
  readonly #embedder: Embedder;
  readonly #known = new Map<string, Promise<unknown>>();

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
  }

  get model() {
    return this.#embedder.model;
  }
  get dimensions() {
    return this.#embedder.dimensions;
  }
  get maxTokens() {
    return this.#embedder.maxTokens;
  }
  get reservedTokens() {
    return this.#embedder.reservedTokens;
  }
  get tokenSpace() {
    return this.#embedder.tokenSpace;
  }
  get reader() {
    return this.#embedder.reader;
  }

  async embed(text: string, kind: TextKind): Promise<Float32Array> {
    return (await this.#remembered(`${kind} ${text}`, () => this.#embedder.embed(text, kind))).slice();
  }

  embedQuestion(text: string): Promise<QuestionEmbedding> {
    return this.#remembered(`question with tokens ${text}`, () => this.#embedder.embedQuestion(text));
  }

  embedPassage(passage: PassageText): Promise<PassageEmbedding> {
    return this.#remembered(`passage ${JSON.stringify(passage)}`, () => this.#embedder.embedPassage(passage));
  }

  async #remembered<T>(key: string, embed: () => Promise<T>): Promise<T> {
    const known = (this.#known.get(key) as Promise<T> | undefined) ?? embed();
    this.#known.set(key, known);
    return known;
  }

  countTokens(texts: readonly string[]): Promise<number[]> {
    return this.#embedder.countTokens(texts);
  }

  async close(): Promise<void> {}
}

let starting: ReturnType<typeof start> | undefined;

async function start() {
  const model = await shippedModel();
  return tuned(new RememberingEmbedder(await WorkerPool.start(model)), model);
}

/** A Pilcrow over a store and the shipped model, which all test files of a process share: to load it takes a second. */
export async function pilcrowOnSharedModel(store: Store): Promise<Pilcrow> {
  starting ??= start();
  return createPilcrow({ ...(await starting), store });
}
