import type { Answer } from "./answer.js";
import type { ArticleIndex } from "./article-index.js";
import { type Calibration, confidenceOf, type Strictness, signalsOf } from "./confidence.js";
import { bestPassages, type EmbeddedQuestion, scoreParagraphs } from "./rank.js";

/** How a question is answered. */
export interface AnswerOptions {
  readonly calibration: Calibration;
  readonly strictness: Strictness;
  /** How many passages at most, 1 or more. */
  readonly top: number;
}

/** Answers a question from the articles given, or says that they do not. */
export function answerQuestion(
  question: EmbeddedQuestion,
  articles: readonly ArticleIndex[],
  { calibration, strictness, top }: AnswerOptions,
): Answer {
  const scores = scoreParagraphs(question, articles);
  const passages = bestPassages(scores, articles, Math.max(top, 2));
  const [best, second] = passages;
  if (best === undefined) return { kind: "no-article", question: question.text };
  const confidence = confidenceOf(signalsOf(best, second), calibration);
  const others = passages.slice(1, top);
  const threshold = calibration.thresholds[strictness];
  const profile = [...(scores[articles.findIndex(({ article }) => article.id === best.article.id)]?.score ?? [])];
  const facts = { question: question.text, confidence, threshold, asked: articles.length, profile };
  return confidence >= threshold
    ? { kind: "found", ...facts, passages: [best, ...others] }
    : { kind: "not-in-article", ...facts, nearest: [best, ...others] };
}
