import { type Answer, isSearched, type Passage, passagesOf } from "../retrieval/answer.js";
import { TIERS } from "../retrieval/confidence.js";

/**
 * One answer out of the answers that different models gave from different articles, while articles are embedded anew.
 * Scores of two models cannot be compared, calibrated confidences can: an answer goes before one that is unsure, that before
 * a refusal, the more confident before the less, and its passages before those of the others that agree in kind.
 */
export function mergeAnswers(answers: readonly [Answer, ...Answer[]], top: number): Answer {
  const [best, ...others] = answers.toSorted((a, b) => rank(b) - rank(a));
  if (best === undefined || !isSearched(best)) return answers[0];
  const more = others.filter(({ kind }) => kind === best.kind).flatMap(passagesOf);
  const asked = answers.reduce((sum, answer) => sum + (isSearched(answer) ? answer.asked : 0), 0);
  if (best.kind === "not-in-article") {
    const isForeign = answers.every((answer) => answer.kind !== "not-in-article" || answer.isForeign);
    return { ...best, asked, isForeign, nearest: [...best.nearest, ...more].slice(0, top) };
  }
  const [first, ...rest] = best.passages;
  return { ...best, asked, passages: [first, ...[...rest, ...more].slice(0, Math.max(0, top - 1))] };
}

/** By tier, and within one by confidence, which ends at 1. */
function rank(answer: Answer): number {
  return isSearched(answer) ? 2 * (TIERS.length - TIERS.indexOf(answer.kind)) + (answer.confidence ?? 0) : -1;
}

/**
 * The answer of a channel's default article, which is asked first, or that of all articles. The default article's goes before
 * where it may answer and no article surely does; the better passages of others then stand as alternatives.
 */
export function preferred(first: Answer, all: Answer): Answer {
  if (first.kind !== "unsure" || first.confidence === undefined || all.kind === "found") return all;
  const [{ article }] = first.passages;
  const named = all.kind === "unsure" ? [all.passages[0], ...(all.alternatives ?? [])] : [];
  const others = named.filter((passage: Passage) => passage.article.id !== article.id);
  const asked = isSearched(all) ? all.asked : first.asked;
  return { ...first, asked, ...(others.length > 0 && { alternatives: others }) };
}
