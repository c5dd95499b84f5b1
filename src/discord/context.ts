import { randomBytes } from "node:crypto";
import type { Library } from "../library/library.js";
import type { errorDescriber, Log } from "./log.js";
import type { OutgoingMessage } from "./message.js";

/** What every handler of the bot works with. */
export interface BotContext {
  readonly library: Library;
  readonly log: Log;
  /** Facts of an error for the log, without secrets. */
  readonly describe: ReturnType<typeof errorDescriber>;
}

/** Logs what went wrong and gives the sentence for the person: the same reference is in both. */
export function failure(context: BotContext, error: unknown, facts: object): OutgoingMessage {
  if (error instanceof Error && error.name === "UnknownArticleError") {
    context.log.info({ ...facts, error: context.describe(error) }, "The article is not there any more.");
    return { content: "That article is not here any more. `/articles` lists what there is." };
  }
  const reference = randomBytes(4).toString("hex");
  context.log.error({ reference, ...facts, error: context.describe(error) }, "A question failed.");
  return {
    content: `Something went wrong here, not with your question. Please try again; if it stays, tell the operator the reference ${reference}.`,
  };
}
