import type { Answer } from "./answer.js";
import type { ArticleIndex } from "./article-index.js";
import { type Calibration, confidenceOf, type Strictness, signalsOf } from "./confidence.js";
import { bestPassages, type EmbeddedQuestion, type RankingWeights, scoreParagraphs } from "./rank.js";

/** What was fitted to a model: how its similarities are weighed, and what they say about an answer. */
export interface Tuning {
  /** Without one every answer is `unsure`. */
  readonly calibration?: Calibration | undefined;
  /** Default: those of `scoreParagraphs`. */
  readonly ranking?: RankingWeights | undefined;
}

/** How a question is answered. */
export interface AnswerOptions {
  readonly strictness: Strictness;
  /** How many passages at most, 1 or more. */
  readonly top: number;
}

/** Answers a question from the articles given, or says that they do not. */
export function answerQuestion(
  question: EmbeddedQuestion,
  articles: readonly ArticleIndex[],
  { calibration, ranking }: Tuning,
  { strictness, top }: AnswerOptions,
): Answer {
  const scores = scoreParagraphs(question, articles, ranking);
  const passages = bestPassages(scores, articles, Math.max(top, 2));
  const [best, second] = passages;
  if (best === undefined) return { kind: "no-article", question: question.text };
  const others = passages.slice(1, top);
  const profile = [...(scores[articles.findIndex(({ article }) => article.id === best.article.id)]?.score ?? [])];
  const [text, asked] = [question.text, articles.length];
  if (calibration === undefined) return { kind: "unsure", question: text, asked, passages: [best, ...others], profile };
  const confidence = confidenceOf(signalsOf(best, second), calibration);
  const threshold = calibration.thresholds[strictness];
  // In the order of `ask --json`.
  const facts = { question: text, confidence, threshold, asked, profile };
  return confidence >= threshold
    ? { kind: "found", ...facts, passages: [best, ...others] }
    : { kind: "not-in-article", ...facts, nearest: [best, ...others] };
}
