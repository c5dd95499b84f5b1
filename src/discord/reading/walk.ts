import {
  type AnySelectMenuInteraction,
  type APIButtonComponent,
  type ButtonInteraction,
  MessageFlags,
} from "discord.js";
import type { Texts } from "../../interface-texts/texts.js";
import type { Passage } from "../../retrieval/answer.js";
import type { Scope } from "../../store/scope.js";
import { button } from "../buttons.js";
import { type CardPart, cardMessage, type Row, rowsIn, rowsOf } from "../card.js";
import { type BotContext, NotAllowedError } from "../context.js";
import type { Button, Menu } from "../feature.js";
import { scopeOf } from "../incoming.js";
import type { OutgoingMessage } from "../send.js";
import { limits } from "../text/limits.js";
import { shorten } from "../text/plain-text.js";
import { questionOf, questionPart, searchedOf, searchedPart } from "./asked.js";
import { menuIn, PASSAGE_MENU } from "./passage-menu.js";
import { passageParts, TIER_COLORS } from "./passage-texts.js";
import { type Place, placeDataOf, readPlace, sentenceAt, UNMARKED } from "./place.js";
import { isOlderThan, noLongerHere, sectionButton } from "./sections.js";
import { judging } from "./verdict-buttons.js";

const walkKind = "walk";
const showAnywayKind = "anyway";
const chooseKind = "choose";
/** UTF-16 units of a paragraph that is read in full: what the other parts leave is less where they are long. */
const wholeLimit = 3000;

/** `owner:articleId:number` */
const walkData = /^(\d{1,20}):([\w-]{1,40}):(\d{1,9})$/;

/** The paragraphs before and after one, and its section. @param total how many there are */
export function walkButtons(
  owner: string,
  articleId: string,
  { number, headings }: Passage["paragraph"],
  total: number,
  texts: Texts,
): APIButtonComponent[] {
  const to = (other: number, label: string) => button(walkKind, `${owner}:${articleId}:${other}`, label);
  return [
    ...(number > 1 ? [to(number - 1, `‹ ¶ ${number - 1}`)] : []),
    ...(number < total ? [to(number + 1, `¶ ${number + 1} ›`)] : []),
    ...(headings.length > 0 ? [sectionButton(articleId, number, texts)] : []),
  ];
}

/** "Show anyway" below a refusal. */
export function showAnywayButton({ article, paragraph: { number } }: Passage, texts: Texts): APIButtonComponent {
  return button(showAnywayKind, `${article.id}:${number}`, texts.say("reading.anyway", { number }));
}

/** The titles of the other articles that may be meant, as many as a row takes. */
export function chooseButtons(alternatives: readonly Passage[]): APIButtonComponent[] {
  return alternatives.slice(0, limits.buttonsInRow).map((passage) => {
    const title = shorten(passage.article.title, limits.buttonLabel - 2);
    return button(chooseKind, placeDataOf(passage), title === "" ? passage.article.id : `“${title}”`);
  });
}

/** A paragraph before or after the one shown: in its place for the person who asked, for anybody else beside it. */
export const walk: Button = {
  kind: walkKind,
  isInPlace: (interaction, data) => isOwn(interaction, walkData.exec(data)?.[1]),
  async run(interaction, data, context) {
    const [, owner, articleId = "", number] = walkData.exec(data) ?? [];
    const place = { articleId, number: Number(number), sentence: UNMARKED };
    const isOld = await tellsOldText(interaction, context, articleId);
    return goTo(interaction, context, place, { inPlace: isOwn(interaction, owner), withMenu: !isOld });
  },
};

/** Another passage out of the menu, in the same way. */
export const pick: Menu = {
  kind: PASSAGE_MENU,
  isInPlace: isOwn,
  async run(interaction, owner, context) {
    const place = readPlace(interaction.values[0] ?? "");
    return goToSame(interaction, context, place, { inPlace: isOwn(interaction, owner) });
  },
};

/** The closest paragraph to a question that no passage answers, headed as that, for the person alone. */
export const showAnyway: Button = {
  kind: showAnywayKind,
  async run(interaction, data, context) {
    const { texts } = context;
    const head = `**${texts.say("answer.not-an-answer")}** ${texts.say("answer.closest-passage")}`;
    const place = readPlace(data);
    return goToSame(interaction, context, place && { ...place, sentence: UNMARKED }, { head });
  },
};

