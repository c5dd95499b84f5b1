import type { Paragraph, Span } from "../documents/article.js";
import type { ScoreParts } from "./signals.js";

/** Names an article of the library without carrying its text. */
export interface ArticleRef {
  /** Unique in the whole library, at most 40 characters. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

/** A paragraph offered as an answer, with the sentence that answers. */
export interface Passage {
  readonly article: ArticleRef;
  readonly paragraph: Paragraph;
  /** The answering sentence: a range of `paragraph.text`. */
  readonly highlight: Span;
  readonly score: number;
  readonly parts: ScoreParts;
}

/** What Pilcrow says to a question. "Not in the article" is a value, never an error. */
export type Answer =
  | {
      readonly kind: "found";
      readonly question: string;
      /** What was searched, where it is not the question itself. */
      readonly searchedAs?: string;
      /** Probability that the first passage answers the question, 0 to 1. */
      readonly confidence: number;
      /** The confidence from which an answer is given. */
      readonly threshold: number;
      /** How many articles were asked. */
      readonly asked: number;
      /** Best first, at least one. */
      readonly passages: readonly [Passage, ...Passage[]];
      /** The score of each paragraph of the first passage's article, in order: where it matched. */
      readonly profile: readonly number[];
    }
  | {
      /** The model is not calibrated: what it found may answer the question or not. */
      readonly kind: "unsure";
      readonly question: string;
      readonly searchedAs?: string;
      readonly asked: number;
      /** Best first, at least one. */
      readonly passages: readonly [Passage, ...Passage[]];
      readonly profile: readonly number[];
    }
  | {
      readonly kind: "not-in-article";
      readonly question: string;
      readonly searchedAs?: string;
      readonly confidence: number;
      readonly threshold: number;
      readonly asked: number;
      /** The closest passages, best first; none of them answers. */
      readonly nearest: readonly Passage[];
      readonly profile: readonly number[];
    }
  | { readonly kind: "no-article"; readonly question: string };

/** The passages that come with an answer or with a refusal, best first. */
export function passagesOf(answer: Answer): readonly Passage[] {
  if (answer.kind === "no-article") return [];
  return answer.kind === "not-in-article" ? answer.nearest : answer.passages;
}
