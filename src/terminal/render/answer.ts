import { DOCUMENT_FILES } from "../../documents/formats/registry.js";
import { english } from "../../interface-texts/texts.js";
import type { ParagraphOfArticle } from "../../library/library.js";
import { nextBest } from "../../presentation/next-best.js";
import { shownSection } from "../../presentation/sections.js";
import {
  closeArticles,
  nearestPlace,
  pageAndTime,
  placeOf,
  refusal,
  searchedAs,
} from "../../presentation/sentences.js";
import { explainNumbers, NARROW, scoreStrip, type Why, WIDE, whyNotSearched } from "../../presentation/why.js";
import { type Answer, type Given, isSearched, type Passage, passagesOf } from "../../retrieval/answer.js";
import { type Layout, type Style, wrapped } from "./layout.js";
import { linkLines } from "./links.js";
import { overviewText } from "./overview.js";
import { inQuotes, safeLine, safeText } from "./safe-text.js";
import { sectionText } from "./section.js";

/** Characters of the sentence of a next best passage that are shown. */
const EXCERPT = 160;
/** Characters of its article's title. */
const TITLE = 60;
/** Characters of the strip of an article's paragraphs. */
const STRIP_WIDTH = 60;

const texts = english();
const WIDE_COLUMNS = WIDE.label + WIDE.heads.length * WIDE.cell;

/**
 * An answer as text, by its tier. Found: each passage word for word, the answering sentence set off, with title and
 * paragraph number. Unsure: the best one so, the next ones in a line each. Refused: the nearest place, if there is one.
 */
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
  if (answer.kind === "small-talk") return texts.say(`small-talk.${answer.reply}`);
  const searched = answer.searchedAs === undefined ? [] : [style.quiet(searchedAs(safeLine(answer.searchedAs), texts))];
  if (answer.kind === "not-in-article") {
    const [nearest] = answer.isForeign ? [] : answer.nearest;
    const place = nearest && style.quiet(nearestPlace(nearest.paragraph, titleOf(nearest), texts));
    return [style.warning(refusal(answer.asked, texts)), ...searched, ...(place === undefined ? [] : [place])].join(
      "\n",
    );
  }
  const { alternatives = [] } = answer;
  const titles = [answer.passages[0], ...alternatives].map(titleOf);
  const several = alternatives.length > 0 ? ["", style.warning(closeArticles(titles, texts))] : [];
  return [...given(answer, searched, style), ...several].join("\n");
}

function given(answer: Given, searched: readonly string[], style: Style): string[] {
  const section = shownSection(answer);
  if (section) return [...searched, sectionText(section.best.article, section.paragraphs, style, section.best).text];
  const { kind, passages } = answer;
  const [best] = passages;
  const others = nextBest(answer);
  if (kind === "found") {
    // A section that was asked for by its name is all of the answer.
    const next = (answer.section ? [] : others).map((passage) => renderPassage(passage, style));
    return [
      ...searched,
      [renderPassage(best, style, texts.say("answer.says", { number: best.paragraph.number })), ...next].join("\n\n"),
    ];
  }
  const next = others.map((passage) => renderShort(passage, passage.article.id !== best.article.id, style));
  return [
    style.warning(texts.say("answer.unsure")),
    ...searched,
    renderPassage(best, style),
    ...(next.length > 0 ? ["", ...next] : []),
  ];
}

function renderPassage({ article, paragraph, highlight }: Passage, style: Style, label?: string): string {
  const text = safeText(paragraph.text);
  const marked =
    text.slice(0, highlight.start) +
    style.answer(text.slice(highlight.start, highlight.end)) +
    text.slice(highlight.end);
  return [pathOf({ article, paragraph }, style, label), marked, ...linkLines(paragraph.links ?? [], style)].join("\n");
}

/** A passage in one line: `¶ 3, page 2  The sentence that came closest`; of another article: `¶ 3, page 2, The article  …` */
function renderShort(passage: Passage, isElsewhere: boolean, style: Style): string {
  const { paragraph, highlight } = passage;
  const sentence = safeLine(paragraph.text.slice(highlight.start, highlight.end));
  const title = isElsewhere ? `, ${titleOf(passage)}` : "";
  const place = `${placeOf(paragraph, texts).join(", ")}${title}`;
  return `${style.title(place)}  ${style.quiet(shortened(sentence, EXCERPT))}`;
}

function titleOf({ article }: Passage): string {
  return shortened(safeLine(article.title), TITLE);
}

function shortened(line: string, limit: number): string {
  return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(/\s+\S*$/, "")}…`;
}

/** The closest passage of a refusal, for `/anyway`: headed as what it is, and nothing in it set off. */
export function renderAnyway(passage: ParagraphOfArticle, { style, width }: Layout): string {
  const heading = style.warning(`${texts.say("answer.not-an-answer")} ${texts.say("answer.closest-passage")}`);
  const { paragraph } = passage;
  const lines = [heading, pathOf(passage, style), safeText(paragraph.text), ...linkLines(paragraph.links ?? [], style)];
  return wrapped(lines.join("\n"), width);
}

function pathOf({ article, paragraph }: ParagraphOfArticle, style: Style, label = `¶ ${paragraph.number}`): string {
  const path = safeLine([article.title, ...paragraph.headings].join(" › "));
  return `${style.title(label)}  ${style.quiet([path, ...pageAndTime(paragraph, texts)].join(", "))}`;
}

/** The numbers behind an answer, for `/why`, and a strip of the article that shows where it matched. */
export function renderWhy(answer: Answer, { style, width }: Layout): string {
  if (!isSearched(answer)) return wrapped(`${inQuotes(answer.question)}\n${whyNotSearched(answer, texts)}`, width);
  const table = width && width < WIDE_COLUMNS ? { ...NARROW, label: WIDE.label } : WIDE;
  const why = explainNumbers(answer, table);
  const [heads = "", ...rows] = why.table;
  const [best] = passagesOf(answer);
  const text = [
    inQuotes(answer.question),
    ...(answer.searchedAs === undefined ? [] : [style.quiet(searchedAs(safeLine(answer.searchedAs), texts))]),
    confidenceLine(why),
    style.quiet(heads),
    ...rows,
    ...why.others.map(({ article, sign }) => style.quiet(`${sign} in ${inQuotes(article.title)}`)),
    ...(best === undefined ? [] : ["", style.quiet(safeLine(best.article.title)), strip(answer.profile, width)]),
  ].join("\n");
  return wrapped(text, width);
}

/** `confidence 0.934, threshold 0.500: an answer` */
function confidenceLine({ confidence: known }: Why): string {
  if (known === undefined) return texts.say("why.no-confidence");
  const [confidence, threshold] = [known.confidence, known.threshold].map((one) => one.toFixed(3));
  return `confidence ${confidence}, threshold ${threshold}: ${texts.say(known.told)}`;
}

/** `¶ 1 ▁▂█▁ ¶ 23` */
function strip(profile: readonly number[], width: number | undefined): string {
  const [first, last] = ["¶ 1 ", ` ¶ ${profile.length}`];
  const columns = width ? Math.max(1, width - first.length - last.length) : STRIP_WIDTH;
  return `${first}${scoreStrip(profile, Math.min(STRIP_WIDTH, columns))}${last}`;
}
