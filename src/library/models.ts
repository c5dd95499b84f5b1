import type { Embedder } from "../embedding/embedder.js";
import type { KeptExamples } from "../embedding/kept-examples.js";
import { type VerifiedModel, weightsOf } from "../embedding/manifest.js";
import type { Tuning } from "../retrieval/answer-question.js";
import type { PurposeTuning } from "../retrieval/purpose.js";

/** A model that is running, with what was fitted to it. */
export interface Model extends Tuning {
  readonly embedder: Embedder;
  /** Without it every question is searched for. */
  readonly purposes?: PurposeTuning | undefined;
  /** The embeddings of the examples by which purposes are recognized. Without them, or where they are of others, they are computed. */
  readonly examples?: KeptExamples | undefined;
  /** ISO 639-1 codes. Without them no question is said to be in a foreign language. */
  readonly languages?: readonly string[] | undefined;
}

/** A running embedder with what its manifest says was fitted to it, with its reader or without. */
export function tuned(embedder: Embedder, { manifest, examples }: VerifiedModel): Model {
  const { reader } = embedder;
  const calibration = reader ? manifest.reader?.calibration : manifest.calibration;
  const { ranking, purposes, languages } = manifest;
  return { embedder, ranking, calibration, reader, purposes, examples, languages };
}

/**
 * Starts the model that made some vectors, by the name it had (`Embedder.model`); `undefined` when its files are gone. The
 * part of the name after the weights need not be the same.
 */
export type OpenModel = (name: string) => Promise<Model | undefined>;

/** The present model, and those of before that articles not yet embedded anew still need. */
export class Models {
  readonly current: Model;
  readonly #open: OpenModel;
  /** By their weights. */
  readonly #older = new Map<string, Promise<Model | undefined>>();
  /** The same models for what an older version embedded by them: their vectors are comparable, their fits are not. */
  readonly #unfitted = new WeakMap<Model, Model>();
  readonly #held = new Set<Promise<void>>();

  constructor(current: Model, open: OpenModel = async () => undefined) {
    this.current = current;
    this.#open = open;
  }

  /**
   * The model of this name, started where none of the same weights runs. Where the name differs after the weights, an older
   * version of Pilcrow embedded by it, which kept other tokens or none: without calibration then, so that no answer is sure.
   */
  async find(name: string): Promise<Model | undefined> {
    const weights = weightsOf(name);
    const isCurrent = weights === weightsOf(this.current.embedder.model);
    const model = isCurrent ? this.current : await this.#olderOf(weights, name);
    return model === undefined || model.embedder.model === name ? model : this.#withoutFit(model);
  }

  #olderOf(weights: string, name: string): Promise<Model | undefined> {
    const known = this.#older.get(weights);
    if (known) return known;
    const opening = this.#open(name);
    this.#older.set(weights, opening);
    // A start that failed may go better the next time.
    opening.catch(() => this.#older.delete(weights));
    return opening;
  }

  #withoutFit(model: Model): Model {
    const { embedder, ranking } = model;
    const unfitted = this.#unfitted.get(model) ?? { embedder, ranking };
    this.#unfitted.set(model, unfitted);
    return unfitted;
  }

  /** Keeps older models from being ended, for a question that may need one. @returns lets them be ended again */
  hold(): () => void {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#held.add(held);
    return () => {
      this.#held.delete(held);
      release();
    };
  }

  /** Ends the older models once nothing holds them that holds them now; the present one belongs to whoever started it. */
  async closeOlder(): Promise<void> {
    await Promise.all(this.#held);
    const older = [...this.#older.values()];
    this.#older.clear();
    for (const opening of await Promise.allSettled(older)) {
      if (opening.status === "fulfilled") await opening.value?.embedder.close();
    }
  }
}
