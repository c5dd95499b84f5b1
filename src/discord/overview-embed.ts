import type { APIEmbed } from "discord.js";
import {
  ASK_FOR_ONE,
  aspectSentence,
  CENTRAL_SENTENCES,
  dayOf,
  lengthOf,
  OUTLINE,
  severalArticles,
} from "../presentation/overview.js";
import type { Answer, ArticleOverview, Quotation, Section } from "../retrieval/answer.js";
import { limits } from "./text/limits.js";
import { linesWithin, shorten, shortMarkdown } from "./text/plain-text.js";
import { quote } from "./text/quote.js";

const blue = 0x3b6ea5;
const factLimit = 150;
const sentenceLimit = 300;
const listedSentenceLimit = 200;
const headingLimit = 80;
/** What a quotation has at least, so that it says something. */
const leastQuotation = 60;

type Overview = Extract<Answer, { kind: "overview" }>;

/** How many characters an overview may take: its description, and each of its two lists. */
interface OverviewSizes {
  readonly description: number;
  readonly list: number;
}

/** An embed has 6,000 characters for everything. */
const embedSizes: OverviewSizes = { description: 3000, list: limits.embedFieldValue };
/** The same for a message of text, which has 2,000. */
export const overviewTextSizes: OverviewSizes = { description: 800, list: 300 };

/** What an article is: what is known of it, its beginning word for word, its central sentences, its headings; of several a list. */
export function overviewEmbed(answer: Overview, sizes = embedSizes): APIEmbed {
  const [overview] = answer.overviews;
  if (answer.asked > 1) return listEmbed(answer, sizes);
  const sentence = aspectSentence(answer, (text) => shortMarkdown(text, factLimit));
  const head = [factsLine(overview), ...(sentence === undefined ? [] : [sentence])];
  const name = shorten(overview.article.title, limits.embedAuthor);
  const quoted = answer.aspect === "about" ? overview.lead : answer.aspect === "author" ? one(overview.byline) : [];
  return {
    color: blue,
    ...(name !== "" && { author: { name } }),
    description: withQuotations(head.join("\n"), quoted, sizes.description),
    ...(answer.aspect === "about" && fieldsOf(overview, sizes.list)),
  };
}

function listEmbed({ overviews, asked }: Overview, { description }: OverviewSizes): APIEmbed {
  const [head, foot] = [severalArticles(asked, overviews.length), ASK_FOR_ONE];
  const lines = overviews.map(({ article, lead: [first] }) => {
    const title = `**${shortMarkdown(article.title, factLimit) || "…"}**`;
    return first === undefined ? title : `${title}\n${sentenceLine(first, listedSentenceLimit)}`;
  });
  const fitting = linesWithin(lines, description - head.length - foot.length - 2);
  return { color: blue, description: [head, ...fitting, foot].join("\n") };
}

function factsLine(overview: ArticleOverview): string {
  const facts = [overview.site, overview.article.source, dayOf(overview)]
    .map((fact) => shortMarkdown(fact ?? "", factLimit))
    .filter((fact) => fact !== "");
  return `-# ${[...facts, lengthOf(overview)].join(" · ")}`;
}

/** Paragraphs one below the other, each after its number; what one leaves over is the next one's. */
function withQuotations(head: string, quotations: readonly Quotation[], limit: number): string {
  let text = head;
  for (const [at, { paragraph, span }] of quotations.entries()) {
    const above = `${text}\n¶ ${paragraph.number}\n`;
    const room = Math.floor((limit - above.length) / (quotations.length - at));
    if (room < leastQuotation) break;
    text = above + quote(paragraph.text.slice(span.start, span.end), { start: 0, end: 0 }, room);
  }
  return text;
}

function fieldsOf({ central, sections }: ArticleOverview, limit: number): Pick<APIEmbed, "fields"> {
  const field = (name: string, lines: readonly string[]) => {
    const fitting = linesWithin(lines, limit);
    return fitting.length === 0 ? [] : [{ name, value: fitting.join("\n") }];
  };
  const fields = [
    ...field(
      CENTRAL_SENTENCES,
      central.map((quotation) => sentenceLine(quotation, sentenceLimit)),
    ),
    ...field(OUTLINE, outlineLines(sections)),
  ];
  return fields.length === 0 ? {} : { fields };
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
