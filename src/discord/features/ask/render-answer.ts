import type { APIEmbed } from "discord.js";
import type { Paragraph, Span } from "../../../documents/article.js";
import type { ParagraphOfArticle } from "../../../library/library.js";
import { type ShownSection, shownSection } from "../../../presentation/sections.js";
import {
  closeArticles,
  NOT_AN_ANSWER,
  nearestPlace,
  pageAndTime,
  placeOf,
  refusal,
  says,
  searchedAs,
  UNSURE,
} from "../../../presentation/sentences.js";
import { SMALL_TALK } from "../../../presentation/small-talk.js";
import {
  type Answer,
  type ArticleRef,
  type Given,
  isSearched,
  type Passage,
  type SearchedAnswer,
} from "../../../retrieval/answer.js";
import { waysToAdd } from "../../find-article.js";
import { overviewEmbed, overviewTextSizes } from "../../overview-embed.js";
import type { OutgoingMessage } from "../../send.js";
import { limits } from "../../text/limits.js";
import { linesWithin, oneLine, shorten, shortMarkdown } from "../../text/plain-text.js";
import { quoteParagraph } from "../../text/quote-paragraph.js";
import { type SectionPage, sectionPage } from "./render-section.js";

/** How an answer is shown where it differs between the ways of asking. */
export interface RenderOptions {
  /** Repeat the question above the answer: a slash command does not show it, the message a reply points at does. */
  readonly showQuestion: boolean;
  /** Whether embeds may be sent; a channel can forbid them to bots. Default true; otherwise the same is said as text. */
  readonly embeds?: boolean;
}

/** The colour follows the tier: found, unsure, and what is no answer. */
const green = 0x2e8b57;
const amber = 0xd99a2b;
const grey = 0x8a8f98;
const searchedLimit = 200;
const excerptLimit = 180;
const headingsLimit = 200;
const titleLimit = 60;

/**
 * The message that shows an answer, found or unsure: the best passage quoted word for word with the answering sentence bold,
 * where it stands, and the next best in short; or a refusal with the nearest place. Keeps every limit of Discord for any input, and nothing in it can ping or format.
 */
export function renderAnswer(answer: Answer, options: RenderOptions): OutgoingMessage {
  if (answer.kind === "no-article") return { content: `There is no article to ask about yet. ${waysToAdd}` };
  if (answer.kind === "small-talk") return { content: SMALL_TALK[answer.reply] };
  const embed = answerEmbed(answer, options);
  return options.embeds === false ? { content: asText(answer, options) } : { embeds: [embed] };
}

/** The best passage of an article that was chosen among several that may be meant. */
export function renderChosen({ article, paragraph }: ParagraphOfArticle, highlight: Span): OutgoingMessage {
  const head = `${UNSURE}\n${place(paragraph)}\n`;
  const description = head + quoteParagraph(paragraph, highlight, limits.embedDescription - head.length);
  return { embeds: [{ color: amber, ...author(article), description }] };
}

/** The paragraphs of a section that an answer leaves out, as numbers; `undefined` where it shows all. */
export function restOfSection(
  answer: Answer,
  { embeds }: RenderOptions,
): readonly [next: number, last: number] | undefined {
  const section = shownSection(answer);
  if (section === undefined || !isSearched(answer)) return undefined;
  const { shown } = pageOfSection(answer, section, embeds === false ? textSizes : embedSizes);
  const [next, last] = [section.paragraphs[shown]?.number, section.paragraphs.at(-1)?.number];
  return next === undefined || last === undefined ? undefined : [next, last];
}

/** Further paragraphs of a section, at least one. @param last the number of its last */
export function renderRest(
  paragraphs: readonly ParagraphOfArticle[],
  last: number,
): OutgoingMessage & Pick<SectionPage, "shown"> {
  const [first] = paragraphs;
  const page = sectionPage(
    paragraphs.map(({ paragraph }) => paragraph),
    last,
    limits.embedDescription,
  );
  const { shown, description } = page;
  return { shown, embeds: [{ color: green, ...(first && author(first.article)), description }] };
}

/** A paragraph of which the bot does not say that it answers: headed so, and with nothing in it bold. */
export function renderPassageAnyway({ article, paragraph }: ParagraphOfArticle): OutgoingMessage {
  const [warning, rest] = NOT_AN_ANSWER;
  const head = `**${warning}** ${rest}\n${place(paragraph)}\n`;
  return {
    embeds: [
      {
        color: grey,
        ...author(article),
        description: head + quoteParagraph(paragraph, { start: 0, end: 0 }, limits.embedDescription - head.length),
      },
    ],
  };
}

type Told = SearchedAnswer | Extract<Answer, { kind: "overview" }>;

interface Sizes {
  readonly description: number;
  readonly list: number;
}

const embedSizes: Sizes = { description: limits.embedDescription, list: limits.embedFieldValue };
/** Text has 2,000 characters for everything: what the title, headings and list leave is the quotation's. */
const textSizes: Sizes = { description: 1000, list: 500 };

function answerEmbed(answer: Told, options: RenderOptions, asText = false): APIEmbed {
  return { ...question(answer.question, options), ...shownOf(answer, asText) };
}

function shownOf(answer: Told, asText: boolean): APIEmbed {
  if (answer.kind === "overview") return overviewEmbed(answer, asText ? overviewTextSizes : undefined);
  const sizes = asText ? textSizes : embedSizes;
  const section = shownSection(answer);
  if (section) return sectionNamed(answer, section, sizes);
  return answer.kind === "not-in-article" ? notInArticle(answer) : given(answer, sizes);
}

