import type { Explanation } from "../library/conversations.js";
import { scoreStrip } from "../retrieval/score-strip.js";
import type { Layout } from "./render-answer.js";
import { safeLine } from "./safe-text.js";

const STRIP_WIDTH = 60;

/** The numbers behind an answer, for `/why`, and a strip of the article that shows where it matched. */
export function renderWhy({ answer, profile }: Explanation, { style }: Layout): string {
  if (answer.kind === "no-article") return "There was no article to ask.";
  const passages = answer.kind === "found" ? answer.passages : answer.nearest;
  const [best] = passages;
  const verdict = answer.kind === "found" ? "an answer" : "no answer";
  const rows = passages.map(({ article, paragraph, score, parts }) => [
    `¶ ${paragraph.number}${article.id === best?.article.id ? "" : "†"}`,
    score.toFixed(3),
    parts.paragraphCosine.toFixed(3),
    parts.sentenceCosine.toFixed(3),
    parts.lexical.toFixed(3),
    parts.sentenceCoverage.toFixed(3),
  ]);
  const elsewhere = passages.some(({ article }) => article.id !== best?.article.id);
  return [
    `“${safeLine(answer.question)}”`,
    ...(answer.searchedAs === undefined ? [] : [style.quiet(`Searched as: “${safeLine(answer.searchedAs)}”`)]),
    `confidence ${answer.confidence.toFixed(3)}, threshold ${answer.threshold.toFixed(3)}: ${verdict}`,
    style.quiet(row(["", "score", "cos ¶", "cos sent.", "lexical", "lex. sent."])),
    ...rows.map(row),
    ...(elsewhere ? [style.quiet("† in another article")] : []),
    ...(best === undefined ? [] : ["", style.quiet(safeLine(best.article.title)), strip(profile)]),
  ].join("\n");
}

/** `¶ 1 ▁▂█▁ ¶ 23` */
function strip(profile: readonly number[]): string {
  return `¶ 1 ${scoreStrip(profile, STRIP_WIDTH)} ¶ ${profile.length}`;
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(8) : cell.padStart(11))).join("");
}
