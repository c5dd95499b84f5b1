import type { Paragraph } from "../../documents/article.js";
import { DOCUMENT_FILES } from "../../documents/formats/registry.js";
import type { ParagraphOfArticle } from "../../library/library.js";
import { CLOSEST_PASSAGES, NOT_AN_ANSWER, refusal, searchedAs, UNSURE } from "../../presentation/sentences.js";
import { SMALL_TALK } from "../../presentation/small-talk.js";
import { explainNumbers, NARROW, NO_CONFIDENCE, scoreStrip, WIDE, whyNotSearched } from "../../presentation/why.js";
import { type Answer, isSearched, type Passage, passagesOf } from "../../retrieval/answer.js";
import { type Layout, type Style, wrapped } from "./layout.js";
import { overviewText } from "./overview.js";
import { inQuotes, safeLine, safeText } from "./safe-text.js";

/** Characters of a near miss's sentence that are shown. */
const EXCERPT = 160;
/** Characters of its article's title. */
const TITLE = 60;
/** Characters of the strip of an article's paragraphs. */
const STRIP_WIDTH = 60;

const WIDE_COLUMNS = WIDE.label + WIDE.heads.length * WIDE.cell;

/** An answer as text: each passage word for word, the answering sentence set off, with title and paragraph number. */
export function renderAnswer(answer: Answer, layout: Layout): string {
  return wrapped(answerText(answer, layout.style), layout.width);
}

/** What is said where there is no article to ask. @param folder where the operator's files belong */
export function noArticleIn(folder: string): string {
  return `There is no article to ask. Put ${DOCUMENT_FILES} files into ${folder}.`;
}

function answerText(answer: Answer, style: Style): string {
  if (answer.kind === "no-article") return noArticleIn("the articles folder");
  if (answer.kind === "overview") return overviewText(answer, style);
  if (answer.kind === "small-talk") return SMALL_TALK[answer.reply];
  const searched = answer.searchedAs === undefined ? [] : [style.quiet(searchedAs(safeLine(answer.searchedAs)))];
  if (answer.kind !== "not-in-article") {
    const unsure = answer.kind === "unsure" ? [style.warning(UNSURE)] : [];
    const passages = answer.passages.map((passage) => renderPassage(passage, style)).join("\n\n");
    return [...unsure, ...searched, passages].join("\n");
  }
  const refused = [style.warning(refusal(answer.asked)), ...searched].join("\n");
  if (answer.nearest.length === 0) return refused;
  const nearest = answer.nearest.map((passage) => renderNearest(passage, answer.asked > 1, style)).join("\n");
  return `${refused}\n\n${style.quiet(`${CLOSEST_PASSAGES}:`)}\n${nearest}`;
}

function renderPassage({ article, paragraph, highlight }: Passage, style: Style): string {
  const text = safeText(paragraph.text);
  const marked =
    text.slice(0, highlight.start) +
    style.answer(text.slice(highlight.start, highlight.end)) +
    text.slice(highlight.end);
  return `${placeOf({ article, paragraph }, style)}\n${marked}`;
}

/** A near miss in one line: `¶ 3, page 2  The sentence that came closest`; of several articles: `¶ 3, page 2, The article  …` */
function renderNearest({ article, paragraph, highlight }: Passage, several: boolean, style: Style): string {
  const sentence = safeLine(paragraph.text.slice(highlight.start, highlight.end));
  const title = several ? `, ${shortened(safeLine(article.title), TITLE)}` : "";
  const place = `¶ ${paragraph.number}${pageOf(paragraph)}${title}`;
  return `${style.title(place)}  ${style.quiet(shortened(sentence, EXCERPT))}`;
}

function shortened(line: string, limit: number): string {
  return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(/\s+\S*$/, "")}…`;
}

/** The closest passage of a refusal, for `/anyway`: headed as what it is, and nothing in it set off. */
export function renderAnyway(passage: ParagraphOfArticle, { style, width }: Layout): string {
  const heading = style.warning(NOT_AN_ANSWER.join(" "));
  return wrapped(`${heading}\n${placeOf(passage, style)}\n${safeText(passage.paragraph.text)}`, width);
}

function placeOf({ article, paragraph }: ParagraphOfArticle, style: Style): string {
  const place = safeLine([article.title, ...paragraph.headings].join(" › ")) + pageOf(paragraph);
  return `${style.title(`¶ ${paragraph.number}`)}  ${style.quiet(place)}`;
}

function pageOf({ page }: Paragraph): string {
  return page === undefined ? "" : `, page ${page}`;
}

/** The numbers behind an answer, for `/why`, and a strip of the article that shows where it matched. */
export function renderWhy(answer: Answer, { style, width }: Layout): string {
  if (!isSearched(answer)) return wrapped(`${inQuotes(answer.question)}\n${whyNotSearched(answer)}`, width);
  const table = width && width < WIDE_COLUMNS ? { ...NARROW, label: WIDE.label } : WIDE;
  const why = explainNumbers(answer, table);
  const [heads = "", ...rows] = why.table;
  const [best] = passagesOf(answer);
  const text = [
    inQuotes(answer.question),
    ...(answer.searchedAs === undefined ? [] : [style.quiet(searchedAs(safeLine(answer.searchedAs)))]),
    why.confidence === undefined ? NO_CONFIDENCE : `confidence ${why.confidence}`,
    style.quiet(heads),
    ...rows,
    ...why.others.map(({ article, sign }) => style.quiet(`${sign} in ${inQuotes(article.title)}`)),
    ...(best === undefined ? [] : ["", style.quiet(safeLine(best.article.title)), strip(answer.profile, width)]),
  ].join("\n");
  return wrapped(text, width);
}

/** `¶ 1 ▁▂█▁ ¶ 23` */
function strip(profile: readonly number[], width: number | undefined): string {
  const [first, last] = ["¶ 1 ", ` ¶ ${profile.length}`];
  const columns = width ? Math.max(1, width - first.length - last.length) : STRIP_WIDTH;
  return `${first}${scoreStrip(profile, Math.min(STRIP_WIDTH, columns))}${last}`;
}
