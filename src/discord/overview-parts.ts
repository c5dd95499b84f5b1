import type { Texts } from "../interface-texts/texts.js";
import { aspectSentence, dayOf, lengthOf, linksOf, severalArticles } from "../presentation/overview.js";
import type { Answer, ArticleOverview, Quotation, Section } from "../retrieval/answer.js";
import { type CardSize, cardMessage, type TextPart } from "./card.js";
import type { OutgoingMessage } from "./send.js";
import { linkedTitle } from "./text/article-link.js";
import { linesWithin, shortMarkdown } from "./text/plain-text.js";
import { linkLines, quoteParagraph } from "./text/quote-paragraph.js";

/** The colour of an overview. */
export const OVERVIEW_COLOR = 0x3b6ea5;
const titleLimit = 100;
const factLimit = 150;
const sentenceLimit = 300;
const listedSentenceLimit = 200;
const headingLimit = 80;
/** What a quotation has at least, so that it says something. */
const leastQuotation = 60;

type Overview = Extract<Answer, { kind: "overview" }>;

/** How many characters an overview may take: its quotations, and each of its two lists. */
interface OverviewSizes {
  readonly quotations: number;
  readonly list: number;
}

const sizes: Readonly<Record<CardSize, OverviewSizes>> = {
  card: { quotations: 1500, list: 900 },
  text: { quotations: 600, list: 300 },
};

/** What an article is: what is known of it, its beginning word for word, its central sentences, its headings; of several a list. */
export function overviewParts(answer: Overview, texts: Texts, size: CardSize = "card"): TextPart[] {
  const [overview] = answer.overviews;
  const { quotations, list } = sizes[size];
  if (answer.asked > 1) return [{ text: articleList(answer, quotations + 2 * list, texts) }];
  const sentence = aspectSentence(answer, (text) => shortMarkdown(text, factLimit), texts);
  const title = `**${linkedTitle(overview.article, titleLimit)}**`;
  const head = [title, factsLine(overview, texts), ...(sentence === undefined ? [] : [sentence])];
  const quoted = answer.aspect === "about" ? overview.lead : answer.aspect === "author" ? one(overview.byline) : [];
  const lists = answer.aspect === "about" ? listsOf(overview, list, texts) : [];
  return [{ text: withQuotations(head.join("\n"), quoted, quotations) }, ...lists.map((text) => ({ text }))];
}

/** The same as a message, where it answers a command and no question. */
export function overviewMessage(answer: Overview, texts: Texts): OutgoingMessage {
  return cardMessage({ color: OVERVIEW_COLOR, parts: overviewParts(answer, texts) });
}

function articleList({ overviews, asked }: Overview, limit: number, texts: Texts): string {
  const [head, foot] = [severalArticles(asked, overviews.length, texts), texts.say("overview.ask-for-one")];
  const lines = overviews.map(({ article, lead: [first] }) => {
    const title = `**${shortMarkdown(article.title, factLimit) || "…"}**`;
    return first === undefined ? title : `${title}\n${sentenceLine(first, listedSentenceLimit)}`;
  });
  const fitting = linesWithin(lines, limit - head.length - foot.length - 2);
  return [head, ...fitting, foot].join("\n");
}

function factsLine(overview: ArticleOverview, texts: Texts): string {
  const facts = [overview.site, overview.article.source, dayOf(overview)]
    .map((fact) => shortMarkdown(fact ?? "", factLimit))
    .filter((fact) => fact !== "");
  return `-# ${[...facts, lengthOf(overview, texts)].join(" · ")}`;
}

/** Paragraphs one below the other, each after its number; what one leaves over is the next one's. */
function withQuotations(head: string, quotations: readonly Quotation[], limit: number): string {
  let text = head;
  for (const [at, quotation] of quotations.entries()) {
    const { paragraph, span } = quotation;
    const above = `${text}\n¶ ${paragraph.number}\n`;
    const room = Math.floor((limit - above.length) / (quotations.length - at));
    if (room < leastQuotation) break;
    const quoted = { ...paragraph, text: paragraph.text.slice(span.start, span.end), links: linksOf(quotation) };
    text = above + quoteParagraph(quoted, { start: 0, end: 0 }, room);
  }
  return text;
}

function listsOf({ central, sections }: ArticleOverview, limit: number, texts: Texts): string[] {
  const list = (name: string, lines: readonly string[]) => {
    const fitting = linesWithin(lines, limit);
    return fitting.length === 0 ? [] : [[`**${name}**`, ...fitting].join("\n")];
  };
  const sentences = central.map((quotation) => {
    const links = linkLines(linksOf(quotation), sentenceLimit);
    return [sentenceLine(quotation, sentenceLimit), ...links].join("\n");
  });
  return [
    ...list(texts.say("overview.central"), sentences),
    ...list(texts.say("overview.outline"), outlineLines(sections)),
  ];
}

function sentenceLine({ paragraph, span }: Quotation, limit: number): string {
  return `¶ ${paragraph.number} · ${shortMarkdown(paragraph.text.slice(span.start, span.end), limit)}`;
}

/** The outermost headings, each once; those below where there is one alone. */
function outlineLines(sections: readonly Section[]): string[] {
  const outermost = new Set(sections.flatMap(({ headings }) => headings.slice(0, 1)));
  const depth = outermost.size === 1 ? 1 : 0;
  const headings = new Set(sections.flatMap((section) => section.headings.slice(depth, depth + 1)));
  return [...(headings.size > 0 ? headings : outermost)].map(
    (heading) => `- ${shortMarkdown(heading, headingLimit) || "…"}`,
  );
}

function one(quotation: Quotation | undefined): readonly Quotation[] {
  return quotation === undefined ? [] : [quotation];
}
