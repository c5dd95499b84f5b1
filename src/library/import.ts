import type { Article } from "../documents/article.js";
import { asStoreError, StoreError } from "../store/errors.js";
import { excessOf, summaryOf } from "../store/rules.js";
import type { Person, Scope } from "../store/scope.js";
import type { ArticleRecord, ClaimedImport, ImportToKeep, Store } from "../store/store.js";
import { contentHashOf, vectorKeyOf } from "./content.js";
import { embedArticle } from "./embed-article.js";
import {
  ImportCancelledError,
  ImportError,
  ImportInterruptedError,
  ImportKeptError,
  UnknownArticleError,
} from "./errors.js";
import type { AddOptions, AddResult } from "./library.js";
import { withoutMessagesOf } from "./messages.js";
import type { Models } from "./models.js";
import { importOf, newId, textBytes, titled, titleIn } from "./pending-import.js";
import { checkAllowed, type ImportRules, limitsFor, quotaErrorOf } from "./quotas.js";

/** An import that so many processes took up and none finished is given up: it may be what ends them. */
const MAX_ATTEMPTS = 4;

/** What became of the imports and import markers that the last process left. */
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

/** Brings articles into a store: kept as an import, embedded, then an article. */
export class Importer {
  readonly #store: Store;
  readonly #models: Models;
  readonly #rules: ImportRules;
  readonly #closing = new AbortController();
  /** Import markers from before are of a process that ended. */
  readonly #startedAt = Date.now();

  constructor(store: Store, models: Models, rules: ImportRules) {
    this.#store = store;
    this.#models = models;
    this.#rules = rules;
  }

