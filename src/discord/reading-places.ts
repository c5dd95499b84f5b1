import { PersonError } from "../person-error.js";
import type { Scope } from "../store/scope.js";

/** Documents that are read at the same time for one server or person: whoever sends hundreds keeps nobody else waiting. */
const mostAtOnce = 3;

/** As many documents are being read for a scope as can be; the message is written for the person who adds one more. */
class TooManyAtOnceError extends PersonError {
  override readonly name = "TooManyAtOnceError";
  constructor() {
    super(`${mostAtOnce} documents are being read here already. Try again when one of them is done.`);
  }
}

/** Counts the documents that are fetched and read for each scope. What is refused here was not fetched: it takes no memory. */
export class ReadingPlaces {
  readonly #taken = new Map<Scope, number>();

  /** @throws TooManyAtOnceError instead of doing `work` */
  async take<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    const taken = this.#taken.get(scope) ?? 0;
    if (taken >= mostAtOnce) throw new TooManyAtOnceError();
    this.#taken.set(scope, taken + 1);
    try {
      return await work();
    } finally {
      const left = (this.#taken.get(scope) ?? 1) - 1;
      if (left === 0) this.#taken.delete(scope);
      else this.#taken.set(scope, left);
    }
  }
}
