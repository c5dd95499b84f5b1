import type { Answer } from "./answer.js";
import type { ArticleIndex } from "./article-index.js";
import { type Calibration, confidenceOf } from "./confidence.js";
import { bestPassages, type EmbeddedQuestion, scoreParagraphs } from "./rank.js";

/**
 * Answers a question from the articles given, or says that they do not.
 * @param top how many passages at most, 1 or more.
 */
export function answerQuestion(
  question: EmbeddedQuestion,
  articles: readonly ArticleIndex[],
  calibration: Calibration,
  top: number,
): Answer {
  const scores = scoreParagraphs(question, articles);
  const [best, ...others] = bestPassages(scores, articles, top);
  if (best === undefined) return { kind: "no-article", question: question.text };
  const confidence = confidenceOf(scores, calibration);
  const facts = { question: question.text, confidence, threshold: calibration.threshold };
  return confidence >= calibration.threshold
    ? { kind: "found", ...facts, passages: [best, ...others] }
    : { kind: "not-in-article", ...facts, nearest: [best, ...others] };
}