  /** As `Articles.checkImport`. */
  async check(scope: Scope, bytes: number, id: string | undefined): Promise<void> {
    if (id !== undefined && (await this.#record(scope, id)) === undefined) throw new UnknownArticleError(id);
    checkAllowed(this.#rules, scope);
    const limits = limitsFor(this.#rules, scope);
    if (limits === undefined) return;
    const used = await this.#store.imports.usage(scope, limits.since, id);
    const excess = excessOf(used, { articles: 1, bytes, paragraphs: 0, imports: 1 }, limits);
    if (excess) throw quotaErrorOf(excess);
  }

  /** As `Articles.beginImport`. */
  async beginImport(scope: Scope, person: Person, name: string, importId = newId()): Promise<string> {
    await this.#store.markers.begin({
      importId,
      scope,
      person,
      name: titleIn(name),
      at: Date.now(),
    });
    return importId;
  }

  /** As `Articles.add`. */
  async add(scope: Scope, given: Article, options: AddOptions): Promise<AddResult> {
    checkAllowed(this.#rules, scope);
    const article = titled(given, options.title);
    const { addedBy = null, sourceKind = "file", importId = newId(), id = newId(), messages = [] } = options;
    const bytes = options.bytes ?? textBytes(article);
    const facts = { importId, id, sourceKind, addedBy, addedAt: Date.now(), refreshedAt: null, bytes, messages };
    const pending = await importOf(article, await contentHashOf(article), facts);
    const begun = await this.#begin(scope, pending, false);
    if (begun.kind === "already-here") return begun;
    await this.#complete(scope, pending, options);
    return { kind: "added", article: summaryOf({ ...pending, paragraphs: pending.content.length }) };
  }

  /**
   * Brings the next edition of an article; the one of before answers until it is embedded.
   * @throws UnknownArticleError where there is none, and what `add` throws
   */
  async supersede(
    scope: Scope,
    pending: ImportToKeep,
    options: Pick<AddOptions, "onProgress" | "signal">,
  ): Promise<void> {
    checkAllowed(this.#rules, scope);
    await this.#begin(scope, pending, true);
    await this.#complete(scope, pending, options);
  }

  /**
   * Takes the messages of a person out of an article. It is no new import: no limit and no rule stands in its way.
   * @returns how many; none where it has none of theirs
   */
  async withdraw(scope: Scope, id: string, person: Person): Promise<number> {
    const [kept, content] = await Promise.all([
      this.#record(scope, id),
      // What cannot be read any more goes whole.
      this.#store.articles.readText(scope, id).catch(unlessDamaged),
    ]);
    const theirs = kept?.messages.filter((message) => message.person === person).length ?? 0;
    if (kept === undefined || theirs === 0) return 0;
    const left = withoutMessagesOf(person, content ?? [], kept.messages);
    if (left.paragraphs.length === 0) {
      await this.#store.articles.remove(scope, id, Date.now());
      return theirs;
    }
    const { model: _, paragraphs: _count, ...facts } = kept;
    const vectorKey = await vectorKeyOf({ title: kept.title, source: kept.source, paragraphs: left.paragraphs });
    const contentHash = await contentHashOf(left);
    const changed = { contentHash, vectorKey, content: left.paragraphs, messages: left.messages };
    const pending = { ...facts, ...changed, importId: newId() };
    const begun = await this.#store.imports.begin(scope, pending, { at: Date.now(), refreshes: true });
    // Somebody removed it meanwhile.
    if (begun.kind === "begun") await this.#complete(scope, pending, {});
    return theirs;
  }

  /**
   * Finishes what the last process began.
   * @param onEnd told of each import at its end; not of one that somebody took back meanwhile, or that stays for the next start.
   * @param onBegin told how many there are, where there are any.
   */
  async resume(
    onEnd: (ended: ResumedImport) => void | Promise<void> = () => {},
    onBegin: (imports: number) => void = () => {},
  ): Promise<ResumeReport> {
    let finished = 0;
    const problems = await this.#reportMarkers(onEnd);
    const tried: string[] = [];
    while (!this.#closing.signal.aborted) {
      const claimed = await this.#store.imports.claim(tried).catch(asStoreError);
      if (claimed instanceof StoreError) problems.push(claimed);
      if (claimed === undefined || claimed instanceof StoreError) break;
      if (tried.length === 0) onBegin(1 + claimed.left);
      tried.push(claimed.importId);
      const { scope, importId, title, paragraphs, addedBy } = claimed;
      const ended = { scope, importId, title, paragraphs, addedBy };
      try {
        await this.#goOn(claimed);
        finished++;
        await onEnd(ended);
      } catch (error) {
        if (this.#closing.signal.aborted) break;
        // Somebody added it again or removed it meanwhile.
        if (error instanceof ImportCancelledError) continue;
        const stays = error instanceof StoreError || error instanceof ImportKeptError;
        const fate = stays ? "could not be finished; the next start tries again" : "was given up";
        const problem = new Error(`The import of “${title}” (${scope}) ${fate}.`, { cause: error });
        problems.push(problem);
        if (!stays) await onEnd({ ...ended, problem: error instanceof ImportError ? error : problem });
      }
    }
    return { finished, problems };
  }

  /** Nothing is kept of a document that the last process did not read to its end: people are told to add it again. */
  async #reportMarkers(onEnd: (ended: ResumedImport) => void | Promise<void>): Promise<Error[]> {
    const problems: Error[] = [];
    for (const { scope, importId, person, name } of await this.#store.markers.listUntil(this.#startedAt)) {
      const problem = new ImportError("Nothing of it was kept. Add it again.");
      await onEnd({ scope, importId, title: name, paragraphs: 0, addedBy: person, problem });
      await this.#store.markers.end(scope, importId);
      problems.push(new Error(`The reading of “${name}” (${scope}) was cut off by the end of the last process.`));
    }
    return problems;
  }

  /** Stops what is under way. It stays in the store, for `resume`. */
  close(): void {
    this.#closing.abort(new ImportInterruptedError());
  }

  /** @throws QuotaError, UnknownArticleError */
  async #begin(scope: Scope, pending: ImportToKeep, refreshes: boolean) {
    const options = { at: Date.now(), limits: limitsFor(this.#rules, scope), refreshes };
    const begun = await this.#store.imports.begin(scope, pending, options);
    if (begun.kind === "over-limit") throw quotaErrorOf(begun.excess);
    // It was removed meanwhile: what is removed stays so.
    if (begun.kind === "gone") throw new UnknownArticleError(pending.id);
    return begun;
  }

  /** Goes on with an import that the last process left. */
  async #goOn({ scope, content, attempts, ...facts }: ClaimedImport): Promise<void> {
    if (attempts > MAX_ATTEMPTS) {
      await this.#store.imports.cancel(scope, facts.importId);
      throw new ImportError(`It was begun ${MAX_ATTEMPTS} times and never finished. Add it again.`);
    }
    if (content instanceof StoreError) {
      await this.#store.imports.release(scope, facts.importId);
      throw content;
    }
    await this.#complete(scope, { ...facts, content }, {});
  }

  /** Embeds what was begun and makes it an article. */
  async #complete(
    scope: Scope,
    { importId, title, content: paragraphs }: ImportToKeep,
    { onProgress, signal }: Pick<AddOptions, "onProgress" | "signal">,
  ): Promise<void> {
    const { embedder } = this.#models.current;
    const signals = [this.#closing.signal, ...(signal ? [signal] : [])];
    try {
      const same = await this.#store.imports.sameVectors(scope, importId, embedder.model).catch(unlessDamaged);
      const made = same ?? (await embedArticle(embedder, { title, paragraphs }, onProgress, AbortSignal.any(signals)));
      const kept = await this.#store.imports.finish(scope, importId, { ...made, model: embedder.model });
      if (!kept) throw new ImportCancelledError(title);
    } catch (error) {
      // What was stopped by the process's end or by a full disk is taken up again at the next start.
      const stays = this.#closing.signal.aborted || error instanceof StoreError;
      await (stays ? this.#store.imports.release(scope, importId) : this.#store.imports.cancel(scope, importId));
      const isKept = error instanceof StoreError && (await this.#isThere());
      throw isKept ? new ImportKeptError(title, { cause: error }) : error;
    }
  }

  async #isThere(): Promise<boolean> {
    return (await this.#store.check().catch(asStoreError)) === undefined;
  }

  async #record(scope: Scope, id: string): Promise<ArticleRecord | undefined> {
    return (await this.#store.articles.list(scope)).find((record) => record.id === id);
  }
}

/** Embeddings that cannot be read are made anew: a damaged article must not keep its text from being added again. */
function unlessDamaged(error: unknown): undefined {
  asStoreError(error);
}
