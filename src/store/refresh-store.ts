import type { Validators } from "../documents/fetch/fetch-document.js";
import type { Scope } from "./scope.js";

// Which articles are fetched anew from their addresses, how often, and what changed in articles.

/** How often an article's address is fetched anew. */
export const REFRESH_PACES = ["daily", "weekly"] as const;
export type RefreshPace = (typeof REFRESH_PACES)[number];

/** What an address said of the document of which an article was made. */
export interface KnownValidators extends Validators {
  /** Of that article: of another content they say nothing. */
  readonly contentHash: string;
}

/** What came of fetching an article anew. */
export interface RefreshOutcome {
  /** When it is fetched next. */
  readonly nextAt: number;
  /** How often it failed since it last went well. */
  readonly failures: number;
  /** Why it failed the last time, for people; `null` where it went well. */
  readonly problem: string | null;
  /** `null` where the address told none. */
  readonly validators: KnownValidators | null;
}

/** An article that is fetched anew time and again. */
export interface RefreshPlan extends RefreshOutcome {
  readonly articleId: string;
  readonly pace: RefreshPace;
}

/** How one edition of an article differs from the one before, in paragraphs. */
export interface Changes {
  readonly added: number;
  readonly removed: number;
  readonly kept: number;
}

/** What changed in an article at a time. */
export interface ArticleChange extends Changes {
  readonly articleId: string;
  readonly at: number;
}

/** As many changes of an article are kept, the latest. */
export const MAX_CHANGES = 5;

/** The plans of a store, and what changed in its articles: that is noted by `imports.finish`. */
export interface RefreshStore {
  /** Of the scope's articles without those removed, by article id. */
  plans(scope: Scope): Promise<readonly RefreshPlan[]>;
  /** Plans an article, in place of an earlier plan, or with `null` plans it no more; whether the scope has this article. */
  plan(scope: Scope, articleId: string, pace: RefreshPace | null, nextAt: number): Promise<boolean>;
  /** Notes what came of it; `false` where the article is planned no more. */
  note(scope: Scope, articleId: string, outcome: RefreshOutcome): Promise<boolean>;
  /** Plans of every scope that are due at a time, the longest due first; not those of guilds that the bot left. */
  due(at: number): Promise<readonly (RefreshPlan & { readonly scope: Scope })[]>;
  /** What changed in the scope's articles, the latest first. */
  changes(scope: Scope): Promise<readonly ArticleChange[]>;
}
