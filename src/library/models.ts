import type { Embedder } from "../embedding/embedder.js";
import type { Tuning } from "../retrieval/answer-question.js";
import type { PurposeTuning } from "../retrieval/purpose.js";

/** A model that is running, with what was fitted to it. */
export interface Model extends Tuning {
  readonly embedder: Embedder;
  /** Without it every question is searched for. */
  readonly purposes?: PurposeTuning | undefined;
  /** ISO 639-1 codes. Without them no question is said to be in a foreign language. */
  readonly languages?: readonly string[] | undefined;
}

/** Starts the model that made some vectors, by the name it had (`Embedder.model`); `undefined` when its files are gone. */
export type OpenModel = (name: string) => Promise<Model | undefined>;

/** The present model, and those of before that articles not yet embedded anew still need. */
export class Models {
  readonly current: Model;
  readonly #open: OpenModel;
  readonly #older = new Map<string, Promise<Model | undefined>>();
  readonly #held = new Set<Promise<void>>();

  constructor(current: Model, open: OpenModel = async () => undefined) {
    this.current = current;
    this.#open = open;
  }

  /** The model of this name, started where it is an older one. */
  async find(name: string): Promise<Model | undefined> {
    if (name === this.current.embedder.model) return this.current;
    const known = this.#older.get(name);
    if (known) return known;
    const opening = this.#open(name);
    this.#older.set(name, opening);
    // A start that failed may go better the next time.
    opening.catch(() => this.#older.delete(name));
    return opening;
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
