import { setImmediate } from "node:timers/promises";

/** How long, in milliseconds, work may hold the thread before whatever else waits for it goes first. */
const SLICE = 5;

/** Keeps long work from holding the thread: to be asked between its steps. */
export class Pace {
  #since = performance.now();

  /** Lets others go first, if it is their turn. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#since < SLICE) return;
    await setImmediate();
    this.#since = performance.now();
  }
}

/** Runs work that yields between its steps, and lets others go first from time to time. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  const pace = new Pace();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pace.breathe();
  }
}
