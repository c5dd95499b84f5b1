import { totalmem } from "node:os";
import type { ArticleIndex } from "../retrieval/article-index.js";
import type { Scope } from "../store/scope.js";

/** An article ready to be asked, and the model its vectors are of. */
export interface LoadedArticle {
  readonly index: ArticleIndex;
  readonly model: string;
}

/**
 * Bytes of vectors kept in memory: 2 GiB, about 280,000 paragraphs of four sentences, or half the memory of a smaller
 * machine or container. Articles that do not fit are read from the database at each question: seconds instead of tenths.
 */
const DEFAULT_CAPACITY = Math.min(2 ** 31, totalmem() / 2, (process.constrainedMemory() || Infinity) / 2);

interface Entry {
  readonly edition: string;
  readonly loading: Promise<LoadedArticle | undefined>;
  loaded: LoadedArticle | undefined;
  bytes: number;
}

/** Articles that were asked lately. The scope that was asked least lately leaves first, and whole. */
export class IndexCache {
  readonly #capacity: number;
  /** In the order of use, the latest last. */
  readonly #scopes = new Map<Scope, Map<string, Entry>>();
  #bytes = 0;

  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity;
  }

  /** Bytes of the vectors that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * An article of a scope, loaded once however many ask for it at a time.
   * @param edition changes when the article does; another edition is loaded anew.
   */
  async get(
    scope: Scope,
    id: string,
    edition: string,
    load: () => Promise<LoadedArticle | undefined>,
  ): Promise<LoadedArticle | undefined> {
    const entries = this.#used(scope);
    const known = entries.get(id);
    if (known?.edition === edition) return known.loading;
    this.#drop(entries, id);
    const entry: Entry = { edition, loading: load(), loaded: undefined, bytes: 0 };
    entries.set(id, entry);
    try {
      const loaded = await entry.loading;
      // It may have been forgotten or replaced meanwhile; only what is kept counts.
      if (entries.get(id) === entry && this.#scopes.get(scope) === entries) {
        if (loaded === undefined) entries.delete(id);
        else this.#count(entry, loaded, scope);
      }
      return loaded;
    } catch (error) {
      if (entries.get(id) === entry) entries.delete(id);
      throw error;
    }
  }

  /** The article, where it is loaded already; a scope may have thousands, and each `get` is a turn of its own. */
  loaded(scope: Scope, id: string, edition: string): LoadedArticle | undefined {
    const entry = this.#used(scope).get(id);
    return entry?.edition === edition ? entry.loaded : undefined;
  }

  /** Drops one article, or all of a scope. */
  forget(scope: Scope, id?: string): void {
    const entries = this.#scopes.get(scope);
    if (entries === undefined) return;
    for (const one of id === undefined ? [...entries.keys()] : [id]) this.#drop(entries, one);
    if (entries.size === 0) this.#scopes.delete(scope);
  }

  #used(scope: Scope): Map<string, Entry> {
    const entries = this.#scopes.get(scope) ?? new Map<string, Entry>();
    this.#scopes.delete(scope);
    this.#scopes.set(scope, entries);
    return entries;
  }

  #count(entry: Entry, loaded: LoadedArticle, scope: Scope): void {
    entry.loaded = loaded;
    entry.bytes = loaded.index.vectors.data.byteLength;
    this.#bytes += entry.bytes;
    for (const least of [...this.#scopes.keys()]) {
      if (this.#bytes <= this.#capacity || least === scope) break;
      this.forget(least);
    }
  }

  #drop(entries: Map<string, Entry>, id: string): void {
    this.#bytes -= entries.get(id)?.bytes ?? 0;
    entries.delete(id);
  }
}
