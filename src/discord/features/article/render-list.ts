import { time } from "discord.js";
import { findTitles } from "../../../library/find-titles.js";
import type { ArticleDetails } from "../../../library/library.js";
import { count } from "../../../presentation/counts.js";
import { PACES } from "../../../presentation/editions.js";
import { toldApart } from "../../../presentation/told-apart.js";
import { GLOBAL } from "../../../store/scope.js";
import { buttonRow, ownedButton } from "../../buttons.js";
import { waysToAdd } from "../../find-article.js";
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
}

/** One page of the articles; a page that is no longer there gives the last one. */
export function renderPage(all: readonly ArticleDetails[], { page: wanted, filter, owner }: Page): OutgoingMessage {
  if (all.length === 0) return { content: `There is no article here yet. ${waysToAdd}` };
  const shownTitles = titlesOf(all);
  const found = new Set(findTitles(all, filter));
  const listed = all.filter((article) => found.has(article));
  const like = `“${shortMarkdown(filter, filterLimit)}”`;
  if (listed.length === 0) return { content: `None of ${count(all.length, "article")} here has ${like} in its title.` };
  const pages = Math.ceil(listed.length / pageSize);
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const shown = listed.slice(page * pageSize, (page + 1) * pageSize);
  const title =
    filter === "" ? count(all.length, "article") : `${listed.length} of ${count(all.length, "article")}: ${like}`;
  const footer = pages > 1 ? { footer: { text: `Page ${page + 1} of ${pages}` } } : {};
  const hasGlobal = listed.some((article) => article.owner === GLOBAL);
  const lines = hasGlobal ? linesByOwner(shown, shownTitles, owner) : shown.map((one) => lineOf(one, shownTitles));
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
): string[] {
  const own = guildId === null ? "**Yours**" : "**This server’s**";
  return shown.flatMap((article, at) => {
    const isFirst = shown[at - 1]?.owner !== article.owner;
    const whose = article.owner === GLOBAL ? "**Everyone’s**" : own;
    return [...(isFirst ? [whose] : []), lineOf(article, titles)];
  });
}

function lineOf(article: ArticleDetails, titles: ReadonlyMap<ArticleDetails, string>): string {
  return `- ${[titles.get(article) ?? titled(article), ...factsOf(article)].join(" · ")}`;
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

function factsOf({ paragraphs, ready, readable, plan, changes: [last] }: ArticleDetails): string[] {
  return [
    count(paragraphs, "paragraph"),
    ...(plan === null ? [] : [`fetched ${PACES[plan.pace]}`]),
    ...(plan === null || plan.failures === 0 ? [] : [`⚠️ not reached ${count(plan.failures, "time")}`]),
    ...(last === undefined ? [] : [`${when(last.at)}: ${last.added} new, ${last.removed} gone`]),
    ...(ready ? [] : ["being read again"]),
    ...(readable ? [] : ["damaged"]),
  ];
}

function when(milliseconds: number): string {
  return time(Math.floor(milliseconds / 1000), "d");
}