/** The title of another article that may be meant, below an answer: its best passage, for the person alone. */
export const chooseArticle: Button = {
  kind: chooseKind,
  run: (interaction, data, context) =>
    goToSame(interaction, context, readPlace(data), { head: context.texts.say("answer.unsure") }),
};

/** How one goes from an answer to a paragraph. */
interface Going {
  /** Whether it takes the answer's place. Default false. */
  readonly inPlace?: boolean;
  /** Whether the menu of passages comes along: of an article's old text it would name what is no longer there. Default true. */
  readonly withMenu?: boolean;
  readonly head?: string;
}

/** Goes to a paragraph that the message names by what it said: where that changed since, says so instead. */
async function goToSame(
  interaction: ButtonInteraction | AnySelectMenuInteraction,
  context: BotContext,
  place: Place | undefined,
  going: Going,
): Promise<OutgoingMessage> {
  if (place === undefined || !(await tellsOldText(interaction, context, place.articleId)))
    return goTo(interaction, context, place, going);
  throw new NotAllowedError((texts) => texts.say("reading.changed"));
}

/** Whether the message was made before its article got another text. */
async function tellsOldText(
  interaction: ButtonInteraction | AnySelectMenuInteraction,
  { articles }: BotContext,
  articleId: string,
): Promise<boolean> {
  const article = (await articles.details(scopeOf(interaction))).find(({ id }) => id === articleId);
  return article !== undefined && isOlderThan(interaction.message, article);
}

/**
 * Goes from an answer to a paragraph. In its place everything else that can be done with the answer stays; beside it the way on is
 * the presser's own.
 */
async function goTo(
  interaction: ButtonInteraction | AnySelectMenuInteraction,
  context: BotContext,
  place: Place | undefined,
  { inPlace = false, withMenu = true, head }: Going,
): Promise<OutgoingMessage> {
  if (place === undefined) return noLongerHere(context.texts);
  const { message, user } = interaction;
  const [question, searched] = [questionOf(message), searchedOf(message)];
  const rows = rowsIn(message).filter((row) => withMenu || menuIn([row], user.id).length === 0);
  const kept = rows.filter((row) => !isWalk(row)).map((row) => judging(row, place.articleId, place.number));
  return paragraphMessage(context, scopeOf(interaction), place, {
    // In place it is theirs already, or nobody else sees it.
    owner: user.id,
    above: [
      ...(searched === undefined ? [] : [searchedPart(searched, context.texts)]),
      ...(head === undefined ? [] : [{ text: head }]),
    ],
    below: question === undefined ? [] : [questionPart(question)],
    rows: inPlace ? kept : [menuIn(rows, user.id)],
  });
}

/** What stands around a paragraph, and who may walk in its place. */
interface Around {
  readonly owner: string;
  readonly above?: readonly CardPart[];
  readonly below?: readonly CardPart[];
  readonly rows?: readonly Row[];
}

/** A paragraph of an article in full, and the way on from there. */
export async function paragraphMessage(
  { library, texts }: Pick<BotContext, "library" | "texts">,
  scope: Scope,
  place: Place,
  { owner, above = [], below = [], rows = [] }: Around,
): Promise<OutgoingMessage> {
  const { articleId, number } = place;
  const found = await library.paragraph(scope, articleId, number);
  const total = (await library.list(scope)).find(({ id }) => id === articleId)?.paragraphs;
  if (found === undefined || total === undefined) return noLongerHere(texts);
  const shown = { ...found, highlight: sentenceAt(found.paragraph, place) };
  const passage = passageParts(shown, total, { texts, size: "card", beside: [...above, ...below], limit: wholeLimit });
  const onward = rowsOf(walkButtons(owner, articleId, found.paragraph, total, texts), ...rows);
  return cardMessage({ color: TIER_COLORS["not-in-article"], parts: [...above, ...passage, ...below, ...onward] });
}

function isWalk(row: Row): boolean {
  return row.some((one) => "custom_id" in one && /^(?:walk|section):/.test(one.custom_id));
}

/** Whether a press is of the person whose answer it is, or in a message that only they see; a message of text stays one. */
function isOwn({ user, message }: ButtonInteraction | AnySelectMenuInteraction, owner: string | undefined): boolean {
  if (!message.flags.has(MessageFlags.IsComponentsV2)) return false;
  return owner === user.id || message.flags.has(MessageFlags.Ephemeral);
}
