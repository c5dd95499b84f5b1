import { type APIEmbed, type APIEmbedField, time } from "discord.js";
import type { ArticleOutline } from "../../../library/library.js";
import { count } from "../../../presentation/counts.js";
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
  async run(interaction, { library, articles }) {
    const scope = scopeOf(interaction);
    const { id } = await findArticle(library, scope, interaction.options.getString("article", true));
    return renderOutline(await articles.show(scope, id));
  },
  suggest: (interaction, { library }) =>
    suggestArticles(library, scopeOf(interaction), interaction.options.getFocused()),
};

/** An article's headings with their paragraphs, and what is known of it. */
export function renderOutline(article: ArticleOutline): OutgoingMessage {
  const field = (name: string, value: string) => ({ name, value, inline: true });
  const knownField = (name: string, text = "") => {
    const value = shortMarkdown(text, siteLimit);
    return value === "" ? [] : [field(name, value)];
  };
  const embed: APIEmbed = {
    title: shortMarkdown(article.title, limits.embedTitle) || article.id,
    description: outline(article.sections),
    fields: [
      field("Length", count(article.paragraphs, "paragraph")),
      field("Source", shortMarkdown(article.source, sourceLimit) || "unknown"),
      ...knownField("Site", article.site ?? undefined),
      // The day as the document writes it: in another time zone it might be another day.
      ...knownField("Published", article.published?.slice(0, "2019-03-04".length)),
      field("Added by", addedBy(article)),
      field("Added", when(article.addedAt)),
      ...(article.refreshedAt === null ? [] : [field("Refreshed", when(article.refreshedAt))]),
      ...fetchedFields(article),
      ...(article.verdicts.length === 0 ? [] : [field("Verdicts here", verdictsIn(article))]),
    ],
    ...footer(article),
  };
  return { embeds: [embed] };
}

/** How it is fetched anew, why that failed the last time, and what changed lately. */
function fetchedFields({ plan, changes }: ArticleOutline): APIEmbedField[] {
  const fields: APIEmbedField[] = [];
  if (plan !== null) {
    const next = `${PACES[plan.pace]}, next ${time(Math.floor(plan.nextAt / 1000), "R")}`;
    fields.push({ name: "Fetched again", value: next, inline: true });
  }
  if (plan !== null && plan.problem !== null) {
    const value = `${count(plan.failures, "time")}; its old text is asked. ${shortMarkdown(plan.problem, sourceLimit)}`;
    fields.push({ name: "⚠️ Could not be fetched", value });
  }
  const lines = changes.map((change) => `${when(change.at)}: ${changed(change)}`);
  if (lines.length > 0) fields.push({ name: "Changes", value: lines.join("\n") });
  return fields;
}

function footer({ ready, readable }: ArticleOutline): Pick<APIEmbed, "footer"> {
  if (!readable) return { footer: { text: "It is damaged and left out of answers: remove it and add it again." } };
  return ready ? {} : { footer: { text: "It is being read again for a new model." } };
}

function outline(sections: readonly Section[]): string {
  const shown = linesWithin(sectionsOf(sections), limits.embedDescription - "\n… and 1000000 more sections".length);
  const left = sections.length - shown.length;
  return [...shown, ...(left > 0 ? [`… and ${count(left, "more section")}`] : [])].join("\n");
}

function* sectionsOf(sections: readonly Section[]): Generator<string> {
  let above: readonly string[] = [];
  for (const { headings, first, last } of sections) {
    const range = first === last ? `¶ ${first}` : `¶ ${first}–${last}`;
    yield linesOf(headings, above, `${range} · ${count(last - first + 1, "paragraph")}`).join("\n");
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

function addedBy({ owner, addedBy: person }: ArticleOutline): string {
  if (owner === GLOBAL) return "the operator, for everyone";
  return person === null ? "nobody who is still known" : `<@${person}>`;
}

function verdictsIn({ verdicts }: ArticleOutline): string {
  const good = verdicts.filter((verdict) => verdict === "good").length;
  return `👍 ${good} · 👎 ${verdicts.length - good}`;
}

function when(milliseconds: number): string {
  return time(Math.floor(milliseconds / 1000), "f");
}
