import { time } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import { findTitles } from "../../../library/find-titles.js";
import type { ArticleDetails } from "../../../library/library.js";
import { PACES } from "../../../presentation/editions.js";
import { toldApart } from "../../../presentation/told-apart.js";
import { GLOBAL } from "../../../store/scope.js";
import { buttonRow, ownedButton } from "../../buttons.js";
import type { Origin } from "../../incoming.js";
import type { OutgoingMessage } from "../../send.js";
import { shortMarkdown } from "../../text/plain-text.js";

/** `‹` and `›`, with the page and the filter. */
export const pageKind = "list";
/** Characters of a filter: as many as fit into a button's data. */
export const filterLimit = 40;
const pageSize = 10;
const titleLimit = 180;
const sourceLimit = 60;

/** Which page, counted from 0, of which articles, for whom. */
interface Page {
  readonly page: number;
  /** Words of their titles; empty for all. */
  readonly filter: string;
  readonly owner: Origin;
  readonly texts: Texts;
}

/** One page of the articles; a page that is no longer there gives the last one. */
export function renderPage(
  all: readonly ArticleDetails[],
  { page: wanted, filter, owner, texts }: Page,
): OutgoingMessage {
  if (all.length === 0) return { content: texts.say("list.none", { ways: texts.say("ways-to-add") }) };
  const shownTitles = titlesOf(all);
  const found = new Set(findTitles(all, filter));
  const listed = all.filter((article) => found.has(article));
  const like = texts.say("quoted", { text: shortMarkdown(filter, filterLimit) });
  const articles = texts.say("articles", { count: all.length });
  if (listed.length === 0) return { content: texts.say("list.none-like", { articles, filter: like }) };
  const pages = Math.ceil(listed.length / pageSize);
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const shown = listed.slice(page * pageSize, (page + 1) * pageSize);
  const title = filter === "" ? articles : texts.say("list.some", { count: listed.length, articles, filter: like });
  const footer = pages > 1 ? { footer: { text: texts.say("list.page", { page: page + 1, pages }) } } : {};
  const hasGlobal = listed.some((article) => article.owner === GLOBAL);
  const lines = hasGlobal
    ? linesByOwner(shown, shownTitles, owner, texts)
    : shown.map((one) => lineOf(one, shownTitles, texts));
  const description = lines.join("\n");
  // Both stand there on every page, so that whoever goes on pressing one does not press the other.
  const turn = (to: number, label: string) => ({
    ...ownedButton(owner, pageKind, `${Math.max(0, to)}:${filter}`, label),
    disabled: to < 0 || to >= pages,
  });
  const buttons = pages > 1 ? buttonRow([turn(page - 1, "‹"), turn(page + 1, "›")]) : {};
  return { embeds: [{ title, description, ...footer }], ...buttons };
}

/** Each unlike the others of the same owner, whatever page they are on. */
function titlesOf(all: readonly ArticleDetails[]): ReadonlyMap<ArticleDetails, string> {
  const ways = [titled, withSource, withTime];
  const [own, global] = (["scope", GLOBAL] as const).map((owner) => all.filter((one) => one.owner === owner));
  return new Map([...toldApart(own ?? [], ways), ...toldApart(global ?? [], ways)]);
}

/** Each below whose it is. */
function linesByOwner(
  shown: readonly ArticleDetails[],
  titles: ReadonlyMap<ArticleDetails, string>,
  { guildId }: Origin,
  texts: Texts,
): string[] {
  const own = `**${texts.say(guildId === null ? "list.yours" : "list.this-servers")}**`;
  return shown.flatMap((article, at) => {
    const isFirst = shown[at - 1]?.owner !== article.owner;
    const whose = article.owner === GLOBAL ? `**${texts.say("list.everyones")}**` : own;
    return [...(isFirst ? [whose] : []), lineOf(article, titles, texts)];
  });
}

function lineOf(article: ArticleDetails, titles: ReadonlyMap<ArticleDetails, string>, texts: Texts): string {
  return `- ${[titles.get(article) ?? titled(article), ...factsOf(article, texts)].join(" · ")}`;
}

function titled({ id, title }: ArticleDetails): string {
  return shortMarkdown(title, titleLimit) || id;
}

function withSource(article: ArticleDetails): string {
  return `${titled(article)} (${shortMarkdown(article.source, sourceLimit)})`;
}

function withTime(article: ArticleDetails): string {
  const { source, addedAt } = article;
  return `${titled(article)} (${shortMarkdown(source, sourceLimit)}, ${when(addedAt)})`;
}

function factsOf({ paragraphs, ready, readable, plan, changes: [last] }: ArticleDetails, texts: Texts): string[] {
  return [
    texts.say("paragraphs", { count: paragraphs }),
    ...(plan === null ? [] : [texts.say("list.fetched", { pace: texts.say(PACES[plan.pace]) })]),
    ...(plan === null || plan.failures === 0 ? [] : [texts.say("list.not-reached", { count: plan.failures })]),
    ...(last === undefined
      ? []
      : [texts.say("list.changed", { when: when(last.at), added: last.added, removed: last.removed })]),
    ...(ready ? [] : [texts.say("list.being-read")]),
    ...(readable ? [] : [texts.say("list.damaged")]),
  ];
}

function when(milliseconds: number): string {
  return time(Math.floor(milliseconds / 1000), "d");
}
