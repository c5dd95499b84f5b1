import { randomBytes } from "node:crypto";
import type { Article } from "../documents/article.js";
import { readableLine } from "../documents/readable-text.js";
import { StoreError } from "../store/errors.js";
import type { Person, Scope } from "../store/scope.js";
import type { ArticleRecord, ImportToKeep, Store } from "../store/store.js";
import { changesBetween, contentHashOf, vectorKeyOf } from "./content.js";
import { embedArticle } from "./embed-article.js";
import { ImportCancelledError, ImportError, ImportInterruptedError, UnknownArticleError } from "./errors.js";
import type { AddOptions, AddResult, ArticleSummary, RefreshOptions, RefreshResult } from "./library.js";
import type { Models } from "./models.js";
import { checkRules, type ImportRules } from "./quotas.js";
import { Turns } from "./turns.js";

/** An import that so many processes took up and none finished is given up: it may be what ends them. */
const MAX_ATTEMPTS = 4;

/** A title is a line, not a text. */
const MAX_TITLE = 300;

/** What became of the imports and readings that the last process left. */
export interface ResumeReport {
  readonly finished: number;
  /** Those that were given up. */
  readonly problems: readonly Error[];
}

/** How an import ended that the last process left: the article is there now, or it was given up. */
export interface ResumedImport {
  readonly scope: Scope;
  readonly importId: string;
  readonly title: string;
  readonly paragraphs: number;
  /** Who is to be told; `null` for the operator, and after that person was forgotten. */
  readonly addedBy: Person | null;
  /** Why it was given up; an `ImportError` has a message for the person. */
  readonly problem?: Error;
}

interface Running {
  readonly scope: Scope;
  readonly article: ImportToKeep;
}

/** Brings articles into a store: kept as an import, embedded, then an article. */
export class Importer {
  readonly #store: Store;
  readonly #models: Models;
  readonly #rules: ImportRules;
  readonly #turns = new Turns<Scope>();
  readonly #running = new Set<Running>();
  readonly #closing = new AbortController();
  /** What is noted as being read from before is of a process that ended. */
  readonly #startedAt = Date.now();

  constructor(store: Store, models: Models, rules: ImportRules) {
    this.#store = store;
    this.#models = models;
    this.#rules = rules;
  }

