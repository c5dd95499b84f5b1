import type { Paragraph, Span } from "../../documents/article.js";
import type { Passage } from "../../retrieval/answer.js";

/** `articleId:number`, and the sentence where one is marked: `articleId:number:start:end` */
const placeData = /^([\w-]{1,40}):(\d{1,9})(?::(\d{1,9}):(\d{1,9}))?$/;
/** No sentence is marked. */
export const UNMARKED: Span = { start: 0, end: 0 };

/** A paragraph as a component of a message names it. */
export interface Place {
  readonly articleId: string;
  readonly number: number;
  readonly sentence: Span;
}

/** How a component names a passage. */
export function placeDataOf({ article, paragraph, highlight }: Passage): string {
  return `${article.id}:${paragraph.number}:${highlight.start}:${highlight.end}`;
}

/** What `placeDataOf` made; `undefined` for anything else. */
export function readPlace(data: string): Place | undefined {
  const [, articleId, number, start = 0, end = 0] = placeData.exec(data) ?? [];
  if (articleId === undefined) return undefined;
  return { articleId, number: Number(number), sentence: { start: Number(start), end: Number(end) } };
}

/** The sentence, if the paragraph still has one there: the article may have been fetched anew meanwhile. */
export function sentenceAt({ sentences }: Paragraph, { sentence }: Place): Span {
  return sentences.find(({ start, end }) => start === sentence.start && end === sentence.end) ?? UNMARKED;
}
