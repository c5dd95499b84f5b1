import { type APIEmbed, type APIEmbedField, time } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import type { ArticleOutline } from "../../../library/library.js";
import { changed, PACES } from "../../../presentation/editions.js";
import type { Section } from "../../../retrieval/answer.js";
import { GLOBAL } from "../../../store/scope.js";
import { type Subcommand, subcommand } from "../../feature.js";
import { articleOption, findArticle, suggestArticles } from "../../find-article.js";
import { scopeOf } from "../../incoming.js";
import type { OutgoingMessage } from "../../send.js";
import { limits } from "../../text/limits.js";
import { linesWithin, shortMarkdown } from "../../text/plain-text.js";

const headingLimit = 150;
const sourceLimit = 500;
const siteLimit = 100;
const deepest = 5;

/** `/article show article` */
export const show: Subcommand = {
  definition: subcommand("show", "An article's outline, where it came from, who added it and when", [articleOption]),
  async run(interaction, { library, articles, texts }) {
    const scope = scopeOf(interaction);
    const { id } = await findArticle(library, scope, interaction.options.getString("article", true));
    return renderOutline(await articles.show(scope, id), texts);
  },
  suggest: (interaction, { library }) =>
    suggestArticles(library, scopeOf(interaction), interaction.options.getFocused()),
};

/** An article's headings with their paragraphs, and what is known of it. */
export function renderOutline(article: ArticleOutline, texts: Texts): OutgoingMessage {
  const field = (name: string, value: string) => ({ name, value, inline: true });
  const knownField = (name: string, text = "") => {
    const value = shortMarkdown(text, siteLimit);
    return value === "" ? [] : [field(name, value)];
  };
  const embed: APIEmbed = {
    title: shortMarkdown(article.title, limits.embedTitle) || article.id,
    description: outline(article.sections, texts),
    fields: [
      field(texts.say("show.length"), texts.say("paragraphs", { count: article.paragraphs })),
      field(texts.say("show.source"), shortMarkdown(article.source, sourceLimit) || texts.say("show.unknown")),
      ...knownField(texts.say("show.site"), article.site ?? undefined),
      // The day as the document writes it: in another time zone it might be another day.
      ...knownField(texts.say("show.published"), article.published?.slice(0, "2019-03-04".length)),
      field(texts.say("show.added-by"), addedBy(article, texts)),
      field(texts.say("show.added"), when(article.addedAt)),
      ...(article.refreshedAt === null ? [] : [field(texts.say("show.refreshed"), when(article.refreshedAt))]),
      ...fetchedFields(article, texts),
      ...(article.verdicts.length === 0 ? [] : [field(texts.say("show.verdicts"), verdictsIn(article))]),
    ],
    ...footer(article, texts),
  };
  return { embeds: [embed] };
}

/** How it is fetched anew, why that failed the last time, and what changed lately. */
function fetchedFields({ plan, changes }: ArticleOutline, texts: Texts): APIEmbedField[] {
  const fields: APIEmbedField[] = [];
  if (plan !== null) {
    const next = texts.say("show.fetched-next", {
      pace: texts.say(PACES[plan.pace]),
      when: time(Math.floor(plan.nextAt / 1000), "R"),
    });
    fields.push({ name: texts.say("show.fetched"), value: next, inline: true });
  }
  if (plan !== null && plan.problem !== null) {
    const problem = shortMarkdown(plan.problem, sourceLimit);
    const value = texts.say("show.failures", { count: plan.failures, problem });
    fields.push({ name: texts.say("show.not-fetched"), value });
  }
  const lines = changes.map((change) => `${when(change.at)}: ${changed(change, texts)}`);
  if (lines.length > 0) fields.push({ name: texts.say("show.changes"), value: lines.join("\n") });
  return fields;
}

function footer({ ready, readable }: ArticleOutline, texts: Texts): Pick<APIEmbed, "footer"> {
  if (!readable) return { footer: { text: texts.say("show.damaged") } };
  return ready ? {} : { footer: { text: texts.say("show.being-read") } };
}

function outline(sections: readonly Section[], texts: Texts): string {
  const shown = linesWithin(
    sectionsOf(sections, texts),
    limits.embedDescription - texts.say("show.more-sections", { count: 1_000_000 }).length - 1,
  );
  const left = sections.length - shown.length;
  return [...shown, ...(left > 0 ? [texts.say("show.more-sections", { count: left })] : [])].join("\n");
}

function* sectionsOf(sections: readonly Section[], texts: Texts): Generator<string> {
  let above: readonly string[] = [];
  for (const { headings, first, last } of sections) {
    const range = first === last ? `¶ ${first}` : `¶ ${first}–${last}`;
    const paragraphs = texts.say("paragraphs", { count: last - first + 1 });
    yield linesOf(headings, above, `${range} · ${paragraphs}`).join("\n");
    above = headings;
  }
}

/** The headings that were not above the section before, each on its line; the last one tells the paragraphs. */
function linesOf(headings: readonly string[], above: readonly string[], range: string): string[] {
  if (headings.length === 0) return [range];
  const same = headings.findIndex((heading, depth) => heading !== above[depth]);
  const from = same < 0 ? headings.length - 1 : same;
  return headings.slice(from).map((heading, at) => {
    const depth = from + at;
    const text = `${"  ".repeat(Math.min(depth, deepest))}- ${shortMarkdown(heading, headingLimit) || "…"}`;
    return depth === headings.length - 1 ? `${text} · ${range}` : text;
  });
}

function addedBy({ owner, addedBy: person }: ArticleOutline, texts: Texts): string {
  if (owner === GLOBAL) return texts.say("show.operator");
  return person === null ? texts.say("show.nobody") : `<@${person}>`;
}

function verdictsIn({ verdicts }: ArticleOutline): string {
  const good = verdicts.filter((verdict) => verdict === "good").length;
  return `👍 ${good} · 👎 ${verdicts.length - good}`;
}

function when(milliseconds: number): string {
  return time(Math.floor(milliseconds / 1000), "f");
}
