import type { Answer } from "./answer.js";
import type { ArticleIndex } from "./article-index.js";
import { type Calibration, confidenceOf, type Strictness, signalsOf } from "./confidence.js";
import { bestPassages, type EmbeddedQuestion, type RankingWeights, scoreParagraphs } from "./rank.js";

/** What was fitted to a model: how its similarities are weighed, and what they say about an answer. */
export interface Tuning {
  /** Without one every answer is `unsure`, and so is one of an article without tokens. */
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
export async function answerQuestion(
  question: EmbeddedQuestion,
  articles: readonly ArticleIndex[],
  { calibration, ranking }: Tuning,
  { strictness, top }: AnswerOptions,
): Promise<Answer> {
  const scores = await scoreParagraphs(question, articles, ranking);
  const passages = bestPassages(scores, articles, Math.max(top, 2));
  const [best, second] = passages;
  if (best === undefined) return { kind: "no-article", question: question.text };
  const others = passages.slice(1, top);
  const bestArticle = articles.findIndex(({ article }) => article.id === best.article.id);
  const profile = [...(scores[bestArticle]?.score ?? [])];
  const [text, asked] = [question.text, articles.length];
  // Without tokens half of the signals that the calibration was fitted to are missing.
  if (calibration === undefined || articles[bestArticle]?.tokensOf === undefined)
    return { kind: "unsure", question: text, asked, passages: [best, ...others], profile };
  const confidence = confidenceOf(signalsOf(best, second), calibration);
  const threshold = calibration.thresholds[strictness];
  // In the order of `ask --json`.
  const facts = { question: text, confidence, threshold, asked, profile };
  return confidence >= threshold
    ? { kind: "found", ...facts, passages: [best, ...others] }
    : { kind: "not-in-article", ...facts, nearest: [best, ...others] };
}
