import type { ArticleRef } from "../retrieval/answer.js";
import type {
  ArticleRecord,
  BeginOptions,
  BeginResult,
  Excess,
  ImportToKeep,
  Limits,
  RestoreResult,
  Usage,
} from "./store.js";

// What every store decides in the same way. A store calls these inside the transaction that acts on what they say.

/** What counts of an import under way. */
export interface ImportUnderWay
  extends Pick<ArticleRecord, "id" | "title" | "source" | "bytes" | "paragraphs" | "contentHash"> {
  readonly importId: string;
  /** Whether somebody works on it. */
  readonly isOwned: boolean;
}

/** What a scope has: its articles without those removed, its imports under way, and how many it began lately. */
export interface Kept {
  readonly articles: readonly ArticleRecord[];
  readonly imports: readonly ImportUnderWay[];
  /** Since the time from which the limits count. */
  readonly begun: number;
}

type ToBegin = Pick<ImportToKeep, "id" | "contentHash" | "bytes"> & { readonly paragraphs: number };

/** The order of a list: by title whatever its case, then by title and id code unit by code unit. */
export function byTitle(a: ArticleRecord, b: ArticleRecord): number {
  return compare(a.title.toLowerCase(), b.title.toLowerCase()) || compare(a.title, b.title) || compare(a.id, b.id);
}

/** Code unit by code unit. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first limit that would be passed; `undefined` where there is room. */
export function excessOf(used: Usage, requested: Usage, limits: Limits): Excess | undefined {
  const passed = (["articles", "bytes", "paragraphs", "imports"] as const).find(
    (of) => used[of] + requested[of] > limits[of],
  );
  if (passed === undefined) return undefined;
  return { of: passed, used: used[passed], requested: requested[passed], limit: limits[passed] };
}

/** Why an import is not begun; `undefined` where it may be. */
export function refusalOf(
  article: ToBegin,
  kept: Kept,
  { limits, refreshes = false }: BeginOptions,
): BeginResult | undefined {
  const { id, contentHash, bytes, paragraphs } = article;
  if (refreshes) {
    if (kept.articles.every((record) => record.id !== id)) return { kind: "gone" };
  } else {
    const isSame = (one: ArticleRecord | ImportUnderWay) => one.contentHash === contentHash && one.id !== id;
    const same = kept.articles.find(isSame);
    if (same) return { kind: "already-here", article: summaryOf(same), importing: false };
    const running = kept.imports.find((one) => one.isOwned && isSame(one));
    if (running) return { kind: "already-here", article: summaryOf(running), importing: true };
  }
  if (limits === undefined) return undefined;
  const superseded = new Set(supersededBy(article, kept.imports, refreshes));
  const left = { ...kept, imports: kept.imports.filter((one) => !superseded.has(one)) };
  const excess = excessOf(usageOf(left, id), { articles: 1, bytes, paragraphs, imports: 1 }, limits);
  return excess && { kind: "over-limit", excess };
}

/** The imports of a scope that give way to one that is begun. */
export function supersededBy(
  { id, contentHash }: Pick<ToBegin, "id" | "contentHash">,
  imports: readonly ImportUnderWay[],
  refreshes = false,
): ImportUnderWay[] {
  return imports.filter((one) => one.id === id || (!refreshes && !one.isOwned && one.contentHash === contentHash));
}

/** What counts towards a scope's limits, but for the article `except` and imports of its id. */
export function usageOf({ articles, imports, begun }: Kept, except: string | undefined): Usage {
  const all = [...articles, ...imports].filter(({ id }) => id !== except);
  return {
    articles: all.length,
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    paragraphs: all.reduce((sum, { paragraphs }) => sum + paragraphs, 0),
    imports: begun,
  };
}

/** Whether a removed article may come back. It is no new import. */
export function restorable(record: ArticleRecord, kept: Kept, limits: Limits | undefined): RestoreResult {
  if (kept.articles.some(({ contentHash }) => contentHash === record.contentHash)) return { kind: "already-here" };
  const { bytes, paragraphs } = record;
  const used = { ...usageOf(kept, undefined), imports: 0 };
  const excess = limits && excessOf(used, { articles: 1, bytes, paragraphs, imports: 0 }, limits);
  return excess ? { kind: "over-limit", excess } : { kind: "restored" };
}

/** What every reader of an article may know of it. */
export function summaryOf({ id, title, source, paragraphs }: ArticleRef & Pick<ArticleRecord, "paragraphs">) {
  return { id, title, source, paragraphs };
}