  async check(scope: Scope, bytes: number, id: string | undefined): Promise<void> {
    const replaced = id === undefined ? undefined : await this.#record(scope, id);
    if (id !== undefined && replaced === undefined) throw new UnknownArticleError(id);
    await checkRules(this.#store, this.#rules, scope, { articles: 1, bytes, paragraphs: 0 }, replaced);
  }

  async beginReading(scope: Scope, person: Person, name: string): Promise<string> {
    const importId = newId();
    await this.#store.readings.begin({
      importId,
      scope,
      person,
      name: readableLine(name).slice(0, MAX_TITLE),
      at: Date.now(),
    });
    return importId;
  }

  async add(scope: Scope, given: Article, options: AddOptions): Promise<AddResult> {
    const article = titled(given, options.title);
    const begun = await this.#turns.take(scope, () => this.#begin(scope, article, options));
    if ("kind" in begun) return begun;
    await this.#complete(begun, options);
    return { kind: "added", article: summaryOf(begun.article) };
  }

  async refresh(scope: Scope, id: string, given: Article, options: RefreshOptions): Promise<RefreshResult> {
    const [kept, before] = await Promise.all([this.#record(scope, id), this.#store.articles.readText(scope, id)]);
    if (kept === undefined || before === undefined) throw new UnknownArticleError(id);
    const contentHash = await contentHashOf(given);
    if (contentHash === kept.contentHash) return { kind: "unchanged", article: summaryOfRecord(kept) };
    const { title, source, sourceKind, addedBy, addedAt } = kept;
    const article = { ...given, title, source };
    const facts = {
      importId: newId(),
      id,
      sourceKind,
      addedBy,
      addedAt,
      refreshedAt: Date.now(),
      bytes: options.bytes ?? textBytes(given),
      contentHash,
    };
    const begun = await this.#turns.take(scope, async () => {
      // It may have been removed while this waited for its turn: what is removed stays so.
      if ((await this.#record(scope, id)) === undefined) throw new UnknownArticleError(id);
      await checkRules(this.#store, this.#rules, scope, loadOf(article, facts.bytes), kept);
      return this.#keep(scope, article, facts);
    });
    await this.#complete(begun, options);
    const changes = changesBetween(before, article.paragraphs);
    return { kind: "refreshed", article: summaryOf(begun.article), changes };
  }

  /** Removes an article, and drops the imports under way that would replace it; whether there was one. */
  remove(scope: Scope, id: string): Promise<boolean> {
    return this.#turns.take(scope, async () => {
      await this.#supersede(scope, (one) => one.id === id);
      return this.#store.articles.remove(scope, id, Date.now());
    });
  }

  /**
   * Finishes what the last process began.
   * @param onEnd told of each import at its end; not of one that somebody took back meanwhile, or that stays for the next start.
   * @param onBegin told how many there are, where there are any.
   */
  async resume(
    onEnd: (ended: ResumedImport) => void = () => {},
    onBegin: (imports: number) => void = () => {},
  ): Promise<ResumeReport> {
    let finished = 0;
    const problems = await this.#reportReadings(onEnd);
    const waiting = (await this.#store.imports.waiting()).filter(({ importId }) => !this.#isRunning(importId));
    if (waiting.length > 0) onBegin(waiting.length);
    for (const { scope, importId } of waiting) {
      if (this.#closing.signal.aborted) break;
      if (this.#isRunning(importId)) continue;
      let ended: ResumedImport | undefined;
      try {
        const pending = await this.#store.imports.takeUp(scope, importId);
        if (pending === undefined) continue;
        const { attempts, ...article } = pending;
        const { title, content, addedBy } = article;
        ended = { scope, importId, title, paragraphs: content.length, addedBy };
        if (attempts > MAX_ATTEMPTS) await this.#giveUp(scope, article);
        await this.#complete(this.#run(scope, article), {});
        finished++;
        onEnd(ended);
      } catch (error) {
        if (this.#closing.signal.aborted) break;
        // Somebody added it again or removed it meanwhile.
        if (error instanceof ImportCancelledError) continue;
        const stays = error instanceof StoreError;
        const fate = stays ? "could not be finished; the next start tries again" : "was given up";
        const problem = new Error(`The import of “${ended?.title ?? importId}” (${scope}) ${fate}.`, { cause: error });
        problems.push(problem);
        if (ended && !stays) onEnd({ ...ended, problem: error instanceof ImportError ? error : problem });
      }
    }
    return { finished, problems };
  }

  /** Of the documents that the last process was still reading nothing is kept: people are told to add them again. */
  async #reportReadings(onEnd: (ended: ResumedImport) => void): Promise<Error[]> {
    const readings = await this.#store.readings.takeUntil(this.#startedAt);
    return readings.map(({ scope, importId, person, name }) => {
      const problem = new ImportError("Nothing of it was kept. Add it again.");
      onEnd({ scope, importId, title: name, paragraphs: 0, addedBy: person, problem });
      return new Error(`The reading of “${name}” (${scope}) was cut off by the end of the last process.`);
    });
  }

  /** Stops what is under way. It stays in the store, for `resume`. */
  close(): void {
    this.#closing.abort(new ImportInterruptedError());
  }

  async #begin(scope: Scope, article: Article, options: AddOptions): Promise<AddResult | Running> {
    const contentHash = await contentHashOf(article);
    const id = options.id ?? newId();
    const records = await this.#store.articles.list(scope);
    const same = records.find((record) => record.contentHash === contentHash && record.id !== id);
    if (same) return { kind: "already-here", article: summaryOfRecord(same), importing: false };
    const running = [...this.#running].find(
      (one) => one.scope === scope && one.article.contentHash === contentHash && one.article.id !== id,
    );
    if (running) return { kind: "already-here", article: summaryOf(running.article), importing: true };
    const bytes = options.bytes ?? textBytes(article);
    await this.#supersede(scope, ({ contentHash: hash }) => hash === contentHash);
    const replaced = records.find((record) => record.id === id);
    await checkRules(this.#store, this.#rules, scope, loadOf(article, bytes), replaced);
    const { addedBy = null, sourceKind = "file", readingId: importId = newId() } = options;
    const facts = { importId, id, sourceKind, addedBy, addedAt: Date.now(), refreshedAt: null, bytes, contentHash };
    return this.#keep(scope, article, facts);
  }

  async #keep(
    scope: Scope,
    article: Article,
    facts: Pick<
      ImportToKeep,
      "importId" | "id" | "sourceKind" | "addedBy" | "addedAt" | "refreshedAt" | "bytes" | "contentHash"
    >,
  ): Promise<Running> {
    const { title, source, site = null, published = null, paragraphs: content } = article;
    const described = { title, source, site, published, content };
    const pending = { ...facts, ...described, vectorKey: await vectorKeyOf(article) };
    // The later import of an article wins over one that is still under way.
    await this.#supersede(scope, ({ id }) => id === pending.id);
    await this.#store.imports.begin(scope, pending, Date.now());
    return this.#run(scope, pending);
  }

  #run(scope: Scope, article: ImportToKeep): Running {
    const running = { scope, article };
    this.#running.add(running);
    return running;
  }

  async #supersede(scope: Scope, wanted: (one: { id: string; contentHash: string }) => boolean): Promise<void> {
    for (const one of await this.#store.imports.pending(scope)) {
      if (wanted(one)) await this.#store.imports.cancel(scope, one.importId);
    }
  }

  async #giveUp(scope: Scope, { importId }: ImportToKeep): Promise<never> {
    await this.#store.imports.cancel(scope, importId);
    throw new ImportError(`It was begun ${MAX_ATTEMPTS} times and never finished. Add it again.`);
  }

  /** Embeds what was kept and makes it an article. */
  async #complete(running: Running, { onProgress, signal }: Pick<AddOptions, "onProgress" | "signal">): Promise<void> {
    const { scope, article } = running;
    const { importId, title, content: paragraphs } = article;
    const { embedder } = this.#models.current;
    const signals = [this.#closing.signal, ...(signal ? [signal] : [])];
    try {
      const vectors =
        (await this.#store.imports.sameVectors(scope, importId, embedder.model).catch(unlessDamaged)) ??
        (await embedArticle(embedder, { title, paragraphs }, onProgress, AbortSignal.any(signals)));
      const kept = await this.#store.imports.finish(scope, importId, { model: embedder.model, vectors });
      if (!kept) throw new ImportCancelledError(title);
    } catch (error) {
      // What was stopped by the process's end or by a full disk is taken up again at the next start.
      if (!this.#closing.signal.aborted && !(error instanceof StoreError)) {
        await this.#store.imports.cancel(scope, importId);
      }
      throw error;
    } finally {
      this.#running.delete(running);
    }
  }

  #isRunning(importId: string): boolean {
    return [...this.#running].some(({ article }) => article.importId === importId);
  }

  async #record(scope: Scope, id: string): Promise<ArticleRecord | undefined> {
    return (await this.#store.articles.list(scope)).find((record) => record.id === id);
  }
}

/** Vectors that cannot be read are made anew: a damaged article must not keep its text from being added again. */
function unlessDamaged(error: unknown): undefined {
  if (!(error instanceof StoreError)) throw error;
}

function titled(article: Article, title: string | undefined): Article {
  const wanted = readableLine(title ?? "").slice(0, MAX_TITLE) || article.title;
  return { ...article, title: wanted };
}

/** What every reader of an article may know. */
function summaryOfRecord({ id, title, source, paragraphs }: ArticleRecord): ArticleSummary {
  return { id, title, source, paragraphs };
}

function summaryOf({ id, title, source, content }: ImportToKeep): ArticleSummary {
  return { id, title, source, paragraphs: content.length };
}

function loadOf({ paragraphs }: Article, bytes: number) {
  return { articles: 1, bytes, paragraphs: paragraphs.length };
}

function textBytes({ paragraphs }: Article): number {
  return paragraphs.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}

function newId(): string {
  return randomBytes(9).toString("base64url");
}
