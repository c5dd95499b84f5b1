/** Counts the work that is under way, so that the bot can finish it before it leaves. */
export class InFlight {
  readonly #work = new Set<Promise<void>>();

  /** Starts `work`; what it throws goes to `failed`. */
  start(work: () => Promise<void>, failed: (error: unknown) => void): void {
    const running = work()
      .catch(failed)
      .finally(() => this.#work.delete(running));
    this.#work.add(running);
  }

  /** Waits until all work is done, at most `patience` milliseconds, and gives how much was left. */
  async finish(patience: number): Promise<number> {
    let late: NodeJS.Timeout | undefined;
    const patienceEnds = new Promise<void>((resolve) => {
      late = setTimeout(resolve, patience);
    });
    await Promise.race([Promise.all(this.#work), patienceEnds]);
    clearTimeout(late);
    return this.#work.size;
  }
}
