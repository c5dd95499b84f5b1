import { searchedAs } from "../../presentation/sentences.js";
import { explainNumbers, NARROW, NO_ARTICLE_ASKED, NO_CONFIDENCE, scoreStrip, WIDE } from "../../presentation/why.js";
import { type Answer, passagesOf } from "../../retrieval/answer.js";
import { type Layout, wrapped } from "./layout.js";
import { inQuotes, safeLine } from "./safe-text.js";

const STRIP_WIDTH = 60;

const WIDE_COLUMNS = WIDE.label + WIDE.heads.length * WIDE.cell;

/** The numbers behind an answer, for `/why`, and a strip of the article that shows where it matched. */
export function renderWhy(answer: Answer, { style, width }: Layout): string {
  if (answer.kind === "no-article") return NO_ARTICLE_ASKED;
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
