import type { Article } from "../documents/article.js";
import type { Pilcrow } from "../library/pilcrow.js";
import { type Answer, isGiven, isSearched, passagesOf } from "../retrieval/answer.js";
import { GLOBAL } from "../store/scope.js";
import { type Dataset, DatasetError, paragraphKey, type Query } from "./dataset.js";

/** What came of one question, asked of its own article as people ask it. */
export interface ScoredQuestion {
  readonly query: Query;
  /** The numbers of the right paragraphs; empty where the article does not answer. */
  readonly expected: readonly number[];
  /** The number of the paragraph that was given, surely or not; `undefined` where the answer was "the article does not say". */
  readonly answered: number | undefined;
  /** The first three paragraphs by score, given or not. */
  readonly first: readonly number[];
  /** `undefined` where nothing says how sure the answer is. */
  readonly confidence: number | undefined;
  /** A right paragraph was given, or rightly none. */
  readonly isRight: boolean;
}

/**
 * Puts every question that names its article to that article, through the library that answers people.
 * @param pilcrow an empty one; the set's articles become its global ones
 */
export async function scoreQuestions(
  dataset: Dataset,
  { library, articles }: Pick<Pilcrow, "library" | "articles">,
): Promise<ScoredQuestion[]> {
  for (const [id, article] of dataset.articles) await articles.add(GLOBAL, article, { id });
  const scored: ScoredQuestion[] = [];
  for (const query of dataset.queries) {
    if (query.article === undefined) continue;
    const answer = await library.ask(GLOBAL, query.text, { articleId: query.article, top: 3 });
    scored.push(scoreOf(query, query.article, answer));
  }
  return scored;
}

function scoreOf(query: Query, article: string, answer: Answer): ScoredQuestion {
  const first = passagesOf(answer).map(({ paragraph }) => paragraph.number);
  const answered = isGiven(answer) ? answer.passages[0].paragraph.number : undefined;
  return {
    query,
    expected: numbersOf(query, article),
    answered,
    first,
    confidence: !isSearched(answer) ? 0 : answer.confidence,
    isRight: query.answerable
      ? answered !== undefined && query.right.has(paragraphKey(article, answered))
      : answered === undefined,
  };
}

function numbersOf({ right }: Query, article: string): number[] {
  const prefix = paragraphKey(article, 0).slice(0, -1);
  return [...right].filter((key) => key.startsWith(prefix)).map((key) => Number(key.slice(prefix.length)));
}

/**
 * The set with its only article as a parsed document instead of the corpus's lines, so that parsing is measured too.
 * @throws DatasetError when the document's paragraphs are not the corpus's: the questions name paragraphs by number.
 */
export function withDocument(dataset: Dataset, document: Article): Dataset {
  const [[name, article] = ["", undefined], ...others] = [...dataset.articles];
  if (article === undefined || others.length > 0) {
    throw new DatasetError(
      `${dataset.name} has ${dataset.articles.size} articles; a document can stand for one article only.`,
    );
  }
  const length = Math.max(article.paragraphs.length, document.paragraphs.length);
  for (let at = 0; at < length; at++) {
    const [wanted, found] = [article.paragraphs[at]?.text, document.paragraphs[at]?.text];
    if (wanted !== found) {
      throw new DatasetError(
        `${document.source}, ¶ ${at + 1}: expected the corpus's ${quoted(wanted)}, got ${quoted(found)}.`,
      );
    }
  }
  return { ...dataset, articles: new Map([[name, document]]) };
}

function quoted(text: string | undefined): string {
  return text === undefined ? "nothing" : JSON.stringify(text.slice(0, 80));
}

/** A Markdown table of every question with its answer, right or wrong, and below it the counts. */
export function renderScores(scored: readonly ScoredQuestion[]): string {
  const answerable = scored.filter(({ query }) => query.answerable);
  const others = scored.filter(({ query }) => !query.answerable);
  const ranked = (most: number) =>
    answerable.filter(({ first, expected }) => first.slice(0, most).some((number) => expected.includes(number)));
  return [
    "| question | expected | answered | | confidence |",
    "|---|---|---|---|---|",
    ...scored.map(row),
    "",
    `Answerable: ${answerable.filter(({ isRight }) => isRight).length} of ${answerable.length} answered rightly (a right paragraph first: ${ranked(1).length}, among the first three: ${ranked(3).length}). ` +
      `Without an answer: ${others.filter(({ isRight }) => isRight).length} of ${others.length} refused.`,
  ].join("\n");
}

function row({ query, expected, answered, confidence, isRight }: ScoredQuestion): string {
  const cells = [
    query.text.replaceAll("|", "\\|"),
    expected.length === 0 ? "—" : `¶ ${expected.join(", ")}`,
    answered === undefined ? "—" : `¶ ${answered}`,
    isRight ? "right" : "**wrong**",
    confidence?.toFixed(2) ?? "—",
  ];
  return `| ${cells.join(" | ")} |`;
}
