import type { ArticleSummary } from "../library/library.js";
import { limits } from "./limits.js";
import { oneLine, shorten } from "./plain-text.js";

/** The article that a person means: by id, whole title, or the start of one title alone. */
export function findArticle(articles: readonly ArticleSummary[], typed: string): ArticleSummary | undefined {
  const wanted = normal(typed);
  const exact =
    articles.find(({ id }) => id === typed) ?? only(articles.filter(({ title }) => normal(title) === wanted));
  if (exact !== undefined || wanted === "") return exact;
  return only(articles.filter(({ title }) => normal(title).startsWith(wanted)));
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function normal(text: string): string {
  return oneLine(text).normalize("NFKC").toLowerCase();
}

/** What to suggest while a person types: titles that begin with it, then titles that hold it, at most 25. The value is the id. */
export function suggestArticles(articles: readonly ArticleSummary[], typed: string): { name: string; value: string }[] {
  const wanted = normal(typed);
  const places = articles.map((article) => ({ article, place: normal(article.title).indexOf(wanted) }));
  const begins = places.filter(({ place }) => place === 0);
  const holds = places.filter(({ place }) => place > 0);
  const chosen = [...begins, ...holds].slice(0, limits.choices).map(({ article }) => article);
  return chosen.map((article) => {
    const twin = chosen.some((other) => other !== article && normal(other.title) === normal(article.title));
    const name = twin
      ? `${shorten(article.title, 60)} (${shorten(article.source, 35)})`
      : shorten(article.title, limits.choiceName);
    return { name: name || article.id, value: article.id };
  });
}
