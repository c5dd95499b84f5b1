import { randomBytes } from "node:crypto";
import type { Conversations } from "../conversation/conversations.js";
import type { Documents } from "../documents/documents.js";
import type { Figures } from "../health/figures.js";
import { english, type Texts } from "../interface-texts/texts.js";
import { UnknownArticleError } from "../library/errors.js";
import type { Pilcrow } from "../library/pilcrow.js";
import { PersonError } from "../person-error.js";
import { StoreError } from "../store/errors.js";
import type { ImportReports } from "./import-reports.js";
import type { Languages } from "./languages.js";
import type { errorDescriber, Log } from "./log.js";
import type { PerScopeLimit } from "./per-scope-limit.js";
import { type QuestionQueue, TooManyQuestionsError } from "./question-queue.js";
import type { RecentAnswers } from "./recent-answers.js";
import type { OutgoingMessage } from "./send.js";
import { limits } from "./text/limits.js";
import { shortMarkdown } from "./text/plain-text.js";

/** How many of the operator's files are articles by now. */
export interface Reading {
  readonly done: number;
  readonly of: number;
}

/** What the bot works with, whoever it speaks to. */
export interface BotParts extends Pick<Pilcrow, "library" | "articles" | "settings" | "retention" | "gaps"> {
  readonly documents: Documents;
  /** Every document that a person brings is fetched and read within it. */
  readonly readingLimit: PerScopeLimit;
  /** Through which all learn how their imports ended. */
  readonly importReports: ImportReports;
  /** What was asked lately, through which every question goes. */
  readonly conversations: Conversations;
  /** In which order questions are answered, and how many. */
  readonly questionQueue: QuestionQueue;
  /** How far the operator's articles are read, while that is going on. */
  readonly reading: () => Reading | undefined;
  /** Whether Discord sends the text of messages that are not for the bot. */
  readonly messageContent: boolean;
  /** The automatic answers of the last minutes. */
  readonly automatic: RecentAnswers;
  /** In which language it speaks to whom. */
  readonly languages: Languages;
  readonly figures: Figures;
  /** Of one request, whose id its lines carry. */
  readonly log: Log;
  /** Facts of an error for the log, without secrets. */
  readonly describe: ReturnType<typeof errorDescriber>;
}

/** What every handler of the bot works with. */
export interface BotContext extends BotParts {
  /** The words for those who read what it answers: the person's language where they alone do, else the server's. */
  readonly texts: Texts;
}

/** A sentence, in the language of whoever reads it. */
export type Saying = (texts: Texts) => string;

/**
 * A person may not do what they asked for, or named an article that is not here. Unlike the message of any other `PersonError`
 * this one is Markdown, in which text of others is escaped already; and nothing went wrong, so the log does not have it.
 */
export class NotAllowedError extends PersonError {
  override readonly name = "NotAllowedError";
  readonly says: Saying;

  constructor(says: Saying | string) {
    const saying = typeof says === "string" ? () => says : says;
    super(saying(english()));
    this.says = saying;
  }
}

/** Logs what went wrong and gives the sentence for the person: the same reference is in both. */
export function failure(context: BotContext, error: unknown, facts: object): OutgoingMessage {
  if (error instanceof NotAllowedError || error instanceof TooManyQuestionsError)
    return { content: error.says(context.texts) };
  // People know an article by its title, and this error by its id alone: of a button, or removed a moment ago.
  if (error instanceof UnknownArticleError) return { content: context.texts.say("article.gone") };
  if (error instanceof PersonError) {
    const isForOperator = error.cause instanceof StoreError;
    if (isForOperator) context.log.error({ ...facts, error: context.describe(error) }, "A request could not be met.");
    else context.log.info({ ...facts, error: error.name }, "A request could not be met.");
    return { content: shortMarkdown(error.message, limits.content) };
  }
  const reference = randomBytes(4).toString("hex");
  context.log.error({ reference, ...facts, error: context.describe(error) }, "A request failed.");
  const key = error instanceof StoreError ? "error.store" : "error.unexpected";
  return { content: context.texts.say(key, { reference }) };
}
