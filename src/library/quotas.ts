import { GLOBAL, guildOf, type Scope } from "../store/scope.js";
import type { Excess, Limits } from "../store/store.js";
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

/** What holds where the settings say nothing. */
export const DEFAULT_RULES: ImportRules = {
  quotas: { articles: 100, bytes: 50_000_000, paragraphs: 20_000, importsPerHour: 30 },
  guildArticles: true,
  dmArticles: true,
};

/** The span, in milliseconds, over which imports are counted (`importsPerHour`); what is older is of no use. */
export const COUNTED_TIME = 3_600_000;

const EXPLANATIONS: Readonly<Record<keyof Quotas, (facts: QuotaFacts) => string>> = {
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

/** What the store is told to keep to, in an import that is begun now; `undefined` where nothing is limited. */
export function limitsFor({ quotas }: ImportRules, scope: Scope): Limits | undefined {
  if (scope === GLOBAL) return undefined;
  const { importsPerHour: imports, ...kept } = quotas;
  return { ...kept, imports, since: Date.now() - COUNTED_TIME };
}

/** The store's refusal, as people are told of it. */
export function quotaErrorOf({ of, ...facts }: Excess): QuotaError {
  return new QuotaError(of === "imports" ? "importsPerHour" : of, facts);
}

/**
 * Whether articles may be added to a scope at all.
 * @throws ImportsForbiddenError
 */
export function checkAllowed({ guildArticles, dmArticles }: ImportRules, scope: Scope): void {
  if (scope === GLOBAL) return;
  const ofGuild = guildOf(scope) !== undefined;
  if (ofGuild && !guildArticles) throw new ImportsForbiddenError("servers");
  if (!ofGuild && !dmArticles) throw new ImportsForbiddenError("direct messages");
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString("en-US", { maximumFractionDigits: 2 })} MB`;
}
