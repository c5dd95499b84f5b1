import type { Dataset, Query } from "./dataset.js";
import type { Trial } from "./evaluate.js";
import type { Response } from "./responder.js";
import { isBestRight } from "./tiers.js";

/** A question whose answer was no good, as it was put to its own article. */
export interface Miss {
  readonly dataset: string;
  readonly query: Query;
  readonly own: Response;
  /** How wrong the confidence was, 0 to 1: it should have been 1 where the best paragraph answers, else 0. */
  readonly regret: number;
}

/**
 * The worst misses of a set, the worst first: found though the best paragraph does not answer, or answerable and not shown the
 * right paragraph.
 */
export function worstMisses({ name }: Dataset, trials: readonly Trial[], most: number): Miss[] {
  return trials
    .flatMap(({ query, own }): Miss[] => {
      if (own === undefined) return [];
      const isRight = isBestRight(query, own);
      const isShown = own.tier !== "not-in-article";
      const isMiss = query.answerable ? !isRight || !isShown : own.tier === "found";
      return isMiss ? [{ dataset: name, query, own, regret: isRight ? 1 - own.confidence : own.confidence }] : [];
    })
    .sort((a, b) => b.regret - a.regret)
    .slice(0, most);
}

/** Misses as a Markdown table, with what was right, what came first, and the numbers behind it. */
export function missTable(misses: readonly Miss[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    row(["question", "article", "right", "first three", "was", "confidence", "signals of the first"]),
    row(["---", "---", "---", "---", "---", "--:", "---"]),
    ...misses.map(({ query, own }) =>
      row([
        [query.text.replaceAll("|", "\\|"), query.style ?? query.why].filter(Boolean).join(" · "),
        query.article ?? "–",
        query.answerable ? rightOf(query, own) : "none",
        own.ranking
          .slice(0, 3)
          .map((key, at) => ranked(own, key, at))
          .join(", "),
        own.tier ?? "–",
        own.confidence.toFixed(3),
        Object.entries(own.signals ?? {})
          .map(([name, value]) => `${name} ${value.toFixed(3)}`)
          .join(", ") || "–",
      ]),
    ),
  ].join("\n");
}

/** The right paragraphs with their scores, where they are among the ten best: `¶ 3 (0.812)` */
function rightOf({ right }: Query, own: Response): string {
  return [...right].map((key) => ranked(own, key, own.ranking.indexOf(key))).join(", ");
}

function ranked({ scores }: Response, key: string, at: number): string {
  const score = scores[at];
  return `¶ ${key.slice(key.lastIndexOf("#") + 1)}${score === undefined ? "" : ` (${score.toFixed(3)})`}`;
}
