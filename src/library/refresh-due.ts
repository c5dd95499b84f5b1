import type { Documents, LoadedDocument } from "../documents/documents.js";
import { DocumentsBusyError } from "../documents/sandbox/byte-budget.js";
import { PersonError } from "../person-error.js";
import type { Changes, RefreshOutcome, RefreshPlan } from "../store/refresh-store.js";
import { changesBetween } from "../store/same-places.js";
import type { Scope } from "../store/scope.js";
import type { ArticleRecord, Store } from "../store/store.js";
import type { Editions } from "./editions.js";
import { UnknownArticleError } from "./errors.js";
import type { Importer } from "./import.js";
import { QuotaError } from "./quotas.js";
import { nextTime } from "./refresh-pace.js";

const HOUR = 3_600_000;

/** When what failed is tried again, in milliseconds, until somebody is told of it: then it goes on at its pace. */
const TRY_AGAIN_AFTER = 6 * HOUR;

/** After so many failures, about a day, whoever added the article is told, once. */
export const TOLD_AFTER = 4;

/** Where it was not the address that failed, in milliseconds. */
const BUSY_AGAIN_AFTER = HOUR;

/** How fetching a planned article anew ended. */
export interface RefreshEnd {
  readonly scope: Scope;
  readonly article: Pick<ArticleRecord, "id" | "title" | "source" | "addedBy">;
  /** What changed, where something did. */
  readonly changes?: Changes;
  /** Why it failed. */
  readonly problem?: Error;
  /** How often it failed one after the other, this time included. */
  readonly failures: number;
}

/** What fetching anew works with. */
export interface RefreshDueParts {
  readonly store: Store;
  readonly importer: Importer;
  readonly editions: Editions;
  readonly documents: Documents;
  /** Stops it. */
  readonly signal: AbortSignal;
  /** Told of each that changed or failed. */
  readonly onEnd: (end: RefreshEnd) => void;
}

/** What an address gives now has little to do with the article; the message is written for whoever keeps it. */
class OtherTextError extends PersonError {
  override readonly name = "OtherTextError";
  constructor(paragraphs: number, before: number) {
    super(
      `Its address gives another, shorter text now (paragraphs: ${paragraphs}; before: ${before}; the same: none), perhaps a log-in or an error.`,
    );
  }
}

/** Fetches every planned article anew that is due, one after another. What fails keeps its text and is tried again. */
export async function refreshDue(parts: RefreshDueParts, now = Date.now()): Promise<void> {
  const { store, signal } = parts;
  for (const { scope, ...plan } of await store.refreshes.due(now)) {
    if (signal.aborted) return;
    const record = (await store.articles.list(scope)).find(({ id }) => id === plan.articleId);
    if (record === undefined) continue;
    if (record.sourceKind === "url") await refreshPlanned(parts, scope, record, plan);
    else await store.refreshes.plan(scope, plan.articleId, null, 0);
  }
}

async function refreshPlanned(
  { store, importer, editions, documents, signal, onEnd }: RefreshDueParts,
  scope: Scope,
  record: ArticleRecord,
  plan: RefreshPlan,
): Promise<void> {
  const { id, title, source, addedBy } = record;
  const article = { id, title, source, addedBy };
  const well = { nextAt: nextTime(plan.pace), failures: 0, problem: null };
  try {
    await importer.check(scope, 0, id);
    const loaded = await documents.fromUrlIfChanged(source, knownOf(record, plan), signal);
    if (loaded === undefined) {
      await store.refreshes.note(scope, id, { ...well, validators: plan.validators });
      return;
    }
    await checkLikeness(store, scope, record, loaded);
    const { article: read, bytes } = loaded;
    const result = await editions.refresh(scope, id, read, { bytes, signal });
    const after = (await store.articles.list(scope)).find((one) => one.id === id);
    const validators = loaded.validators && after ? { ...loaded.validators, contentHash: after.contentHash } : null;
    await store.refreshes.note(scope, id, { ...well, validators });
    if (result.kind === "refreshed") onEnd({ scope, article, changes: result.changes, failures: 0 });
  } catch (error) {
    // It goes on at the next start, or is gone.
    if (signal.aborted || error instanceof UnknownArticleError) return;
    const problem = error instanceof Error ? error : new Error(String(error));
    const outcome = afterFailure(plan, problem);
    await store.refreshes.note(scope, id, outcome);
    if (outcome.failures > plan.failures) onEnd({ scope, article, problem, failures: outcome.failures });
  }
}

function knownOf({ contentHash }: ArticleRecord, { validators }: RefreshPlan) {
  return validators?.contentHash === contentHash ? validators : { etag: null, lastModified: null };
}

/** A site that wants a log-in, or is broken, often gives a short page of its own. @throws OtherTextError */
async function checkLikeness(
  store: Store,
  scope: Scope,
  { id, paragraphs }: ArticleRecord,
  { article }: LoadedDocument,
): Promise<void> {
  if (article.paragraphs.length * 2 > paragraphs) return;
  const before = (await store.articles.readText(scope, id)) ?? [];
  const { kept } = changesBetween(before, article.paragraphs);
  if (kept === 0) throw new OtherTextError(article.paragraphs.length, paragraphs);
}

function afterFailure(plan: RefreshPlan, problem: Error): RefreshOutcome {
  const { pace, validators } = plan;
  const isBusy =
    problem instanceof DocumentsBusyError || (problem instanceof QuotaError && problem.quota === "importsPerHour");
  if (isBusy) return { ...plan, nextAt: Date.now() + BUSY_AGAIN_AFTER };
  const failures = plan.failures + 1;
  const nextAt = failures < TOLD_AFTER ? Date.now() + TRY_AGAIN_AFTER : nextTime(pace);
  const told = problem instanceof PersonError ? problem.message : "Something went wrong while it was read.";
  return { nextAt, failures, problem: told, validators };
}
