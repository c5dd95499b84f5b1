import { english } from "../interface-texts/texts.js";
import { PersonError } from "../person-error.js";
import type { Scope } from "../store/scope.js";

/** Documents that are read at the same time for one server or person: whoever sends hundreds keeps nobody else waiting. */
const mostAtOnce = 3;

/** As many documents are being read for a scope as can be; the message is written for the person who adds one more. */
class TooManyAtOnceError extends PersonError {
  override readonly name = "TooManyAtOnceError";
  constructor() {
    super(english().say("limit.at-once", { count: mostAtOnce }));
  }
}

/** Limits how many documents are fetched and read at once for each scope. What is refused was not fetched: it takes no memory. */
export class PerScopeLimit {
  readonly #underWay = new Map<Scope, number>();

  /** @throws TooManyAtOnceError instead of doing `work` */
  async run<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    const underWay = this.#underWay.get(scope) ?? 0;
    if (underWay >= mostAtOnce) throw new TooManyAtOnceError();
    this.#underWay.set(scope, underWay + 1);
    try {
      return await work();
    } finally {
      const left = (this.#underWay.get(scope) ?? 1) - 1;
      if (left === 0) this.#underWay.delete(scope);
      else this.#underWay.set(scope, left);
    }
  }
}
