import type { Paragraph } from "../documents/article.js";
import { indexingArticle } from "../retrieval/article-index.js";
import { inSlices } from "../retrieval/in-slices.js";
import { StoreError } from "../store/errors.js";
import type { Scope } from "../store/scope.js";
import type { ArticleRecord, Store } from "../store/store.js";
import { UnknownArticleError, UnreadableArticleError } from "./errors.js";
import { IndexCache, type LoadedArticle } from "./index-cache.js";

/** An article's record and the scope that owns it. */
export interface Owned {
  readonly owner: Scope;
  readonly record: ArticleRecord;
}

/** An article that could not be read is not tried again at every question: it may be large. In milliseconds. */
const TRY_AGAIN_AFTER = 60_000;

interface Unreadable {
  readonly edition: string;
  readonly error: UnreadableArticleError;
  readonly triedAt: number;
}

/** What each scope sees, and the articles in memory. */
export class Shelf {
  readonly #store: Store;
  readonly #cache: IndexCache;
  readonly #onProblem: (problem: Error) => void;
  readonly #unreadable = new Map<string, Unreadable>();

  /** @param onProblem told once of each article that cannot be read. */
  constructor(store: Store, onProblem: (problem: Error) => void = () => {}, cache = new IndexCache()) {
    this.#store = store;
    this.#onProblem = onProblem;
    this.#cache = cache;
  }

  /** The house's articles and the scope's own. */
  async visible(scope: Scope): Promise<Owned[]> {
    const owners: Scope[] = scope === "house" ? ["house"] : ["house", scope];
    const lists = await Promise.all(
      owners.map(async (owner) => (await this.#store.articles.list(owner)).map((record) => ({ owner, record }))),
    );
    return lists.flat();
  }

  /** @throws UnknownArticleError when the scope sees no such article. */
  async find(scope: Scope, id: string): Promise<Owned> {
    const found = (await this.visible(scope)).find(({ record }) => record.id === id);
    if (found === undefined) throw new UnknownArticleError(id);
    return found;
  }

  /** An article that is in memory, ready to be asked. */
  loaded({ owner, record }: Owned): LoadedArticle | undefined {
    return this.#cache.loaded(owner, record.id, editionOf(record));
  }

  /**
   * An article ready to be asked; `undefined` when it was removed a moment ago.
   * @throws UnreadableArticleError
   */
  async load(owned: Owned): Promise<LoadedArticle | undefined> {
    const { owner, record } = owned;
    const known = this.#knownUnreadable(owned);
    if (known && Date.now() < known.triedAt + TRY_AGAIN_AFTER) throw known.error;
    const loaded = await this.#reading(owned, () =>
      this.#cache.get(owner, record.id, editionOf(record), async () => {
        const { id, title, source } = record;
        const content = await this.#store.articles.read(owner, id);
        if (content === undefined) return undefined;
        const { paragraphs, vectors, model } = content;
        return { index: await inSlices(indexingArticle({ id, title, source }, paragraphs, vectors)), model };
      }),
    );
    this.#unreadable.delete(record.id);
    return loaded;
  }

  /**
   * Reads all of an article, vectors too, without keeping it in memory.
   * @returns its paragraphs; `undefined` where it cannot be read.
   * @throws UnknownArticleError when it was removed a moment ago.
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

  /** The text alone. @throws UnreadableArticleError; UnknownArticleError when it was removed a moment ago. */
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

  /** Drops from memory what is no longer kept. */
  forget(scope: Scope, id?: string): void {
    this.#cache.forget(scope, id);
    if (id !== undefined) this.#unreadable.delete(id);
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
