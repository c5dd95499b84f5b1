import wrapAnsi from "wrap-ansi";
import type { Answer, Passage } from "../retrieval/answer.js";
import type { Style } from "./style.js";

/** How an answer is laid out. */
export interface Layout {
  readonly style: Style;
  /** Columns to wrap at; `undefined` leaves every paragraph on its own lines, as pipes want it. */
  readonly width: number | undefined;
}

/** An answer as text: each passage word for word, the answering sentence set off, with title and paragraph number. */
export function renderAnswer(answer: Answer, layout: Layout): string {
  const { style } = layout;
  if (answer.kind === "no-article")
    return "There is no article to ask. Put .txt or .md files into the articles folder.";
  if (answer.kind === "found") return answer.passages.map((passage) => renderPassage(passage, layout)).join("\n\n");
  const closest = answer.nearest.map((passage) =>
    renderPassage(passage, { ...layout, style: { ...style, answer: style.quiet } }),
  );
  return [
    style.warning("The article does not say."),
    style.quiet("Closest passages, which do not answer it:"),
    ...closest,
  ].join("\n\n");
}

function renderPassage({ article, paragraph, highlight }: Passage, { style, width }: Layout): string {
  const { text, number, headings } = paragraph;
  const place = [article.title, ...headings].join(" › ");
  const marked =
    text.slice(0, highlight.start) +
    style.answer(text.slice(highlight.start, highlight.end)) +
    text.slice(highlight.end);
  return `${style.title(`¶ ${number}`)}  ${style.quiet(place)}\n${wrapped(marked, width)}`;
}

function wrapped(text: string, width: number | undefined): string {
  return width === undefined ? text : wrapAnsi(text, width, { trim: false });
}

/** The numbers behind an answer, for `/why`. */
export function renderWhy(answer: Answer, { style }: Layout): string {
  if (answer.kind === "no-article") return "There was no article to ask.";
  const passages = answer.kind === "found" ? answer.passages : answer.nearest;
  const verdict = answer.confidence >= answer.threshold ? "an answer" : "no answer";
  const rows = passages.map(({ paragraph, score, parts }) => [
    `¶ ${paragraph.number}`,
    score.toFixed(3),
    parts.paragraphCosine.toFixed(3),
    parts.sentenceCosine.toFixed(3),
    parts.lexical.toFixed(3),
    parts.sentenceLexical.toFixed(3),
  ]);
  return [
    `“${answer.question}”`,
    `confidence ${answer.confidence.toFixed(3)}, threshold ${answer.threshold.toFixed(3)}: ${verdict}`,
    style.quiet(row(["", "score", "cos ¶", "cos sent.", "lexical", "lex. sent."])),
    ...rows.map(row),
  ].join("\n");
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(8) : cell.padStart(10))).join("");
}
