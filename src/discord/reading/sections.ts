import type { APIButtonComponent, Message } from "discord.js";
import type { Texts } from "../../interface-texts/texts.js";
import type { ArticleDetails, ParagraphOfArticle } from "../../library/library.js";
import type { Section } from "../../retrieval/answer.js";
import type { Scope } from "../../store/scope.js";
import { button } from "../buttons.js";
import { cardMessage, rowsOf } from "../card.js";
import type { BotContext } from "../context.js";
import type { Button } from "../feature.js";
import { scopeOf } from "../incoming.js";
import type { OutgoingMessage } from "../send.js";
import { TIER_COLORS, titleLine } from "./passage-texts.js";
import { sectionPage } from "./render-section.js";

const goOnKind = "go-on";
const sectionKind = "section";
/** `articleId:next:last` */
const restData = /^([\w-]{1,40}):(\d{1,9}):(\d{1,9})$/;
const paragraphData = /^([\w-]{1,40}):(\d{1,9})$/;
/** UTF-16 units of a part of a section. */
const pageLimit = 3000;

/** Nobody may learn whether an article is another's or was removed: for both the answer is the same. */
export function noLongerHere(texts: Texts): OutgoingMessage {
  return { content: texts.say("reading.no-longer-here") };
}

/** Whether a message shows what an article said before it was fetched anew. */
export function isOlderThan(
  { createdTimestamp, editedTimestamp }: Pick<Message, "createdTimestamp" | "editedTimestamp">,
  { refreshedAt, addedAt }: Pick<ArticleDetails, "refreshedAt" | "addedAt">,
): boolean {
  return (editedTimestamp ?? createdTimestamp) < (refreshedAt ?? addedAt);
}

/** "Next" below a part of a section. */
export function goOnButton(articleId: string, next: number, last: number, texts: Texts): APIButtonComponent {
  return button(goOnKind, `${articleId}:${next}:${last}`, texts.say("reading.next", { number: next }));
}

/** "Section" below a paragraph that stands under a heading. */
export function sectionButton(articleId: string, number: number, texts: Texts): APIButtonComponent {
  return button(sectionKind, `${articleId}:${number}`, texts.say("reading.section"));
}

/** How a section goes on, for the person alone, and the same button while something is left. */
export const goOn: Button = {
  kind: goOnKind,
  async run(interaction, data, context) {
    const [, articleId = "", from, to] = restData.exec(data) ?? [];
    const scope = scopeOf(interaction);
    const article = (await context.articles.details(scope)).find(({ id }) => id === articleId);
    if (article === undefined) return noLongerHere(context.texts);
    if (isOlderThan(interaction.message, article)) return { content: context.texts.say("reading.changed") };
    return pageFrom(context, scope, articleId, Number(from), Math.min(Number(to), article.paragraphs));
  },
};

/** The whole section that a paragraph stands in, for the person alone. */
export const showSection: Button = {
  kind: sectionKind,
  async run(interaction, data, context) {
    const [, articleId = "", number] = paragraphData.exec(data) ?? [];
    const scope = scopeOf(interaction);
    const article = (await context.articles.details(scope)).find(({ id }) => id === articleId);
    if (article === undefined) return noLongerHere(context.texts);
    if (isOlderThan(interaction.message, article)) return { content: context.texts.say("reading.changed") };
    const { sections } = await context.articles.show(scope, articleId);
    const range = sectionAround(sections, Number(number));
    return range === undefined
      ? noLongerHere(context.texts)
      : pageFrom(context, scope, articleId, range.first, range.last);
  },
};

/** The paragraphs under the innermost heading of a paragraph, smaller headings and theirs included. */
function sectionAround(sections: readonly Section[], number: number): Pick<Section, "first" | "last"> | undefined {
  const at = sections.findIndex(({ first, last }) => first <= number && number <= last);
  const own = sections[at];
  if (own === undefined) return undefined;
  const isBelow = ({ headings }: Section) => own.headings.every((heading, depth) => headings[depth] === heading);
  let last = own.last;
  for (const section of sections.slice(at + 1)) {
    if (!isBelow(section)) break;
    last = section.last;
  }
  return { first: own.first, last };
}

async function pageFrom(
  { library, texts }: Pick<BotContext, "library" | "texts">,
  scope: Scope,
  articleId: string,
  from: number,
  last: number,
): Promise<OutgoingMessage> {
  const rest: ParagraphOfArticle[] = [];
  // More than this no message holds.
  for (let number = from, length = 0; number <= last && length < pageLimit; number++) {
    const one = await library.paragraph(scope, articleId, number);
    if (one === undefined) break;
    rest.push(one);
    length += one.paragraph.text.length + 1;
  }
  const [first] = rest;
  if (first === undefined) return noLongerHere(texts);
  const paragraphs = rest.map(({ paragraph }) => paragraph);
  const title = { text: titleLine(first.article) };
  const { description, shown } = sectionPage(paragraphs, last, pageLimit, texts);
  const next = from + shown;
  const rows = rowsOf(next <= last ? [goOnButton(articleId, next, last, texts)] : []);
  return cardMessage({ color: TIER_COLORS.found, parts: [title, { text: description }, ...rows] });
}
