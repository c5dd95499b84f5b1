import { randomBytes } from "node:crypto";
import type { Conversations } from "../library/conversations.js";
import type { Library } from "../library/library.js";
import { QuestionError } from "../library/library-error.js";
import { limits } from "./limits.js";
import type { errorDescriber, Log } from "./log.js";
import type { OutgoingMessage } from "./message.js";
import { shortMarkdown } from "./plain-text.js";

/** What every handler of the bot works with. */
export interface BotContext {
  readonly library: Library;
  /** What was asked lately, through which every question goes. */
  readonly conversations: Conversations;
  readonly log: Log;
  /** Facts of an error for the log, without secrets. */
  readonly describe: ReturnType<typeof errorDescriber>;
}

/** Logs what went wrong and gives the sentence for the person: the same reference is in both. */
export function failure(context: BotContext, error: unknown, facts: object): OutgoingMessage {
  if (error instanceof QuestionError) {
    context.log.info({ ...facts, error: error.name }, "A question could not be asked.");
    return { content: shortMarkdown(error.message, limits.content) };
  }
  const reference = randomBytes(4).toString("hex");
  context.log.error({ reference, ...facts, error: context.describe(error) }, "A question failed.");
  return {
    content: `Something went wrong here, not with your question. Please try again; if it stays, tell the operator the reference ${reference}.`,
  };
}
