import type { APIButtonComponent, BaseInteraction } from "discord.js";
import type { AskInConversation, Reply } from "../../../conversation/conversations.js";
import { type Answer, isGiven, isSearched, passagesOf } from "../../../retrieval/answer.js";
import { button } from "../../buttons.js";
import { cardMessage, type Row, rowsOf } from "../../card.js";
import type { BotContext, Reading } from "../../context.js";
import type { Button } from "../../feature.js";
import { conversationKey, isInServer, scopeOf, whereAsked } from "../../incoming.js";
import { otherPassages } from "../../reading/passage-menu.js";
import { goOnButton, noLongerHere } from "../../reading/sections.js";
import { verdictButtons } from "../../reading/verdict-buttons.js";
import { chooseButtons, showAnywayButton, walkButtons } from "../../reading/walk.js";
import type { OutgoingMessage } from "../../send.js";
import { deleteButton, shareButton } from "./kept-answer.js";
import { noteGap } from "./note-gap.js";
import { answerCard, isTold, type RenderOptions, renderShort, restOfSection } from "./render-answer.js";
import { whyButton } from "./why.js";

const askAloneKind = "alone";
/** `articleId:question`; no article asks all. */
const questionData = /^([\w-]{0,40}):(.+)$/su;

/** Whose answer it is, and where. */
export interface ReplyOptions extends RenderOptions {
  /** The id of the person who asked: their presses change the message itself. */
  readonly owner: string;
  /** Whether only they see it. Default false. */
  readonly isPrivate?: boolean;
  /** How far the articles are read, where that is going on. */
  readonly reading?: Reading | undefined;
  /** Whether it is in a server, where a private answer can be shared. */
  readonly isInGuild: boolean;
}

/** The message that answers a question of a conversation: the answer, and what goes on from it. */
export function renderReply(reply: Reply, options: ReplyOptions): OutgoingMessage {
  const { answer } = reply;
  const reading = isGiven(answer) || answer.kind === "overview" ? undefined : stillReading(options);
  if (answer.kind === "no-article" && reading !== undefined) return { content: reading };
  if (!isTold(answer)) return renderShort(answer, options);
  const noted = { ...options, note: reading ?? options.note };
  return cardMessage(answerCard(answer, noted, rowsOf(...rowsBelow(reply, noted))), options.plain);
}

/** What is said of articles that are still being read where none answers. */
function stillReading({ reading, texts }: ReplyOptions): string | undefined {
  return reading && texts.say("ask.still-reading", { done: reading.done, of: reading.of });
}

/**
 * What goes on from an answer: the article before and after it, or the rest of a section; other passages; other articles that may be
 * meant, or the closest passage of a refusal that is on the subject; verdicts, the numbers, sharing and deleting it.
 */
function rowsBelow(reply: Reply, options: ReplyOptions): Row[] {
  const { answer } = reply;
  const { texts } = options;
  if (!isSearched(answer)) return [ownButtons(reply, options, shownArticle(answer))];
  const [best] = passagesOf(answer);
  if (!isGiven(answer)) {
    const anyway = best === undefined || answer.isForeign ? [] : [showAnywayButton(best, texts)];
    return [[...anyway, whyButton(texts), ...ownButtons(reply, options)]];
  }
  const { article, paragraph } = answer.passages[0];
  const rest = restOfSection(answer, options);
  const onward =
    rest === undefined
      ? walkButtons(options.owner, article.id, paragraph, answer.profile.length, texts)
      : [goOnButton(article.id, ...rest, texts)];
  const verdicts = verdictButtons(article.id, paragraph.number);
  return [
    onward,
    otherPassages(options.owner, answer, texts),
    chooseButtons(answer.alternatives ?? []),
    [...verdicts, whyButton(texts, article.id), ...ownButtons(reply, options, article.id)],
  ];
}

function ownButtons(
  { turn, isFollowUp }: Reply,
  { texts, owner, isPrivate = false, isInGuild }: ReplyOptions,
  articleId?: string,
): APIButtonComponent[] {
  // A follow-up is short by nature (`leaningOf`): it fits beside an article's id of 40 characters.
  const alone = isFollowUp
    ? [button(askAloneKind, `${turn.where.articleId ?? ""}:${turn.question}`, texts.say("ask.alone"))]
    : [];
  if (!isPrivate) return [...alone, deleteButton(owner, texts)];
  return isInGuild ? [...alone, shareButton(texts, articleId)] : alone;
}

/** The article of which an overview is, where it is of one. */
function shownArticle(answer: Answer): string | undefined {
  return answer.kind === "overview" && answer.asked === 1 ? answer.overviews[0].article.id : undefined;
}

/**
 * Answers a question that an interaction puts.
 * @param options where and how it is asked; `confidential`: the answer is for the person alone
 */
export async function answerFor(
  interaction: BaseInteraction,
  context: BotContext,
  question: string,
  options: AskInConversation,
): Promise<OutgoingMessage> {
  const { user } = interaction;
  const key = conversationKey(interaction);
  const scope = scopeOf(interaction);
  const reply = await context.questionQueue.run(interaction, () =>
    context.conversations.ask(key, scope, question, options),
  );
  await noteGap(reply, user.id, context);
  return renderReply(reply, {
    texts: context.texts,
    owner: user.id,
    isPrivate: options.confidential ?? false,
    isInGuild: isInServer(interaction),
    reading: context.reading(),
    wording: (await context.settings.get(scope)).wording,
  });
}

/** "Ask just this" below the answer to a follow-up: the new question without the one before. */
export const askAlone: Button = {
  kind: askAloneKind,
  async run(interaction, data, context) {
    const [, articleId, question] = questionData.exec(data) ?? [];
    if (question === undefined) return noLongerHere(context.texts);
    const where = articleId ? { articleId } : await whereAsked(interaction);
    return answerFor(interaction, context, question, { ...where, alone: true, confidential: true });
  },
};
