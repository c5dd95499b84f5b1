import { type Message, PermissionFlagsBits, type SendableChannels } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import { type Addressed, addressedIn, isMedia } from "../../addressed.js";
import { type BotContext, failure } from "../../context.js";
import type { AddedOf, Feature } from "../../feature.js";
import { conversationKey, scopeOf, whereAsked } from "../../incoming.js";
import { whyNotAsk } from "../../permissions.js";
import { type OutgoingMessage, replyTo, send } from "../../send.js";
import { leadFrom } from "../../text/lead-from.js";
import { renderReply } from "./answer-buttons.js";
import { noteGap } from "./note-gap.js";
import { answerOfThread, type PointedAt, pointedAt } from "./pointed-at.js";

/** Discord shows typing for 10 seconds. */
const typingEvery = 8_000;

/** What a message is that has no question, each with a text of its own: one line that says what can be done. */
type WithoutQuestion = "nothing" | "hidden" | NonNullable<Addressed["instead"]>;

/** Questions in messages, answered with a reply. */
export const questions: Feature = {
  message(message, context, added) {
    const addressed = added === undefined ? addressedIn(message) : { text: added.question };
    const { channel } = message;
    return addressed === undefined || !channel.isSendable() || context.questionQueue.hasTold({ user: message.author })
      ? undefined
      : answerOrTellWhyNot(message, channel, addressed, context, added);
  },
};

/** Who may not ask here is told so in a direct message: it is nobody else's business. */
async function answerOrTellWhyNot(
  message: Message,
  channel: SendableChannels,
  addressed: Addressed,
  context: BotContext,
  added: AddedOf | undefined,
): Promise<undefined> {
  let refusal: Awaited<ReturnType<typeof whyNotAsk>>;
  try {
    refusal = await whyNotAsk(message, context);
  } catch (error) {
    await replyTo(message, failure(context, error, {}), message.id);
    return undefined;
  }
  if (refusal === undefined)
    return replyWhileTyping(message, channel, () => answer(message, addressed, context, added), context, added);
  const texts = context.languages.ofDirect(message.author.id);
  const lead = message.guild === null ? "" : leadFrom(message.guild, texts);
  await send(message.author, { content: refusal(texts) }, { nonce: message.id, lead });
  return undefined;
}

async function replyWhileTyping(
  message: Message,
  channel: SendableChannels,
  answer: () => Promise<OutgoingMessage>,
  context: BotContext,
  added: AddedOf | undefined,
): Promise<undefined> {
  const stopTyping = showTyping(channel, context);
  try {
    // Of a message that brought an article the first reply told what became of it.
    await replyTo(message, await answer(), added === undefined ? message.id : `${message.id}-q`);
  } finally {
    stopTyping();
  }
}

async function answer(
  message: Message,
  addressed: Addressed,
  context: BotContext,
  added: AddedOf | undefined,
): Promise<OutgoingMessage> {
  try {
    const pointed: PointedAt = added === undefined ? await pointedAt(message, context) : {};
    const question = addressed.text || pointed.text;
    if (question === undefined)
      return { content: context.texts.say(`without-question.${whatElse(addressed, pointed)}`) };
    const { author: user, channelId, guildId } = message;
    const key = conversationKey({ channelId, user });
    const where = added?.articleId === undefined ? await whereAsked(message) : { articleId: added.articleId };
    // In a thread that was made from an answer only the first question of a person goes on from that.
    const isFirst = added === undefined && message.reference === null && context.conversations.last(key) === undefined;
    const continues = isFirst ? await answerOfThread(message, context) : pointed.answered;
    const options = { ...where, continues };
    const scope = scopeOf({ guildId, user });
    const reply = await context.questionQueue.run({ guildId, user }, () =>
      context.conversations.ask(key, scope, question, options),
    );
    await noteGap(reply, user.id, context);
    return renderReply(reply, {
      texts: context.texts,
      owner: user.id,
      isInGuild: guildId !== null,
      plain: !mayEmbed(message),
      reading: context.reading(),
      note: added === undefined ? ofFileBeside(message, context.texts) : undefined,
      wording: (await context.settings.get(scope)).wording,
    });
  } catch (error) {
    return failure(context, error, {});
  }
}

/** What is said of a file that came with a question and was not added, as in a server, where it would be everybody's. */
function ofFileBeside({ attachments }: Message, texts: Texts): string | undefined {
  if (attachments.every(isMedia)) return undefined;
  return `-# ${texts.say("without-question.file-too", { command: texts.say("/Add as article.name") })}`;
}

function whatElse({ instead }: Addressed, { isHidden = false }: PointedAt): WithoutQuestion {
  return instead ?? (isHidden ? "hidden" : "nothing");
}

/** Slash commands always may; in a channel an embed without the permission fails the whole message. */
export function mayEmbed(message: Message): boolean {
  if (!message.inGuild()) return true;
  return message.channel.permissionsFor(message.client.user)?.has(PermissionFlagsBits.EmbedLinks) ?? true;
}

function showTyping(channel: SendableChannels, { log, describe }: BotContext): () => void {
  const show = () => {
    channel.sendTyping().catch((error: unknown) => log.debug({ error: describe(error) }, "Typing could not be shown."));
  };
  show();
  const timer = setInterval(show, typingEvery);
  return () => clearInterval(timer);
}
