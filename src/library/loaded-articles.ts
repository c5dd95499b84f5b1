import { totalmem } from "node:os";
import { LRUCache } from "lru-cache";
import type { Paragraph } from "../documents/article.js";
import { type ArticleIndex, indexingArticle } from "../retrieval/article-index.js";
import { inSlices } from "../retrieval/in-slices.js";
import { StoreError } from "../store/errors.js";
import { GLOBAL, type Scope } from "../store/scope.js";
import type { ArticleRecord, Store } from "../store/store.js";
import { UnknownArticleError, UnreadableArticleError } from "./errors.js";

/** An article's record and the scope that owns it. */
export interface Owned {
  readonly owner: Scope;
  readonly record: ArticleRecord;
}

/** An article ready to be asked, and the name of the model that its vectors are of. */
export interface LoadedArticle {
  readonly index: ArticleIndex;
  readonly model: string;
}

/** How much is kept in memory, and who is told of what cannot be read. */
export interface LoadedArticlesOptions {
  /** Told once of each article that cannot be read. Default: nobody is told. */
  readonly onProblem?: ((problem: Error) => void) | undefined;
  /** Bytes of vectors kept in memory. Default: 2 GiB, or half the memory of a smaller machine or container. */
  readonly capacity?: number;
}

/**
 * 2 GiB are about 280,000 paragraphs of four sentences. Articles that do not fit are read from the store at each question:
 * seconds instead of tenths.
 */
const DEFAULT_CAPACITY = Math.min(2 ** 31, totalmem() / 2, (process.constrainedMemory() || Infinity) / 2);

/** Scopes in memory at once; their articles' bytes set the limit long before. */
const MOST_SCOPES = 100_000;

/** An article that could not be read is not tried again at every question: it may be large. In milliseconds. */
const TRY_AGAIN_AFTER = 60_000;

interface Entry {
  readonly edition: string;
  readonly loading: Promise<LoadedArticle | undefined>;
  loaded: LoadedArticle | undefined;
  bytes: number;
}

interface Unreadable {
  readonly edition: string;
  readonly error: UnreadableArticleError;
  readonly triedAt: number;
}

