import type { ArticleRef, Passage } from "../retrieval/answer.js";

/** An article that a passage is from, where it is not the first passage's, and the sign by which a table names it. */
export interface OtherArticle {
  readonly article: ArticleRef;
  /** `†`, `†2`, `†3` … */
  readonly sign: string;
}

/** The articles of the passages that are not the first one's, each once, in the passages' order. */
export function otherArticles([first, ...passages]: readonly Passage[]): readonly OtherArticle[] {
  const others = new Map<string, ArticleRef>();
  for (const { article } of passages) if (article.id !== first?.article.id) others.set(article.id, article);
  return [...others.values()].map((article, at) => ({ article, sign: at === 0 ? "†" : `†${at + 1}` }));
}

/** The sign of the article that has this id; none for the first passage's. */
export function signOf(others: readonly OtherArticle[], id: string): string {
  return others.find(({ article }) => article.id === id)?.sign ?? "";
}
