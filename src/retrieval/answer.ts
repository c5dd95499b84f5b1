import type { Paragraph, Span } from "../documents/article.js";
import type { SmallTalk, WholeAspect } from "../language/language.js";
import type { ScoreParts } from "./signals.js";

/** Names an article of the library without carrying its text. */
export interface ArticleRef {
  /** Unique in the whole library, at most 40 characters. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

/** The part of an article that stands under one heading, smaller headings and theirs included. */
export interface NamedSection {
  /** Outermost first; the last one is the section's own. */
  readonly headings: readonly string[];
  /** In order, at least one. */
  readonly paragraphs: readonly Paragraph[];
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

/**
 * What Pilcrow says to a question, in three tiers by its confidence: `found`, `unsure`, `not-in-article`. That an article does
 * not say is a value, never an error.
 */
export type Answer =
  | {
      readonly kind: "found";
      readonly question: string;
      /** What was searched, where it is not the question itself. */
      readonly searchedAs?: string;
      /** Probability that the first passage answers the question, 0 to 1; the threshold at least where the question names a section. */
      readonly confidence: number;
      /** The confidence from which an answer is found. */
      readonly threshold: number;
      /** How many articles were asked. */
      readonly asked: number;
      /** Best first, at least one. */
      readonly passages: readonly [Passage, ...Passage[]];
      /** The best passages of other articles that come close to the first one, best first; left out where there are none. */
      readonly alternatives?: readonly Passage[];
      /** The section that the question names and asks nothing else about; the first passage is its best. Left out where it names none. */
      readonly section?: NamedSection;
      /** The score of each paragraph of the first passage's article, in order: where it matched. */
      readonly profile: readonly number[];
    }
  | {
      /** The first passage may answer the question or not; of a model without calibration that is all that can be said. */
      readonly kind: "unsure";
      readonly question: string;
      readonly searchedAs?: string;
      /** As in `found`; both left out where the model is not calibrated. */
      readonly confidence?: number;
      readonly threshold?: number;
      readonly asked: number;
      /** Best first, at least one. */
      readonly passages: readonly [Passage, ...Passage[]];
      /** As in `found`. */
      readonly alternatives?: readonly Passage[];
      readonly profile: readonly number[];
    }
  | {
      readonly kind: "not-in-article";
      readonly question: string;
      readonly searchedAs?: string;
      readonly confidence: number;
      readonly threshold: number;
      readonly asked: number;
      /** Whether the question is about another subject than the articles: then no passage is near it, whatever is closest. */
      readonly isForeign: boolean;
      /** The closest passages, best first; none of them answers. */
      readonly nearest: readonly Passage[];
      readonly profile: readonly number[];
    }
  | {
      /** A question about an article as a whole. */
      readonly kind: "overview";
      readonly question: string;
      /** What of the article was asked. */
      readonly aspect: WholeAspect;
      /** How many articles were meant. */
      readonly asked: number;
      /** One in full; of several those that are listed, each with its first words alone. */
      readonly overviews: readonly [ArticleOverview, ...ArticleOverview[]];
    }
  | {
      /** Said to Pilcrow, or in a language that the model does not know: nothing that an article answers. */
      readonly kind: "small-talk";
      readonly question: string;
      readonly reply: SmallTalkReply;
    }
  | { readonly kind: "no-article"; readonly question: string };

/** What small talk is answered with: a fixed line each. */
export type SmallTalkReply = SmallTalk | "foreign-language";

/** An answer that came of a search, and has its numbers. */
export type SearchedAnswer = Extract<Answer, { profile: readonly number[] }>;

/** Whether an answer came of a search. */
export function isSearched(answer: Answer): answer is SearchedAnswer {
  return "profile" in answer;
}

/** A sentence or the beginning of a paragraph, word for word. */
export interface Quotation {
  readonly paragraph: Paragraph;
  /** What of it is quoted. */
  readonly span: Span;
}

/** Neighbouring paragraphs under the same headings. */
export interface Section {
  /** Outermost first; none above the first heading. */
  readonly headings: readonly string[];
  /** The numbers of its first and last paragraph. */
  readonly first: number;
  readonly last: number;
}

/** What an article is, in its own words and in what its document told of it. */
export interface ArticleOverview {
  readonly article: ArticleRef;
  /** The name of the site that published it, where known. */
  readonly site?: string;
  /** When it was published, as an ISO 8601 date or date and time, where known. */
  readonly published?: string;
  /** How many paragraphs and words. */
  readonly paragraphs: number;
  readonly words: number;
  /** The line that says who wrote it, where the article has one. */
  readonly byline?: Quotation;
  /** The paragraphs that it begins with. */
  readonly lead: readonly Quotation[];
  /** The most central sentences, in the order of the article; none is of the lead. */
  readonly central: readonly Quotation[];
  readonly sections: readonly Section[];
}

/** The passages that come with an answer or with a refusal, best first. */
export function passagesOf(answer: Answer): readonly Passage[] {
  if (!isSearched(answer)) return [];
  return answer.kind === "not-in-article" ? answer.nearest : answer.passages;
}

/** An answer that gives a passage as one, surely or not. */
export type Given = Extract<Answer, { kind: "found" | "unsure" }>;

/** Whether an answer gives a passage as one, surely or not: it can be judged, and a follow-up leans on it. */
export function isGiven(answer: Answer): answer is Given {
  return answer.kind === "found" || answer.kind === "unsure";
}
