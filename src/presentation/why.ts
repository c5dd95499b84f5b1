import type { TextKey } from "../interface-texts/catalogue.js";
import type { Texts } from "../interface-texts/texts.js";
import {
  type Answer,
  type ArticleRef,
  isSearched,
  type Passage,
  passagesOf,
  type SearchedAnswer,
} from "../retrieval/answer.js";
import { WHY_COLUMNS } from "../retrieval/signals.js";

/** Why an answer did not come of a search; `undefined` where it did. */
export function whyNotSearched(answer: Answer, texts: Texts): string | undefined {
  if (isSearched(answer)) return undefined;
  if (answer.kind === "small-talk") return texts.say(`why.${answer.reply}`);
  return texts.say(answer.kind === "overview" ? "why.overview" : "why.no-article");
}

/** How the table is set: the characters that the labels and each number take, and what stands above the numbers. */
export interface TableLayout {
  readonly label: number;
  readonly cell: number;
  readonly heads: readonly string[];
  readonly number: (value: number) => string;
}

/** For 74 characters and more: `0.812` */
export const WIDE: TableLayout = {
  label: 8,
  cell: 11,
  heads: ["score", ...WHY_COLUMNS.map(({ wide }) => wide)],
  number: (value) => value.toFixed(3),
};

/** For a phone, 37 or 38 characters: `.812`, `1.00`, never more than four. */
export const NARROW: Omit<TableLayout, "label"> = {
  cell: 5,
  heads: ["score", ...WHY_COLUMNS.map(({ narrow }) => narrow)],
  number: (value) =>
    value
      .toFixed(3)
      .replace(/^(-?)0\./, "$1.")
      .slice(0, 4),
};

/** The numbers behind an answer, without any text of others: what is safe to show is for the caller to know. */
export interface Why {
  /** How sure it is; `undefined` where the model does not say. */
  readonly confidence: Confidence | undefined;
  /** The table's lines; the first has the heads, each of the others belongs to a passage. */
  readonly table: readonly string[];
  /** The articles that passages are from, where it is not the first passage's, each with the sign that the table gives it. */
  readonly others: readonly OtherArticle[];
}

/** How sure an answer is, from 0 to 1, how sure it must be, and the name of the text that says what comes of it. */
export interface Confidence {
  readonly confidence: number;
  readonly threshold: number;
  readonly told: (typeof TOLD)[keyof typeof TOLD];
}

/** An article that a passage is from, where it is not the first passage's, and the sign by which a table names it. */
export interface OtherArticle {
  readonly article: ArticleRef;
  /** `†`, `†2`, `†3` … */
  readonly sign: string;
}

/** What `/why` tells of an answer or a refusal. */
export function explainNumbers(answer: SearchedAnswer, layout: TableLayout): Why {
  const passages = passagesOf(answer);
  const others = otherArticles(passages);
  const rows = passages.map(({ article, paragraph, score, parts }) => {
    const label = `¶ ${paragraph.number}${signOf(others, article.id)}`;
    const numbers = [score, ...WHY_COLUMNS.map(({ name }) => parts[name])];
    return row([label, ...numbers.map(layout.number)], layout);
  });
  return {
    confidence: confidenceOf(answer),
    table: [row(["", ...layout.heads], layout), ...rows],
    others,
  };
}

const TOLD = {
  found: "why.found",
  unsure: "why.perhaps",
  "not-in-article": "why.none",
} as const satisfies Readonly<Record<SearchedAnswer["kind"], TextKey>>;

function confidenceOf({ kind, confidence, threshold }: SearchedAnswer): Confidence | undefined {
  return confidence === undefined || threshold === undefined ? undefined : { confidence, threshold, told: TOLD[kind] };
}

function row([label = "", ...cells]: readonly string[], layout: TableLayout): string {
  return label.padEnd(layout.label) + cells.map((cell) => cell.padStart(layout.cell)).join("");
}

/** The articles of the passages that are not the first one's, each once, in the passages' order. */
function otherArticles([first, ...passages]: readonly Passage[]): readonly OtherArticle[] {
  const others = new Map<string, ArticleRef>();
  for (const { article } of passages) if (article.id !== first?.article.id) others.set(article.id, article);
  return [...others.values()].map((article, at) => ({ article, sign: at === 0 ? "†" : `†${at + 1}` }));
}

/** The sign of the article that has this id; none for the first passage's. */
function signOf(others: readonly OtherArticle[], id: string): string {
  return others.find(({ article }) => article.id === id)?.sign ?? "";
}

const LEVELS = "▁▂▃▄▅▆▇█";

/**
 * An article as a strip of bars, one character a paragraph: where it matched. The lowest score is `▁`, the greatest `█`.
 * @param scores of the paragraphs, in order.
 * @param width at most this many characters; in a longer article neighbours share one, which shows the greatest of them.
 */
export function scoreStrip(scores: readonly number[], width: number): string {
  const bars = fold(scores, width);
  const lowest = Math.min(...bars);
  const range = Math.max(...bars) - lowest;
  return bars
    .map((score) => LEVELS[range > 0 ? Math.round(((score - lowest) / range) * (LEVELS.length - 1)) : 0])
    .join("");
}

/** At most `width` groups of neighbours, as equal as they can be; the greatest of each. */
function fold(scores: readonly number[], width: number): number[] {
  const groups = Math.min(scores.length, width);
  return Array.from({ length: groups }, (_, group) => {
    const start = Math.floor((group * scores.length) / groups);
    const end = Math.floor(((group + 1) * scores.length) / groups);
    return scores.slice(start, end).reduce((greatest, score) => Math.max(greatest, score), -Infinity);
  });
}
