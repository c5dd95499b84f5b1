import { DiscordAPIError, type Message, MessageReferenceType } from "discord.js";
import type { Answered } from "../../../conversation/conversations.js";
import { withoutFraming } from "../../../language/framing.js";
import { textFor } from "../../addressed.js";
import { rowsIn } from "../../card.js";
import type { BotContext } from "../../context.js";
import { questionOf, searchedOf } from "../../reading/asked.js";
import { judged } from "../../reading/verdict-buttons.js";

/** What a message points at. */
export interface PointedAt {
  /** An answer of the bot's. */
  readonly answered?: Answered | undefined;
  /** What somebody else wrote, or wrote elsewhere and had forwarded, where Discord lets the bot see it. */
  readonly text?: string;
  /** It points at something that the bot may not see. */
  readonly isHidden?: boolean;
}

/**
 * What a message replies to. Nothing of it was kept: an answer's own message says what was asked and of which article, so that
 * this holds after a restart.
 */
export async function pointedAt(message: Message, context: BotContext): Promise<PointedAt> {
  if (message.reference === null || message.reference.type === MessageReferenceType.Forward) return {};
  const target = await found(message.fetchReference(), context);
  if (target?.author.id === message.client.user.id) return { answered: answeredIn(target) };
  const text = target === undefined ? "" : textFor(target);
  return text === "" ? { isHidden: true } : { text };
}

/** The answer of the bot's that a message's thread was made from. */
export async function answerOfThread(message: Message, context: BotContext): Promise<Answered | undefined> {
  const starter = await starterOf(message, context);
  return starter?.author.id === message.client.user.id ? answeredIn(starter) : undefined;
}

/** What an answer of the bot answers, as its message shows it. */
function answeredIn(message: Message): Answered | undefined {
  const question = questionOf(message);
  if (question === undefined) return undefined;
  const searched = searchedOf(message) ?? question;
  // A follow-up was searched after the question that stood alone.
  const own = ` ${withoutFraming(question)}`;
  const alone = searched.endsWith(own) ? searched.slice(0, -own.length) : searched;
  return { question: alone, articleId: judged(rowsIn(message))?.articleId };
}

/** The message that the thread was made from. */
async function starterOf({ channel }: Message, context: BotContext): Promise<Message | undefined> {
  return channel.isThread() ? found(channel.fetchStarterMessage(), context) : undefined;
}

/** The message, where it is still there and the bot may read it. */
async function found(message: Promise<Message | null>, { log, describe }: BotContext): Promise<Message | undefined> {
  try {
    return (await message) ?? undefined;
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    log.debug({ error: describe(error) }, "What a message points at cannot be read.");
    return undefined;
  }
}
