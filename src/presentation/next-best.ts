import type { Given, Passage } from "../retrieval/answer.js";

/** A passage is far behind the first where the reader gives it a smaller share of that one's probability. */
const LEAST_SHARE = 0.05;

/** The passages after the first that come near it, best first; all where no reader judged them. */
export function nextBest({ passages: [best, ...others] }: Given): readonly Passage[] {
  return others.filter(({ parts }) => parts.answers >= LEAST_SHARE * best.parts.answers);
}