function asText(answer: Told, options: RenderOptions): string {
  const { title, author, description, fields = [], footer } = answerEmbed(answer, options, true);
  const name = shortMarkdown(author?.name ?? "", 150);
  const parts = [title, name, description, ...fields.flatMap((field) => [field.name, field.value]), footer?.text];
  return parts.filter((part) => part !== undefined && part !== "").join("\n");
}

function question(text: string, { showQuestion }: RenderOptions): Pick<APIEmbed, "title"> {
  const title = showQuestion ? shortMarkdown(text, limits.embedTitle) : "";
  return title === "" ? {} : { title };
}

function given(answer: Given, sizes: Sizes): APIEmbed {
  const [best, ...ranked] = answer.passages;
  const isSure = answer.kind === "found";
  // A section that was asked for by its name is all of the answer.
  const others = isSure && answer.section ? [] : ranked;
  const told = isSure ? foundPlace(best.paragraph) : [UNSURE, place(best.paragraph)];
  const head = [...severalLine(answer), ...searchedLine(answer), ...told, ""].join("\n");
  return {
    color: isSure ? green : amber,
    ...author(best.article),
    description: head + quoteParagraph(best.paragraph, best.highlight, sizes.description - head.length),
    ...passageList("Next best", others, best.article, sizes),
    ...confidenceFooter(answer),
  };
}

function sectionNamed(answer: SearchedAnswer, section: ShownSection, sizes: Sizes): APIEmbed {
  const { description } = pageOfSection(answer, section, sizes);
  return { color: green, ...author(section.best.article), description, ...confidenceFooter(answer) };
}

/** The section that was asked for by its name, from its first paragraph on, as far as it fits. */
function pageOfSection(answer: SearchedAnswer, { best, paragraphs }: ShownSection, sizes: Sizes): SectionPage {
  const lines = [...(answer.kind === "found" ? severalLine(answer) : []), ...searchedLine(answer)];
  const head = lines.map((line) => `${line}\n`).join("");
  const marked = { number: best.paragraph.number, highlight: best.highlight };
  const last = paragraphs.at(-1)?.number ?? 0;
  const { description, shown } = sectionPage(paragraphs, last, sizes.description - head.length, marked);
  return { description: head + description, shown };
}

/** `¶ 7 says:`, and above it, small, page and headings where there are some. */
function foundPlace(paragraph: Paragraph): string[] {
  const where = [...pageAndTime(paragraph), ...headingsOf(paragraph)].join(" · ");
  return [...(where === "" ? [] : [`-# ${where}`]), says(paragraph.number)];
}

function notInArticle(answer: Extract<Answer, { kind: "not-in-article" }>): APIEmbed {
  // To a question about another subject nothing is near.
  const [nearest] = answer.isForeign ? [] : answer.nearest;
  const near = nearest && nearestPlace(nearest.paragraph, shortMarkdown(nearest.article.title, titleLimit));
  return {
    color: grey,
    description: [refusal(answer.asked), ...searchedLine(answer), ...(near === undefined ? [] : [near])].join("\n"),
    ...confidenceFooter(answer),
  };
}

// An author's name is shown as it is, without Markdown: so it is cleaned and not escaped.
function author(article: ArticleRef): Pick<APIEmbed, "author"> {
  const name = shorten(article.title, limits.embedAuthor);
  return name === "" ? {} : { author: { name } };
}

/** What was searched, where it is not the question itself, as a line of its own. */
function searchedLine({ searchedAs: searched }: SearchedAnswer): string[] {
  return searched === undefined ? [] : [`-# ${searchedAs(shortMarkdown(searched, searchedLimit))}`];
}

/** The articles that may be meant, as a line of its own, where they are several. */
function severalLine({ passages, alternatives = [] }: Given): string[] {
  if (alternatives.length === 0) return [];
  const titles = [passages[0], ...alternatives].map(({ article }) => shortMarkdown(article.title, titleLimit));
  return [closeArticles(titles)];
}

function passageList(
  name: string,
  passages: readonly Passage[],
  article: ArticleRef | undefined,
  sizes: Sizes,
): Pick<APIEmbed, "fields"> {
  const lines = linesWithin(
    passages.map((passage) => passageLine(passage, article)),
    sizes.list,
  );
  return lines.length === 0 ? {} : { fields: [{ name, value: lines.join("\n") }] };
}

/** `¶ 3 · page 2 · The sentence, shortened…`, with the article's title where it is another than the one named above. */
function passageLine({ article, paragraph, highlight }: Passage, named: ArticleRef | undefined): string {
  const elsewhere = article.id === named?.id ? "" : `${shortMarkdown(article.title, titleLimit)}, `;
  const excerpt = shortMarkdown(paragraph.text.slice(highlight.start, highlight.end), excerptLimit);
  return `${elsewhere}${placeOf(paragraph).join(" · ")} · ${excerpt}`;
}

/** `¶ 7 · page 3 · Heading › Smaller heading` */
function place(paragraph: Paragraph): string {
  return [...placeOf(paragraph), ...headingsOf(paragraph)].join(" · ");
}

function headingsOf({ headings }: Paragraph): string[] {
  const path = shortMarkdown(headings.map(oneLine).join(" › "), headingsLimit);
  return path === "" ? [] : [path];
}

function confidenceFooter({ confidence, threshold }: SearchedAnswer): Pick<APIEmbed, "footer"> {
  if (confidence === undefined || threshold === undefined) return {};
  return { footer: { text: `Confidence ${percent(confidence)}, a sure answer needs ${percent(threshold)}` } };
}

function percent(share: number): string {
  // Rounded down, and at most 99: 100 % would be read as certain, which a probability of the model never is.
  return `${Math.min(99, Math.floor(share * 100))} %`;
}