/** What each scope sees, and the articles in memory. The scope that was asked least lately leaves first, and whole. */
export class LoadedArticles {
  readonly #store: Store;
  readonly #onProblem: (problem: Error) => void;
  readonly #capacity: number;
  readonly #scopes = new LRUCache<Scope, Map<string, Entry>>({
    max: MOST_SCOPES,
    dispose: (entries) => {
      for (const { bytes } of entries.values()) this.#bytes -= bytes;
      entries.clear();
    },
  });
  readonly #unreadable = new Map<string, Unreadable>();
  #bytes = 0;

  constructor(store: Store, { onProblem = () => {}, capacity = DEFAULT_CAPACITY }: LoadedArticlesOptions = {}) {
    this.#store = store;
    this.#onProblem = onProblem;
    this.#capacity = capacity;
  }

  /** Bytes of the vectors in memory. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The global articles and the scope's own. */
  async visible(scope: Scope): Promise<Owned[]> {
    const owners: Scope[] = scope === GLOBAL ? [GLOBAL] : [GLOBAL, scope];
    const lists = await Promise.all(
      owners.map(async (owner) => (await this.#store.articles.list(owner)).map((record) => ({ owner, record }))),
    );
    return lists.flat();
  }

  /** @throws UnknownArticleError when the scope sees no such article */
  async find(scope: Scope, id: string): Promise<Owned> {
    const found = (await this.visible(scope)).find(({ record }) => record.id === id);
    if (found === undefined) throw new UnknownArticleError(id);
    return found;
  }

  /** An article that is in memory: a scope may have thousands, and each `load` waits at least for the next task. */
  loaded({ owner, record }: Owned): LoadedArticle | undefined {
    const entry = this.#entriesOf(owner).get(record.id);
    return entry?.edition === editionOf(record) ? entry.loaded : undefined;
  }

  /**
   * An article ready to be asked, loaded once however many ask for it at a time; `undefined` when it was removed a moment ago.
   * @throws UnreadableArticleError
   */
  async load(owned: Owned): Promise<LoadedArticle | undefined> {
    const known = this.#knownUnreadable(owned);
    if (known && Date.now() < known.triedAt + TRY_AGAIN_AFTER) throw known.error;
    const loaded = await this.#reading(owned, () => this.#cached(owned));
    this.#unreadable.delete(owned.record.id);
    return loaded;
  }

  /**
   * Reads all of an article, vectors too, without keeping it in memory.
   * @returns its paragraphs; `undefined` where it cannot be read
   * @throws UnknownArticleError when it was removed a moment ago
   */
  async check(owned: Owned): Promise<readonly Paragraph[] | undefined> {
    const { id } = owned.record;
    const read = this.#reading(owned, () => this.#store.articles.read(owned.owner, id));
    const content = await read.catch(asUnreadable);
    if (content instanceof UnreadableArticleError) return undefined;
    this.#unreadable.delete(id);
    if (content === undefined) throw new UnknownArticleError(id);
    return content.paragraphs;
  }

  /** The text alone. @throws UnreadableArticleError; UnknownArticleError when it was removed a moment ago */
  async text(owned: Owned): Promise<readonly Paragraph[]> {
    const { id } = owned.record;
    const paragraphs = await this.#reading(owned, () => this.#store.articles.readText(owned.owner, id));
    if (paragraphs === undefined) throw new UnknownArticleError(id);
    return paragraphs;
  }

  /** Whether nothing is known that would keep it from being read. */
  isReadable(owned: Owned): boolean {
    return this.#knownUnreadable(owned) === undefined;
  }

  /** Drops one article from memory, or all of a scope. */
  forget(scope: Scope, id?: string): void {
    if (id === undefined) {
      this.#scopes.delete(scope);
      return;
    }
    this.#unreadable.delete(id);
    const entries = this.#scopes.peek(scope);
    if (entries) this.#drop(entries, id);
  }

  async #cached(owned: Owned): Promise<LoadedArticle | undefined> {
    const { owner, record } = owned;
    const entries = this.#entriesOf(owner);
    const known = entries.get(record.id);
    if (known?.edition === editionOf(record)) return known.loading;
    this.#drop(entries, record.id);
    const entry: Entry = { edition: editionOf(record), loading: this.#read(owned), loaded: undefined, bytes: 0 };
    entries.set(record.id, entry);
    // It may be forgotten or replaced while it is loaded; only what is kept counts.
    const isKept = () => entries.get(record.id) === entry;
    try {
      const loaded = await entry.loading;
      if (isKept()) {
        if (loaded === undefined) entries.delete(record.id);
        else this.#count(entry, loaded);
      }
      return loaded;
    } catch (error) {
      if (isKept()) entries.delete(record.id);
      throw error;
    }
  }

  async #read({ owner, record: { id, title, source } }: Owned): Promise<LoadedArticle | undefined> {
    const content = await this.#store.articles.read(owner, id);
    if (content === undefined) return undefined;
    const { paragraphs, vectors, model } = content;
    return { index: await inSlices(indexingArticle({ id, title, source }, paragraphs, vectors)), model };
  }

  /** A scope's articles in memory, which makes it the one that was asked last. */
  #entriesOf(scope: Scope): Map<string, Entry> {
    const known = this.#scopes.get(scope);
    if (known) return known;
    const entries = new Map<string, Entry>();
    this.#scopes.set(scope, entries);
    return entries;
  }

  #count(entry: Entry, loaded: LoadedArticle): void {
    entry.loaded = loaded;
    entry.bytes = loaded.index.vectors.data.byteLength;
    this.#bytes += entry.bytes;
    // The scope that is asked stays, however large it is.
    while (this.#bytes > this.#capacity && this.#scopes.size > 1) this.#scopes.pop();
  }

  #drop(entries: Map<string, Entry>, id: string): void {
    this.#bytes -= entries.get(id)?.bytes ?? 0;
    entries.delete(id);
  }

  async #reading<T>(owned: Owned, read: () => Promise<T>): Promise<T> {
    const { id, title } = owned.record;
    try {
      return await read();
    } catch (cause) {
      if (!(cause instanceof StoreError)) throw cause;
      const known = this.#knownUnreadable(owned);
      const error = new UnreadableArticleError(id, title, { cause });
      this.#unreadable.set(id, { edition: editionOf(owned.record), error, triedAt: Date.now() });
      if (known === undefined) this.#onProblem(problemOf(owned, cause));
      throw error;
    }
  }

  #knownUnreadable({ record }: Owned): Unreadable | undefined {
    const known = this.#unreadable.get(record.id);
    return known?.edition === editionOf(record) ? known : undefined;
  }
}

/** For `catch`: lets the error of an article that cannot be read pass as a value, and no other. */
export function asUnreadable(error: unknown): UnreadableArticleError {
  if (error instanceof UnreadableArticleError) return error;
  throw error;
}

/** A store gives the same records until something changes, and every question needs the editions of all. */
const editions = new WeakMap<ArticleRecord, string>();

/** Another one after every change that a question can notice. */
function editionOf(record: ArticleRecord): string {
  const known = editions.get(record);
  if (known !== undefined) return known;
  const { title, source, contentHash, model } = record;
  const edition = JSON.stringify([title, source, contentHash, model]);
  editions.set(record, edition);
  return edition;
}

function problemOf({ owner, record: { id, title } }: Owned, cause: StoreError): Error {
  const what = `The article “${title}” (${id} of ${owner}) cannot be read and is left out of all answers.`;
  return new Error(`${what} Remove it and add it again, or restore a backup (see README).`, { cause });
}
