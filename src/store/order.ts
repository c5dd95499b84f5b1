import type { ArticleRecord } from "./store.js";

/** By title whatever its case, then title and id code unit by code unit: the order that every store gives. */
export function byTitle(a: ArticleRecord, b: ArticleRecord): number {
  return compare(a.title.toLowerCase(), b.title.toLowerCase()) || compare(a.title, b.title) || compare(a.id, b.id);
}

/** Code unit by code unit. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
