import { english } from "../../interface-texts/texts.js";
import { aspectSentence, dayOf, lengthOf, linksOf, severalArticles } from "../../presentation/overview.js";
import type { Answer, ArticleOverview, Quotation, Section } from "../../retrieval/answer.js";
import type { Style } from "./layout.js";
import { linkLines } from "./links.js";
import { safeLine, safeText } from "./safe-text.js";

/** Headings of an outline that are shown. */
const MOST_HEADINGS = 20;

const texts = english();

type Overview = Extract<Answer, { kind: "overview" }>;

/** What an article is, as text: what is known of it, how it begins, its central sentences, its headings. */
export function overviewText(answer: Overview, style: Style): string {
  if (answer.asked > 1) return listText(answer, style);
  const [overview] = answer.overviews;
  const sentence = aspectSentence(answer, safeLine, texts);
  const head = [headText(overview, style), ...(sentence === undefined ? [] : [style.warning(sentence)])].join("\n");
  if (answer.aspect === "author")
    return [head, ...(overview.byline ? [quoted(overview.byline, style)] : [])].join("\n");
  if (answer.aspect !== "about") return head;
  const central = overview.central.map((quotation) => quotedSentence(quotation, style)).join("\n");
  const outline = outlineText(overview.sections);
  return [
    head,
    ...overview.lead.map((quotation) => quoted(quotation, style)),
    ...(central === "" ? [] : [`${style.quiet(`${texts.say("overview.central")}:`)}\n${central}`]),
    ...(outline === "" ? [] : [`${style.quiet(`${texts.say("overview.outline")}:`)}\n${outline}`]),
  ].join("\n\n");
}

function listText({ overviews, asked }: Overview, style: Style): string {
  const articles = overviews.map(({ article, lead }) => {
    const begins = lead.map((quotation) => `\n${quotedSentence(quotation, style)}`).join("");
    return `${style.title(safeLine(article.title))}${begins}`;
  });
  return [
    severalArticles(asked, overviews.length, texts),
    ...articles,
    style.quiet(texts.say("overview.ask-for-one")),
  ].join("\n\n");
}

function headText(overview: ArticleOverview, style: Style): string {
  const facts = [overview.site, overview.article.source, dayOf(overview)].flatMap((one) =>
    one ? [safeLine(one)] : [],
  );
  return `${style.title(safeLine(overview.article.title))}\n${style.quiet([...facts, lengthOf(overview, texts)].join(" · "))}`;
}

function quoted(quotation: Quotation, style: Style): string {
  const { paragraph, span } = quotation;
  const text = safeText(paragraph.text.slice(span.start, span.end));
  return [style.title(`¶ ${paragraph.number}`), text, ...linkLines(linksOf(quotation), style)].join("\n");
}

function quotedSentence(quotation: Quotation, style: Style): string {
  const { paragraph, span } = quotation;
  const line = `${style.title(`¶ ${paragraph.number}`)}  ${safeLine(paragraph.text.slice(span.start, span.end))}`;
  return [line, ...linkLines(linksOf(quotation), style)].join("\n");
}

/** The headings that are new in each section, indented by how deep they are. */
function outlineText(sections: readonly Section[]): string {
  const lines = sections.flatMap(({ headings }, at) => {
    const above = sections[at - 1]?.headings ?? [];
    const same = headings.findIndex((heading, depth) => heading !== above[depth]);
    return same < 0
      ? []
      : headings.slice(same).map((heading, deeper) => `${"  ".repeat(same + deeper)}${safeLine(heading)}`);
  });
  return [...lines.slice(0, MOST_HEADINGS), ...(lines.length > MOST_HEADINGS ? ["…"] : [])].join("\n");
}
