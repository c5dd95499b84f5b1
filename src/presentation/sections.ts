import type { Paragraph } from "../documents/article.js";
import type { Texts } from "../interface-texts/texts.js";
import type { Answer, Passage } from "../retrieval/answer.js";

/** A section that is shown instead of a single passage: its paragraphs in order, and the passage among them that is marked. */
export interface ShownSection {
  readonly best: Passage;
  readonly paragraphs: readonly Paragraph[];
}

/** The section that an answer shows; none where a single paragraph is all of it, which the passage shows already. */
export function shownSection(answer: Answer): ShownSection | undefined {
  if (answer.kind !== "found" || answer.section === undefined || answer.section.paragraphs.length < 2) return undefined;
  return { best: answer.passages[0], paragraphs: answer.section.paragraphs };
}

/** The headings of a paragraph that were not above the one before, outermost first. */
export function newHeadings(headings: readonly string[], above: readonly string[]): readonly string[] {
  const from = headings.findIndex((heading, at) => heading !== above[at]);
  return from < 0 ? [] : headings.slice(from);
}

/** What of a section is not shown, by the numbers of its paragraphs: `12 more: ¶ 9–20` */
export function moreOf(first: number, last: number, texts: Texts): string {
  const range = first === last ? first : `${first}–${last}`;
  return texts.say("section.more", { count: last - first + 1, range });
}
