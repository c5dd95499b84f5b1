import type { Answer } from "./answer.js";
import type { ArticleIndex } from "./article-index.js";
import { type Calibration, confidenceOf, signalsOf } from "./confidence.js";
import { bestParagraphs, type EmbeddedQuestion, passageOf, scoreParagraphs } from "./rank.js";

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
  const ranked = bestParagraphs(scores, Math.max(top, 2));
  const [best, second] = ranked;
  const [passage, ...others] = ranked.slice(0, top).flatMap(({ article, paragraph }) => {
    const [index, inArticle] = [articles[article], scores[article]];
    return (index && inArticle && passageOf(index, inArticle, paragraph)) ?? [];
  });
  if (best === undefined || passage === undefined) return { kind: "no-article", question: question.text };
  const confidence = confidenceOf(signalsOf(scores, best, second), calibration);
  const facts = { question: question.text, confidence, threshold: calibration.threshold };
  return confidence >= calibration.threshold
    ? { kind: "found", ...facts, passages: [passage, ...others] }
    : { kind: "not-in-article", ...facts, nearest: [passage, ...others] };
}
