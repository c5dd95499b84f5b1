/** Lets work on the same thing happen one after another. */
export class Turns<Key> {
  readonly #last = new Map<Key, Promise<unknown>>();

  /** Does `work` when all work asked before for this key has ended, well or not. */
  async take<T>(key: Key, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
