import type { APIButtonComponent } from "discord.js";
import type { Reply } from "../../../conversation/conversations.js";
import type { Span } from "../../../documents/article.js";
import type { ParagraphOfArticle } from "../../../library/library.js";
import { isGiven, type Passage } from "../../../retrieval/answer.js";
import { button, buttonRow, emojiButton } from "../../buttons.js";
import type { Button } from "../../feature.js";
import { channelOf, conversationKey, scopeOf } from "../../incoming.js";
import type { OutgoingMessage } from "../../send.js";
import { limits } from "../../text/limits.js";
import { shorten } from "../../text/plain-text.js";
import {
  type RenderOptions,
  renderAnswer,
  renderChosen,
  renderPassageAnyway,
  renderRest,
  restOfSection,
} from "./render-answer.js";

const showAnywayKind = "anyway";
const chooseKind = "choose";
const askAloneKind = "alone";
const verdictKind = "verdict";
const goOnKind = "go-on";

/** Discord's limit on the buttons of a row. */
const mostButtons = 5;

// What the buttons carry: `articleId:number`, `articleId:number:start:end` (the sentence), `articleId:question` (no article asks
// all), `good:articleId:number`, `articleId:next:last` (of a section).
const passageData = /^([\w-]{1,40}):(\d{1,9})$/;
const chosenData = /^([\w-]{1,40}):(\d{1,9}):(\d{1,9}):(\d{1,9})$/;
const questionData = /^([\w-]{0,40}):(.+)$/su;
const restData = /^([\w-]{1,40}):(\d{1,9}):(\d{1,9})$/;
const verdictData = /^(good|bad):([\w-]{1,40}):(\d{1,9})$/;

// Nobody may learn whether an article is another's or was removed: for both the answer is the same.
const noLongerHere: OutgoingMessage = { content: "This is no longer here." };
const noArticleToJudge: OutgoingMessage = { content: "The article of this answer is no longer here, or not yours." };

/** The message that answers a question of a conversation: the answer, and the buttons that go on from it. */
export function renderReply(reply: Reply, options: RenderOptions): OutgoingMessage {
  return { ...renderAnswer(reply.answer, options), ...buttonRow(answerButtons(reply, options)) };
}

/**
 * The buttons below an answer: the verdicts on it and the other articles that may be meant, or the closest passage of a refusal
 * that is on the subject; the rest of a section; and the plain question of a follow-up.
 */
function answerButtons({ answer, turn, isFollowUp }: Reply, options: RenderOptions): APIButtonComponent[] {
  // A follow-up is short by nature (`leaningOf`): it fits beside an article's id of 40 characters.
  const alone = isFollowUp
    ? [button(askAloneKind, `${turn.where.articleId ?? ""}:${turn.question}`, "Ask just this")]
    : [];
  const buttons: APIButtonComponent[] = [];
  if (isGiven(answer)) {
    const [{ article, paragraph }] = answer.passages;
    const place = `${article.id}:${paragraph.number}`;
    buttons.push(emojiButton(verdictKind, `good:${place}`, "👍"), emojiButton(verdictKind, `bad:${place}`, "👎"));
    const rest = restOfSection(answer, options);
    if (rest !== undefined) buttons.push(goOnButton(article.id, ...rest));
    const room = Math.min(2, mostButtons - buttons.length - alone.length);
    buttons.push(...(answer.alternatives ?? []).slice(0, room).map(chooseButton));
  } else if (answer.kind === "not-in-article" && !answer.isForeign) {
    const [closest] = answer.nearest;
    if (closest !== undefined) {
      const { article, paragraph } = closest;
      buttons.push(button(showAnywayKind, `${article.id}:${paragraph.number}`, `Show ¶ ${paragraph.number} anyway`));
    }
  }
  return [...buttons, ...alone];
}

function chooseButton({ article, paragraph, highlight: { start, end } }: Passage): APIButtonComponent {
  const title = shorten(article.title, limits.buttonLabel - 2);
  return button(
    chooseKind,
    `${article.id}:${paragraph.number}:${start}:${end}`,
    title === "" ? article.id : `“${title}”`,
  );
}

