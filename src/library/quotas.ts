import type { Scope } from "../store/scope.js";
import type { ArticleRecord, Store } from "../store/store.js";
import { ImportError, ImportsForbiddenError } from "./errors.js";

/** The most that one guild or person may keep. The operator's own articles are not limited. */
export interface Quotas {
  readonly articles: number;
  /** Of the documents as they came. */
  readonly bytes: number;
  readonly paragraphs: number;
  readonly importsPerHour: number;
}

/** What the operator allows. */
export interface ImportRules {
  readonly quotas: Quotas;
  /** Whether guilds may have articles of their own. */
  readonly guildArticles: boolean;
  /** Whether persons may, in direct messages. */
  readonly dmArticles: boolean;
}

export const DEFAULT_RULES: ImportRules = {
  quotas: { articles: 100, bytes: 50_000_000, paragraphs: 20_000, importsPerHour: 30 },
  guildArticles: true,
  dmArticles: true,
};

/** What is to be added. */
export type Load = Pick<Quotas, "articles" | "bytes" | "paragraphs">;

/** The span, in milliseconds, over which imports are counted (`importsPerHour`); what is older is of no use. */
export const COUNTED_TIME = 3_600_000;

const EXPLANATIONS: Readonly<Record<keyof Quotas, (error: QuotaFacts) => string>> = {
  articles: ({ used, limit }) =>
    `At most ${number(limit)} articles can be kept here, and there are ${number(used)}. Remove one first.`,
  bytes: ({ used, requested, limit }) =>
    `At most ${megabytes(limit)} can be kept here; ${megabytes(used)} are used, and this has ${megabytes(requested)}. Remove an article, or add a smaller document.`,
  paragraphs: ({ used, requested, limit }) =>
    `At most ${number(limit)} paragraphs can be kept here; ${number(used)} are used, and this has ${number(requested)}. Remove an article, or add a shorter document.`,
  importsPerHour: ({ used, limit }) =>
    `At most ${number(limit)} articles can be added here in an hour, and ${number(used)} were. Try again later.`,
};

interface QuotaFacts {
  readonly used: number;
  readonly requested: number;
  readonly limit: number;
}

/** An article would be more than a scope may keep; the message is written for the person who adds it. */
export class QuotaError extends ImportError {
  override readonly name = "QuotaError";
  readonly used: number;
  readonly requested: number;
  readonly limit: number;

  constructor(
    readonly quota: keyof Quotas,
    facts: QuotaFacts,
  ) {
    super(EXPLANATIONS[quota](facts));
    this.used = facts.used;
    this.requested = facts.requested;
    this.limit = facts.limit;
  }
}

/**
 * Whether a scope may take this in, beside what it has and what is on its way.
 * @param replaced an article whose place it takes.
 * @throws ImportsForbiddenError, QuotaError
 */
export async function checkRules(
  store: Store,
  rules: ImportRules,
  scope: Scope,
  load: Load,
  replaced?: ArticleRecord,
): Promise<void> {
  if (scope === "house") return;
  if (scope.startsWith("guild:") && !rules.guildArticles) throw new ImportsForbiddenError("servers");
  if (scope.startsWith("user:") && !rules.dmArticles) throw new ImportsForbiddenError("direct messages");
  const begun = await store.imports.countSince(scope, Date.now() - COUNTED_TIME);
  await checkRoom(store, rules, scope, load, replaced);
  refuseAbove("importsPerHour", { used: begun, requested: 1, limit: rules.quotas.importsPerHour });
}

/**
 * Whether a scope has room for this.
 * @throws QuotaError
 */
export async function checkRoom(
  store: Store,
  { quotas }: ImportRules,
  scope: Scope,
  load: Load,
  replaced?: ArticleRecord,
): Promise<void> {
  if (scope === "house") return;
  const [kept, pending] = await Promise.all([store.articles.list(scope), store.imports.pending(scope)]);
  const all = [...kept.filter(({ id }) => id !== replaced?.id), ...pending.filter(({ id }) => id !== replaced?.id)];
  const used: Load = {
    articles: all.length,
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    paragraphs: all.reduce((sum, { paragraphs }) => sum + paragraphs, 0),
  };
  for (const quota of ["articles", "bytes", "paragraphs"] as const) {
    refuseAbove(quota, { used: used[quota], requested: load[quota], limit: quotas[quota] });
  }
}

function refuseAbove(quota: keyof Quotas, facts: QuotaFacts): void {
  if (facts.used + facts.requested > facts.limit) throw new QuotaError(quota, facts);
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString("en-US", { maximumFractionDigits: 2 })} MB`;
}
