import { PersonError } from "../../person-error.js";

/** Bytes of documents that may be on their way, waiting and being read at a time, over all servers and persons. */
const MOST_BYTES = 200_000_000;

/** More documents are being read than the byte budget allows; the message is written for the person who adds one. */
export class DocumentsBusyError extends PersonError {
  override readonly name = "DocumentsBusyError";
  constructor(
    /** Bytes, with the document that was refused. */
    readonly wanted: number,
    readonly limit: number,
  ) {
    super(`Too many documents are being read just now: at most ${limit / 1e6} MB at a time. Try again in a minute.`);
  }
}

/**
 * Keeps the documents of everybody together from filling the memory. What is refused was not fetched and takes none. The limit
 * of one scope (the per-scope limit) is kept by those who know the scopes.
 */
export class ByteBudget {
  readonly #limit: number;
  #taken = 0;

  /** @param limit in bytes; by default 200 MB */
  constructor(limit = MOST_BYTES) {
    this.#limit = limit;
  }

  /**
   * Does work on a document of at most so many bytes, which count until it ends.
   * @param work may say how large the document is, once that is known.
   * @throws DocumentsBusyError instead, where they would pass the limit.
   */
  async take<T>(bytes: number, work: (isOf: (bytes: number) => void) => Promise<T>): Promise<T> {
    if (this.#taken + bytes > this.#limit) throw new DocumentsBusyError(this.#taken + bytes, this.#limit);
    let mine = bytes;
    this.#taken += mine;
    const isOf = (known: number) => {
      this.#taken += known - mine;
      mine = known;
    };
    try {
      return await work(isOf);
    } finally {
      this.#taken -= mine;
    }
  }
}