/** The title of another article that may be meant, below an answer: its best passage. */
export const chooseArticle: Button = {
  kind: chooseKind,
  async run(interaction, data, { library }) {
    const [, articleId, number, start, end] = chosenData.exec(data) ?? [];
    const chosen = articleId && (await library.paragraph(scopeOf(interaction), articleId, Number(number)));
    if (!chosen) return noLongerHere;
    // Since then the article may have been fetched anew: only a sentence of what it says now is marked.
    const isSentence = (span: Span) => span.start === Number(start) && span.end === Number(end);
    return renderChosen(chosen, chosen.paragraph.sentences.find(isSentence) ?? { start: 0, end: 0 });
  },
};

function goOnButton(articleId: string, next: number, last: number): APIButtonComponent {
  return button(goOnKind, `${articleId}:${next}:${last}`, `Next: ¶ ${next}`);
}

/** "Next" below a part of a section: how it goes on, and the same button while something is left. */
export const goOn: Button = {
  kind: goOnKind,
  async run(interaction, data, { library, articles }) {
    const [, articleId = "", from, to] = restData.exec(data) ?? [];
    const scope = scopeOf(interaction);
    const article = (await articles.details(scope)).find(({ id }) => id === articleId);
    if (article === undefined) return noLongerHere;
    if (interaction.message.createdTimestamp < (article.refreshedAt ?? article.addedAt)) {
      return { content: "The article has changed since this answer. Ask again to read what it says now." };
    }
    const last = Math.min(Number(to), article.paragraphs);
    const rest: ParagraphOfArticle[] = [];
    // More than this no message holds.
    for (let number = Number(from), length = 0; number <= last && length < limits.embedDescription; number++) {
      const one = await library.paragraph(scope, articleId, number);
      if (one === undefined) break;
      rest.push(one);
      length += one.paragraph.text.length + 1;
    }
    if (rest.length === 0) return noLongerHere;
    const { shown, ...message } = renderRest(rest, last);
    const next = Number(from) + shown;
    return { ...message, ...buttonRow(next <= last ? [goOnButton(articleId, next, last)] : []) };
  },
};

/** "Show anyway" below a refusal: the closest paragraph, headed as no answer. */
export const showAnyway: Button = {
  kind: showAnywayKind,
  async run(interaction, data, { library }) {
    const [, articleId, number] = passageData.exec(data) ?? [];
    const found = articleId && (await library.paragraph(scopeOf(interaction), articleId, Number(number)));
    return found ? renderPassageAnyway(found) : noLongerHere;
  },
};

/** "Ask just this" below the answer to a follow-up: the new question without the one before. */
export const askAlone: Button = {
  kind: askAloneKind,
  async run(interaction, data, { conversations }) {
    const [, articleId, question] = questionData.exec(data) ?? [];
    if (question === undefined) return noLongerHere;
    const where = articleId ? { articleId } : { channelId: await channelOf(interaction) };
    const options = { ...where, alone: true, confidential: true };
    const reply = await conversations.ask(conversationKey(interaction), scopeOf(interaction), question, options);
    return renderReply(reply, { showQuestion: true });
  },
};

/** 👍 and 👎 below an answer, for everybody who sees it: a later verdict of the same person replaces the earlier. */
export const giveVerdict: Button = {
  kind: verdictKind,
  async run(interaction, data, { library, articles }) {
    const [, given, articleId = "", number] = verdictData.exec(data) ?? [];
    const scope = scopeOf(interaction);
    const article = (await articles.details(scope)).find(({ id }) => id === articleId);
    const paragraph = Number(number);
    if (article === undefined || !(paragraph >= 1 && paragraph <= article.paragraphs)) return noArticleToJudge;
    if (interaction.message.createdTimestamp < (article.refreshedAt ?? article.addedAt)) {
      return { content: "The article has changed since this answer. Ask again to judge what it says now." };
    }
    const verdict = given === "good" ? "good" : "bad";
    await library.giveFeedback(scope, { person: interaction.user.id, articleId, paragraph, verdict });
    return {
      content: `Thank you: noted as **${verdict === "good" ? "helpful" : "not helpful"}**. The other button changes it; \`/privacy\` deletes it.`,
    };
  },
};
