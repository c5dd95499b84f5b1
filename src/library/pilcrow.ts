import type { Documents } from "../documents/documents.js";
import { type Figures, NO_FIGURES } from "../health/figures.js";
import type { ReportStore } from "../store/report-store.js";
import type { Scope } from "../store/scope.js";
import type { Store } from "../store/store.js";
import { StoredLibrary } from "./answer.js";
import { StoredArticles } from "./articles.js";
import { Editions } from "./editions.js";
import { embedAnew } from "./embed-article.js";
import { type Gaps, StoredGaps } from "./gaps.js";
import { Importer, type ResumedImport, type ResumeReport } from "./import.js";
import type { Articles, Library, Retention, Settings } from "./library.js";
import { LoadedArticles, type Owned } from "./loaded-articles.js";
import { type Model, Models, type OpenModel } from "./models.js";
import { DEFAULT_RULES, type ImportRules } from "./quotas.js";
import { type RefreshEnd, refreshDue } from "./refresh-due.js";
import { StoredRetention } from "./retention.js";
import { StoredSettings } from "./settings.js";

/** What a Pilcrow is made of. */
export interface PilcrowParts extends Model {
  readonly store: Store;
  /** Default: older models are gone; their articles wait until they are embedded anew. */
  readonly openModel?: OpenModel;
  /** Default: `DEFAULT_RULES`. */
  readonly rules?: ImportRules;
  /** Told how long each stage of a search took. Default: nobody is told. */
  readonly figures?: Pick<Figures, "stage"> | undefined;
  /** Told, once of each, which articles cannot be read and are left out. Default: nobody is told. */
  readonly onProblem?: ((problem: Error) => void) | undefined;
  /** Given the same articles, to repair them (`repairing`). Default: nobody does. */
  readonly onUnreadable?: ((owned: Owned) => void) | undefined;
}

/** One store's articles, as each of those who use them needs them, and the work that a running process does beside. */
export interface Pilcrow {
  readonly library: Library;
  readonly articles: Articles;
  readonly settings: Settings;
  readonly retention: Retention;
  readonly gaps: Gaps;
  /** What is still to be told of imports. */
  readonly reports: ReportStore;
  /** Aborted when `close` is called. */
  readonly closing: AbortSignal;
  /**
   * Finishes the imports that the last process left.
   * @param onEnd told of each that ended, which is waited for
   * @param onBegin told how many there are, where there are any
   */
  resumeImports(
    onEnd?: (ended: ResumedImport) => void | Promise<void>,
    onBegin?: (imports: number) => void,
  ): Promise<ResumeReport>;
  /**
   * Embeds anew what another model embedded, while questions go on being answered.
   * @param only one scope. Default: all
   * @param onProblem told of an article that cannot be, while the others go on. Default: throws it
   * @returns how many articles
   */
  embedAnew(only?: Scope, onProblem?: (problem: Error) => void): Promise<number>;
  /**
   * Fetches every planned article anew that is due.
   * @param onEnd told of each that changed or failed
   * @param signal stops it, as closing does
   * @param now the time at which it is due. Default: now.
   */
  refreshDue(documents: Documents, onEnd: (end: RefreshEnd) => void, signal: AbortSignal, now?: number): Promise<void>;
  /** @throws StoreError where nothing more can be kept; questions are answered all the same */
  checkStore(): Promise<void>;
  /** Stops imports, which the next start takes up, and ends older models. The embedder and the store stay open. */
  close(): Promise<void>;
}

/** Puts a store and a running model together. */
export function createPilcrow(parts: PilcrowParts): Pilcrow {
  const { store, openModel, rules = DEFAULT_RULES, figures = NO_FIGURES, onProblem, onUnreadable, ...model } = parts;
  const closing = new AbortController();
  const models = new Models(model, openModel);
  const loaded = new LoadedArticles(store, { onProblem, onUnreadable });
  const settings = new StoredSettings(store.settings, loaded);
  const importer = new Importer(store, models, rules);
  const editions = new Editions(store, importer);
  const library = new StoredLibrary({ store, models, loaded, settings, figures, closing: closing.signal });
  const articles = new StoredArticles({ store, models, loaded, importer, editions, rules });
  return {
    library,
    articles,
    settings,
    retention: new StoredRetention({ store, loaded, articles, settings, importer }),
    gaps: new StoredGaps({ store, settings, embedder: model.embedder }),
    reports: store.reports,
    closing: closing.signal,
    resumeImports: (onEnd, onBegin) => importer.resume(onEnd, onBegin),
    async embedAnew(only, onProblemHere = rethrow) {
      const done = await embedAnew(store, models, closing.signal, onProblemHere, only);
      await models.closeOlder();
      return done;
    },
    refreshDue: (documents, onEnd, signal, now) =>
      refreshDue(
        { store, importer, editions, documents, signal: AbortSignal.any([closing.signal, signal]), onEnd },
        now,
      ),
    checkStore: () => store.check(),
    async close() {
      closing.abort(new Error("Pilcrow is closing."));
      importer.close();
      await models.closeOlder();
    },
  };
}

function rethrow(problem: Error): never {
  throw problem;
}
