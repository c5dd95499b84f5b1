import { type Message, MessageFlags, MessageType, PermissionFlagsBits } from "discord.js";
import { questionsIn } from "../../../conversation/questions-in.js";
import type { Texts } from "../../../interface-texts/texts.js";
import { PersonError } from "../../../person-error.js";
import type { Answer } from "../../../retrieval/answer.js";
import { scopeOfGuild } from "../../../store/scope.js";
import { button } from "../../buttons.js";
import { cardMessage, rowsOf } from "../../card.js";
import type { BotContext } from "../../context.js";
import type { Button, Feature } from "../../feature.js";
import { channelOf, namesIn, scopeOf } from "../../incoming.js";
import { mayAsk, mayReplyIn } from "../../permissions.js";
import { TIER_COLORS } from "../../reading/passage-texts.js";
import { verdictButtons } from "../../reading/verdict-buttons.js";
import { replyTo } from "../../send.js";
import { withoutMarkup } from "../../text/discord-markup.js";
import { mayEmbed } from "./questions.js";
import { answerCard } from "./render-answer.js";
import { giveVerdict } from "./verdict.js";

const withdrawKind = "withdraw";
/** `author:articleId:number` */
const withdrawData = /^(\d{1,20}):([\w-]{1,40}:\d{1,9})$/;

const WITHDRAWN_COLOR = TIER_COLORS["not-in-article"];
const quotedOrCode = /^>>> [\s\S]*|^> .*$|```[\s\S]*?```/gm;

type Found = Extract<Answer, { kind: "found" }>;

/** Answers to questions that nobody put to the bot, where a server chose so. */
export const automatic: Feature = {
  buttons: [{ kind: withdrawKind, isInPlace: mayWithdraw, run: withdraw }],
  message: (message, context) =>
    context.messageContent && isForNobody(message) ? answerUnasked(message, context) : undefined,
};

/** Whether a person wrote to everybody who reads along, and to nobody in particular. */
function isForNobody({ author, guildId, mentions, reference, type, webhookId }: Message): boolean {
  const isOfPerson = guildId !== null && !author.bot && webhookId === null && type === MessageType.Default;
  const isToOthers = mentions.everyone || mentions.users.size > 0 || mentions.roles.size > 0 || reference !== null;
  return isOfPerson && !isToOthers;
}

/** Answers, where the server wants it, what it is sure about. In a thread that is the first message of a forum's post alone. */
async function answerUnasked(message: Message, context: BotContext): Promise<undefined> {
  const place = await placeOf(message);
  if (place === undefined || !message.inGuild() || !mayReplyIn(message.channel)) return;
  const scope = scopeOfGuild(message.guildId ?? "");
  const settings = await context.settings.get(scope);
  if (!settings.automaticChannels.includes(place.channelId) || !mayAsk(message, settings)) return;
  for (const question of questionsIn(ownWords(message), place.title)) {
    const answer = await foundIn(message, question, place.channelId, context);
    if (answer === undefined) continue;
    if (context.automatic.take(place.channelId)) await reply(message, answer, context.texts);
    return;
  }
}

/** What a person wrote themselves, without what they quote, and without code. */
function ownWords(message: Message): string {
  return withoutMarkup(message.content.replace(quotedOrCode, " "), namesIn(message));
}

/** The channel or forum that a message was written to, and the title of a post that it begins; `undefined` for what is said in a thread. */
async function placeOf(message: Message): Promise<{ channelId: string; title?: string } | undefined> {
  const { channel, channelId, id } = message;
  if (!channel.isThread()) return { channelId };
  // The first message of a forum's post has the id of its thread; a thread made of a message has that elsewhere.
  if (id !== channelId || channel.parent?.isThreadOnly() !== true) return undefined;
  const forum = await channelOf(message);
  return forum === undefined ? undefined : { channelId: forum, title: channel.name };
}

async function foundIn(
  { guildId, author: user }: Message,
  question: string,
  channelId: string,
  { library, questionQueue, log }: BotContext,
): Promise<Found | undefined> {
  try {
    const by = { guildId, user };
    const answer = await questionQueue.run(by, () => library.ask(scopeOf(by), question, { channelId }));
    return answer.kind === "found" ? answer : undefined;
  } catch (error) {
    // Nobody asked: nobody is told that the articles are not ready, say.
    if (!(error instanceof PersonError)) throw error;
    log.debug({ error: error.name }, "A question that nobody put to the bot was not answered.");
    return undefined;
  }
}

async function reply(message: Message, answer: Found, texts: Texts): Promise<void> {
  const { article, paragraph } = answer.passages[0];
  const [helpful] = verdictButtons(article.id, paragraph.number);
  const data = `${message.author.id}:${article.id}:${paragraph.number}`;
  const row = [
    ...(helpful === undefined ? [] : [helpful]),
    button(withdrawKind, data, texts.say("automatic.not-helpful")),
  ];
  const options = { texts, plain: !mayEmbed(message), note: `-# ${texts.say("automatic.marked")}` };
  await replyTo(message, cardMessage(answerCard(answer, options, rowsOf(row)), options.plain));
}

function mayWithdraw({ user, memberPermissions }: Parameters<Button["run"]>[0], data: string): boolean {
  const [, author] = withdrawData.exec(data) ?? [];
  return user.id === author || memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
}

/** "Not helpful": of the author and of moderators it takes the answer away; of everybody it is a verdict. */
async function withdraw(...[interaction, data, context]: Parameters<Button["run"]>): ReturnType<Button["run"]> {
  const [, , place = ""] = withdrawData.exec(data) ?? [];
  const noted = await giveVerdict.run(interaction, `bad:${place}`, context);
  if (!mayWithdraw(interaction, data)) return noted;
  const parts = [{ text: `-# ${context.texts.say("automatic.withdrawn")}` }];
  // A message of text stays one, and a card stays a card.
  return cardMessage({ color: WITHDRAWN_COLOR, parts }, !interaction.message.flags.has(MessageFlags.IsComponentsV2));
}
