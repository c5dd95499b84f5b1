import { otherArticles, signOf } from "../presentation/other-articles.js";
import { scoreStrip } from "../presentation/score-strip.js";
import { NO_CONFIDENCE } from "../presentation/unsure.js";
import { type Answer, passagesOf } from "../retrieval/answer.js";
import { WHY_COLUMNS } from "../retrieval/signals.js";
import type { Layout } from "./render-answer.js";
import { safeLine } from "./safe-text.js";
import { wrapped } from "./wrap.js";

const STRIP_WIDTH = 60;

/** How the table is set: the columns that a number takes, and the heads of the numbers. */
interface Table {
  readonly label: number;
  readonly cell: number;
  readonly heads: readonly string[];
  readonly number: (value: number) => string;
}

const WIDE: Table = {
  label: 8,
  cell: 11,
  heads: ["score", ...WHY_COLUMNS.map(({ wide }) => wide)],
  number: (value) => value.toFixed(3),
};
const WIDE_COLUMNS = WIDE.label + WIDE.heads.length * WIDE.cell;

/** In 38 columns, as Discord's is on a phone: `.812`. */
const NARROW: Table = {
  label: 8,
  cell: 6,
  heads: ["score", ...WHY_COLUMNS.map(({ narrow }) => narrow)],
  number: (value) => value.toFixed(3).replace(/^(-?)0\./, "$1."),
};

/** The numbers behind an answer, for `/why`, and a strip of the article that shows where it matched. */
export function renderWhy(answer: Answer, { style, width }: Layout): string {
  if (answer.kind === "no-article") return "There was no article to ask.";
  const passages = passagesOf(answer);
  const [best] = passages;
  const others = otherArticles(passages);
  const table = width && width < WIDE_COLUMNS ? NARROW : WIDE;
  const rows = passages.map(({ article, paragraph, score, parts }) => [
    `¶ ${paragraph.number}${signOf(others, article.id)}`,
    ...[score, ...WHY_COLUMNS.map(({ name }) => parts[name])].map(table.number),
  ]);
  const text = [
    `“${safeLine(answer.question)}”`,
    ...(answer.searchedAs === undefined ? [] : [style.quiet(`Searched as: “${safeLine(answer.searchedAs)}”`)]),
    confidenceLine(answer),
    style.quiet(row(["", ...table.heads], table)),
    ...rows.map((cells) => row(cells, table)),
    ...others.map(({ article, sign }) => style.quiet(`${sign} in “${safeLine(article.title)}”`)),
    ...(best === undefined ? [] : ["", style.quiet(safeLine(best.article.title)), strip(answer.profile, width)]),
  ].join("\n");
  return wrapped(text, width);
}

function confidenceLine(answer: Exclude<Answer, { kind: "no-article" }>): string {
  if (answer.kind === "unsure") return NO_CONFIDENCE;
  const verdict = answer.kind === "found" ? "an answer" : "no answer";
  return `confidence ${answer.confidence.toFixed(3)}, threshold ${answer.threshold.toFixed(3)}: ${verdict}`;
}

/** `¶ 1 ▁▂█▁ ¶ 23` */
function strip(profile: readonly number[], width: number | undefined): string {
  const [first, last] = ["¶ 1 ", ` ¶ ${profile.length}`];
  const room = width ? Math.max(1, width - first.length - last.length) : STRIP_WIDTH;
  return `${first}${scoreStrip(profile, Math.min(STRIP_WIDTH, room))}${last}`;
}

function row([label = "", ...numbers]: readonly string[], table: Table): string {
  return label.padEnd(table.label) + numbers.map((cell) => cell.padStart(table.cell)).join("");
}
