import { type Answer, passagesOf } from "../retrieval/answer.js";

/**
 * One answer out of the answers that different models gave from different articles, while articles are embedded anew.
 * Scores of two models cannot be compared, calibrated confidences can: an answer goes before one that is unsure, that before
 * a refusal, the more confident before the less, and its passages before those of the others that agree in kind.
 */
export function mergeAnswers(answers: readonly [Answer, ...Answer[]], top: number): Answer {
  const [best, ...others] = answers.toSorted((a, b) => rank(b) - rank(a));
  if (best === undefined || best.kind === "no-article") return answers[0];
  const more = others.filter(({ kind }) => kind === best.kind).flatMap(passagesOf);
  const asked = answers.reduce((sum, answer) => sum + (answer.kind === "no-article" ? 0 : answer.asked), 0);
  if (best.kind === "not-in-article") return { ...best, asked, nearest: [...best.nearest, ...more].slice(0, top) };
  const [first, ...rest] = best.passages;
  return { ...best, asked, passages: [first, ...[...rest, ...more].slice(0, Math.max(0, top - 1))] };
}

function rank(answer: Answer): number {
  if (answer.kind === "no-article") return -1;
  // Confidences end at 1, that of a refusal too.
  if (answer.kind === "unsure") return 1.5;
  return answer.confidence + (answer.kind === "found" ? 2 : 0);
}
