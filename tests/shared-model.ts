import type { Embedder, TextKind } from "../src/embedding/embedder.js";
import { WorkerPool } from "../src/embedding/worker-pool.js";
import { createPilcrow, type Pilcrow } from "../src/library/pilcrow.js";
import type { Store } from "../src/store/store.js";
import { shippedModel } from "./real-model.js";

/** The real model, which computes each text once; closing it is for the end of the process, since all files share it. */
class RememberingEmbedder implements Embedder {
  readonly #embedder: Embedder;
  readonly #known = new Map<string, Promise<Float32Array>>();

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

  async embed(text: string, kind: TextKind): Promise<Float32Array> {
    const key = `${kind} ${text}`;
    const known = this.#known.get(key) ?? this.#embedder.embed(text, kind);
    this.#known.set(key, known);
    return (await known).slice();
  }

  countTokens(texts: readonly string[]): Promise<number[]> {
    return this.#embedder.countTokens(texts);
  }

  async close(): Promise<void> {}
}

let starting: ReturnType<typeof start> | undefined;

async function start() {
  const model = await shippedModel();
  const { calibration, ranking } = model.manifest;
  return { embedder: new RememberingEmbedder(await WorkerPool.start(model)), calibration, ranking };
}

/** A Pilcrow over a store and the shipped model, which all test files of a process share: to load it takes a second. */
export async function pilcrowOnSharedModel(store: Store): Promise<Pilcrow> {
  starting ??= start();
  return createPilcrow({ ...(await starting), store });
}
