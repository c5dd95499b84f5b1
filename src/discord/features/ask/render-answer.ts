import type { Texts } from "../../../interface-texts/texts.js";
import { nextBest } from "../../../presentation/next-best.js";
import { type ShownSection, shownSection } from "../../../presentation/sections.js";
import { closeArticles, nearestPlace, placeOf, refusal } from "../../../presentation/sentences.js";
import type { Answer, ArticleRef, Given, Passage } from "../../../retrieval/answer.js";
import { MAX_WORDING, type ScopeSettings } from "../../../store/scope-settings.js";
import { type Card, type CardPart, type CardSize, cardMessage, roomBeside, type TextPart } from "../../card.js";
import { OVERVIEW_COLOR, overviewParts } from "../../overview-parts.js";
import { questionPart, searchedPart } from "../../reading/asked.js";
import { passageParts, TIER_COLORS, titleLine } from "../../reading/passage-texts.js";
import { type SectionPage, sectionPage } from "../../reading/render-section.js";
import type { OutgoingMessage } from "../../send.js";
import { shortMarkdown } from "../../text/plain-text.js";

/** How an answer is shown where it differs between the ways of asking. */
export interface RenderOptions {
  readonly texts: Texts;
  /** Send it as text: a channel can forbid embeds to bots. Default false. */
  readonly plain?: boolean;
  /** What else is to be said, as Markdown. */
  readonly note?: string | undefined;
  /** What a server says in place of the fixed sentences. Default: those. */
  readonly wording?: ScopeSettings["wording"];
}

const excerptLimit = 180;
const titleLimit = 60;
/** Twice what is kept: every sign may be escaped. */
const wordingLimit = 2 * MAX_WORDING;
/** Articles that are named where several may be meant, and passages in short where the first may not answer. */
const mostNamed = 4;
const inShort = 2;
const sectionLimits: Readonly<Record<CardSize, number>> = { card: 2800, text: 1100 };

/** An answer that is shown on a card. */
export type Told = Exclude<Answer, { kind: "no-article" | "small-talk" }>;

/**
 * The message that shows an answer without what goes on from it. Keeps every limit of Discord for any input, and nothing in it
 * can ping or format.
 */
export function renderAnswer(answer: Answer, options: RenderOptions): OutgoingMessage {
  return isTold(answer) ? cardMessage(answerCard(answer, options), options.plain) : renderShort(answer, options);
}

/** Whether an answer is shown on a card; else it is one line. */
export function isTold(answer: Answer): answer is Told {
  return answer.kind !== "no-article" && answer.kind !== "small-talk";
}

/** What is said where nothing is searched. */
export function renderShort(answer: Exclude<Answer, Told>, { texts, wording }: RenderOptions): OutgoingMessage {
  if (answer.kind === "small-talk" && answer.reply === "greeting" && wording?.greeting)
    return { content: shortMarkdown(wording.greeting, wordingLimit) };
  if (answer.kind === "small-talk") return { content: texts.say(`small-talk.${answer.reply}`) };
  return { content: texts.say("ask.no-article", { ways: texts.say("ways-to-add") }) };
}

/**
 * An answer as a card: by its tier the best passage with its sentence bold, where it stands, the next best in short where it is
 * not sure; or a refusal with the nearest place; then the question, small.
 * @param rows what goes on from it
 */
export function answerCard(answer: Told, options: RenderOptions, rows: readonly CardPart[] = []): Card {
  const size = sizeOf(options);
  if (answer.kind === "overview") {
    const parts = [...overviewParts(answer, options.texts, size), ...endOf(answer, options), ...rows];
    return { color: OVERVIEW_COLOR, parts };
  }
  const parts = [...searchedParts(answer, options), ...told(answer, options), ...endOf(answer, options), ...rows];
  return { color: TIER_COLORS[answer.kind], parts };
}

/** The paragraphs of a section that an answer leaves out, as numbers; `undefined` where it shows all. */
export function restOfSection(
  answer: Answer,
  options: RenderOptions,
): readonly [next: number, last: number] | undefined {
  const section = shownSection(answer);
  if (section === undefined || answer.kind !== "found") return undefined;
  const { shown } = pageOfSection(section, answer, options);
  const [next, last] = [section.paragraphs[shown]?.number, section.paragraphs.at(-1)?.number];
  return next === undefined || last === undefined ? undefined : [next, last];
}

