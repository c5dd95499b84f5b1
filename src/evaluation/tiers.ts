import type { Tier } from "../retrieval/confidence.js";
import type { Query } from "./dataset.js";
import { mean } from "./measures.js";
import type { Response } from "./responder.js";

/** What became of a question that was put to its own article. */
export interface Outcome {
  /** Whether the article answers it. */
  readonly answerable: boolean;
  /** Whether the best passage is a right one. */
  readonly isRight: boolean;
  readonly tier: Tier;
}

/** What the three tiers are worth; `null` where no question tells. */
export interface TierMeasures {
  /** Of the questions that were found, the share whose best passage is right. */
  readonly foundPrecision: number | null;
  /** Of the answerable ones, the share whose best passage is right and found or unsure. */
  readonly rightShown: number | null;
  /** Of the unanswerable ones, the share that was found. */
  readonly unanswerableFound: number | null;
}

/** Measures the tiers on questions and what became of them. */
export function tierMeasures(outcomes: readonly Outcome[]): TierMeasures {
  const found = outcomes.filter(({ tier }) => tier === "found");
  const answerable = outcomes.filter((outcome) => outcome.answerable);
  const others = outcomes.filter((outcome) => !outcome.answerable);
  return {
    foundPrecision: mean(found.map(({ isRight }) => Number(isRight))),
    rightShown: mean(answerable.map(({ isRight, tier }) => Number(isRight && tier !== "not-in-article"))),
    unanswerableFound: mean(others.map(({ tier }) => Number(tier === "found"))),
  };
}

/** Whether the best passage answers the question. */
export function isBestRight({ answerable, right }: Query, { ranking: [best] }: Response): boolean {
  return answerable && best !== undefined && right.has(best);
}

/** The outcome of a question put to its own article; none where nothing is ever refused. */
export function outcomeOf(query: Query, own: Response | undefined): Outcome[] {
  if (own?.tier === undefined) return [];
  return [{ answerable: query.answerable, isRight: isBestRight(query, own), tier: own.tier }];
}
