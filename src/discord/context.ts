import { randomBytes } from "node:crypto";
import type { Conversations } from "../conversation/conversations.js";
import type { Documents } from "../documents/documents.js";
import type { Pilcrow } from "../library/pilcrow.js";
import { PersonError } from "../person-error.js";
import type { errorDescriber, Log } from "./log.js";
import type { PerScopeLimit } from "./per-scope-limit.js";
import type { RecentAnswers } from "./recent-answers.js";
import type { OutgoingMessage } from "./send.js";
import { limits } from "./text/limits.js";
import { shortMarkdown } from "./text/plain-text.js";

/** How many of the operator's files are articles by now. */
export interface Reading {
  readonly done: number;
  readonly of: number;
}

/** What every handler of the bot works with. */
export interface BotContext extends Pick<Pilcrow, "library" | "articles" | "settings" | "retention" | "gaps"> {
  readonly documents: Documents;
  /** Every document that a person brings is fetched and read within it. */
  readonly readingLimit: PerScopeLimit;
  /** What was asked lately, through which every question goes. */
  readonly conversations: Conversations;
  /** How far the operator's articles are read, while that is going on. */
  readonly reading: () => Reading | undefined;
  /** Whether Discord sends the text of messages that are not for the bot. */
  readonly messageContent: boolean;
  /** The automatic answers of the last minutes. */
  readonly automatic: RecentAnswers;
  readonly log: Log;
  /** Facts of an error for the log, without secrets. */
  readonly describe: ReturnType<typeof errorDescriber>;
}

/**
 * A person may not do what they asked for, or named an article that is not here. Unlike the message of any other `PersonError`
 * this one is Markdown, in which text of others is escaped already; and nothing went wrong, so the log does not have it.
 */
export class NotAllowedError extends PersonError {
  override readonly name = "NotAllowedError";
}

/** Logs what went wrong and gives the sentence for the person: the same reference is in both. */
export function failure(context: BotContext, error: unknown, facts: object): OutgoingMessage {
  if (error instanceof NotAllowedError) return { content: error.message };
  if (error instanceof PersonError) {
    context.log.info({ ...facts, error: error.name }, "A request could not be met.");
    return { content: shortMarkdown(error.message, limits.content) };
  }
  const reference = randomBytes(4).toString("hex");
  context.log.error({ reference, ...facts, error: context.describe(error) }, "A request failed.");
  return {
    content: `Something went wrong here, not with what you did. Please try again; if it stays, tell the operator the reference ${reference}.`,
  };
}
