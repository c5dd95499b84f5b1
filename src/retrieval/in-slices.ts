import { setImmediate } from "node:timers/promises";

// Long work is a generator that yields between its small steps.

/** How long, in milliseconds, work may hold the thread before whatever else waits for it goes first. */
const SLICE = 5;

/** Keeps long work from holding the thread: to be asked between its steps. */
export class Pace {
  #since = performance.now();

  /** Lets other work have the thread first, where this has held it for a slice. */
  async pause(): Promise<void> {
    if (performance.now() - this.#since < SLICE) return;
    await setImmediate();
    this.#since = performance.now();
  }
}

/** Does long work, and lets other work have the thread from time to time. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  const pace = new Pace();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pace.pause();
  }
}

/** Does long work all at once. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
