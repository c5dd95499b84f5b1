import type { BotContext } from "./context.js";
import type { OutgoingMessage } from "./message.js";

/** Discord slows down bots that edit more often than some times in five seconds. */
const editEvery = 2_000;

/** A message that tells how far something is: it is edited at most every two seconds, with the latest there is to tell. */
export class LiveMessage {
  readonly #edit: (message: OutgoingMessage) => Promise<void>;
  readonly #context: Pick<BotContext, "log" | "describe">;
  #latest: OutgoingMessage | undefined;
  #timer: NodeJS.Timeout | undefined;
  #editing: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(edit: (message: OutgoingMessage) => Promise<void>, context: Pick<BotContext, "log" | "describe">) {
    this.#edit = edit;
    this.#context = context;
  }

  /** Shows it soon, unless something newer is to be shown by then. */
  show(message: OutgoingMessage): void {
    if (this.#ended) return;
    this.#latest = message;
    this.#timer ??= setTimeout(() => this.#show(), editEvery);
  }

  /** No more edits; settles when the last one is through, so that the final message comes after it. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#editing;
  }

  #show(): void {
    const message = this.#latest;
    this.#latest = undefined;
    this.#timer = undefined;
    if (message === undefined) return;
    const before = this.#editing;
    this.#editing = before
      .then(() => this.#edit(message))
      .catch((error: unknown) =>
        this.#context.log.debug({ error: this.#context.describe(error) }, "Progress could not be shown."),
      );
  }
}
