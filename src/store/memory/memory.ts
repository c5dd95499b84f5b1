import type { Paragraph } from "../../documents/article.js";
import type { ArticleVectors } from "../../retrieval/article-index.js";
import { StoreError } from "../errors.js";
import type { Scope } from "../scope.js";
import type { ScopeSettings } from "../scope-settings.js";
import type { ArticleRecord, Feedback, PendingImport, Reading } from "../store.js";

export interface KeptArticle {
  readonly scope: Scope;
  readonly content: readonly Paragraph[];
  readonly vectorKey: string;
  record: ArticleRecord;
  vectors: ArticleVectors;
  removedAt: number | undefined;
}

export type KeptImport = PendingImport & { readonly scope: Scope };
export type KeptFeedback = Feedback & { readonly scope: Scope };

/** All that a memory store holds. */
export interface Memory {
  readonly articles: Map<string, KeptArticle>;
  readonly imports: Map<string, KeptImport>;
  readonly readings: Map<string, Reading>;
  readonly importTimes: { readonly scope: Scope; readonly at: number }[];
  readonly settings: Map<Scope, ScopeSettings>;
  readonly feedback: Map<string, KeptFeedback>;
  readonly left: Map<Scope, number>;
}

/** Deletes an article and what goes with it. */
export function deleteArticle({ articles, feedback }: Memory, id: string): void {
  articles.delete(id);
  deleteWhere(feedback, (one) => one.articleId === id);
}

/** Deletes some entries; how many. */
export function deleteWhere<K, V>(map: Map<K, V>, unwanted: (value: V) => boolean): number {
  const keys = [...map].filter(([, value]) => unwanted(value)).map(([key]) => key);
  for (const key of keys) map.delete(key);
  return keys.length;
}

/** What a database's constraints would refuse. */
export function refused(problem: string): StoreError {
  return new StoreError("(in memory)", problem);
}