type Searched = Exclude<Told, { kind: "overview" }>;

function sizeOf({ plain = false }: RenderOptions): CardSize {
  return plain ? "text" : "card";
}

/** What stands above and below what is told: what was searched, where it is not the question itself; a note; the question. */
function searchedParts({ searchedAs }: Searched, { texts }: RenderOptions): TextPart[] {
  return searchedAs === undefined ? [] : [searchedPart(searchedAs, texts)];
}

function endOf({ question }: Told, options: RenderOptions): TextPart[] {
  return [...(options.note === undefined ? [] : [{ text: options.note }]), questionPart(question, sizeOf(options))];
}

function told(answer: Searched, options: RenderOptions): TextPart[] {
  const section = shownSection(answer);
  if (section !== undefined && answer.kind === "found") {
    const { description } = pageOfSection(section, answer, options);
    return [...sectionHead(section, answer, options), { text: description }];
  }
  return answer.kind === "not-in-article" ? notInArticle(answer, options) : given(answer, options);
}

function given(answer: Given, options: RenderOptions): TextPart[] {
  const [best] = answer.passages;
  const { texts } = options;
  const [isSure, size] = [answer.kind === "found", sizeOf(options)];
  const tier = isSure ? texts.say("answer.says", { number: best.paragraph.number }) : texts.say("answer.unsure");
  const head = [...severalParts(answer, options), { text: tier }];
  // A message of text has little room, and its menu has them too.
  const next = isSure || size === "text" ? [] : nextBest(answer).slice(0, inShort);
  const tail = next.map((passage) => ({ text: passageLine(passage, best.article, texts) }));
  const beside = [...searchedParts(answer, options), ...head, ...tail, ...endOf(answer, options)];
  return [...head, ...passageParts(best, answer.profile.length, { texts, size, beside }), ...tail];
}

/** The section that was asked for by its name, from its first paragraph on, as far as it fits. */
function pageOfSection(section: ShownSection, answer: Given, options: RenderOptions): SectionPage {
  const { best, paragraphs } = section;
  const size = sizeOf(options);
  const beside = [
    ...searchedParts(answer, options),
    ...sectionHead(section, answer, options),
    ...endOf(answer, options),
  ];
  const limit = Math.min(sectionLimits[size], roomBeside(beside, size) - 1);
  const marked = { number: best.paragraph.number, highlight: best.highlight };
  return sectionPage(paragraphs, paragraphs.at(-1)?.number ?? 0, limit, options.texts, marked);
}

function sectionHead({ best }: ShownSection, answer: Given, options: RenderOptions): TextPart[] {
  return [...severalParts(answer, options), { text: titleLine(best.article) }];
}

function notInArticle(
  answer: Extract<Answer, { kind: "not-in-article" }>,
  { texts, wording }: RenderOptions,
): TextPart[] {
  // To a question about another subject nothing is near.
  const [nearest] = answer.isForeign ? [] : answer.nearest;
  const near = nearest && nearestPlace(nearest.paragraph, shortMarkdown(nearest.article.title, titleLimit), texts);
  const head = wording?.refusal ? shortMarkdown(wording.refusal, wordingLimit) : refusal(answer.asked, texts);
  return [{ text: [`**${head}**`, ...(near === undefined ? [] : [near])].join("\n") }];
}

/** The articles that may be meant, where they are several. */
function severalParts({ passages, alternatives = [] }: Given, { texts }: RenderOptions): TextPart[] {
  if (alternatives.length === 0) return [];
  const meant = [passages[0], ...alternatives].slice(0, mostNamed);
  const titles = meant.map(({ article }) => shortMarkdown(article.title, titleLimit));
  return [{ text: closeArticles(titles, texts) }];
}

/** `-# ¶ 3 · page 2 · The sentence, shortened…`, with the article's title where it is another than the one named above. */
function passageLine({ article, paragraph, highlight }: Passage, named: ArticleRef, texts: Texts): string {
  const elsewhere = article.id === named.id ? "" : `${shortMarkdown(article.title, titleLimit)}, `;
  const excerpt = shortMarkdown(paragraph.text.slice(highlight.start, highlight.end), excerptLimit);
  return `-# ${elsewhere}${placeOf(paragraph, texts).join(" · ")} · ${excerpt}`;
}
