import type { APIButtonComponent } from "discord.js";
import type { ArticleDetails, ArticleSummary } from "../../../library/library.js";
import { count } from "../../../presentation/counts.js";
import { GLOBAL } from "../../../store/scope.js";
import { buttonRow, ownedButton } from "../../buttons.js";
import { type Button, type Command, type Subcommand, slashCommand, subcommand } from "../../feature.js";
import { waysToAdd } from "../../find-article.js";
import { type Origin, scopeOf } from "../../incoming.js";
import type { OutgoingMessage } from "../../send.js";
import { limits } from "../../text/limits.js";
import { linesWithin, shortMarkdown } from "../../text/plain-text.js";

const pageKind = "list";
const pageSize = 10;
const titleLimit = 300;
const noneYet = "There is no article here yet.";

/** `/articles` */
export const articles: Command = {
  definition: slashCommand("articles", "List the articles that can be asked here"),
  help: () => ["`/articles` lists what can be asked here; `/article show` gives one's outline."],
  run: async (interaction, { library }) => renderArticles(await library.list(scopeOf(interaction))),
};

/** `/article list` */
export const list: Subcommand = {
  definition: subcommand("list", "The articles that can be asked here, page by page"),
  run: async (interaction, context) => renderPage(await context.articles.details(scopeOf(interaction)), 0, interaction),
};

/** `‹` and `›` below a page of articles: the page as it is now. */
export const listPage: Button = {
  kind: pageKind,
  owned: true,
  async run(interaction, data, context) {
    const page = /^\d{1,6}$/.test(data) ? Number(data) : 0;
    return renderPage(await context.articles.details(scopeOf(interaction)), page, interaction);
  },
};

/** The list of articles as a message; what does not fit is counted. */
function renderArticles(all: readonly ArticleSummary[]): OutgoingMessage {
  if (all.length === 0) return { content: `${noneYet} ${waysToAdd}` };
  const lines = linesWithin(
    all.map(({ title, paragraphs }) => listLine(title, [count(paragraphs, "paragraph")])),
    limits.embedDescription - "… and 1000000 more".length,
  );
  if (lines.length < all.length) lines.push(`… and ${all.length - lines.length} more`);
  return { embeds: [{ title: count(all.length, "article"), description: lines.join("\n") }] };
}

/** One page of the articles, counted from 0; a page that is no longer there gives the last one. */
export function renderPage(all: readonly ArticleDetails[], wanted: number, owner: Origin): OutgoingMessage {
  if (all.length === 0) return { content: `${noneYet} \`/article add\` adds one.` };
  const pages = Math.ceil(all.length / pageSize);
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const shown = all.slice(page * pageSize, (page + 1) * pageSize);
  const footer = pages > 1 ? { footer: { text: `Page ${page + 1} of ${pages}` } } : {};
  const buttons: APIButtonComponent[] = [];
  if (page > 0) buttons.push(ownedButton(owner, pageKind, String(page - 1), "‹"));
  if (page < pages - 1) buttons.push(ownedButton(owner, pageKind, String(page + 1), "›"));
  const embed = { title: count(all.length, "article"), description: shown.map(detailedLine).join("\n"), ...footer };
  return { embeds: [embed], ...buttonRow(buttons) };
}

function detailedLine({ title, paragraphs, owner, ready, readable }: ArticleDetails): string {
  const facts = [count(paragraphs, "paragraph")];
  if (owner === GLOBAL) facts.push("everyone's");
  if (!ready) facts.push("being read again");
  if (!readable) facts.push("damaged");
  return listLine(title, facts);
}

function listLine(title: string, facts: readonly string[]): string {
  return `- ${shortMarkdown(title, titleLimit)} · ${facts.join(" · ")}`;
}
