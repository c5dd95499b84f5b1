import { totalmem } from "node:os";
import { LRUCache } from "lru-cache";
import type { Paragraph } from "../documents/article.js";
import { type ArticleIndex, indexingArticle } from "../retrieval/article-index.js";
import { inSlices } from "../retrieval/in-slices.js";
import type { TokenCodes } from "../retrieval/token-codes.js";
import { StoreError } from "../store/errors.js";
import { GLOBAL, type Scope } from "../store/scope.js";
import type { ArticleContent, ArticleRecord, Store } from "../store/store.js";
import { UnknownArticleError, UnreadableArticleError } from "./errors.js";
import { type ArticleTokens, TokenCache } from "./token-cache.js";

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
  /** Given the same articles, to repair them. Default: nobody does. */
  readonly onUnreadable?: ((owned: Owned) => void) | undefined;
  /** Bytes of articles kept in memory. Default: 2 GiB, or half the memory of a smaller machine or container. */
  readonly capacity?: number;
  /** Bytes of tokens kept in memory beside them. Default: 64 MiB. */
  readonly tokenCapacity?: number;
}

/**
 * An article was removed, replaced or found damaged after it was loaded. Whoever asks chooses and loads anew: `load` then
 * gives what is there now, or says what is wrong with it.
 */
export class ArticleChangedError extends Error {
  override readonly name = "ArticleChangedError";
  constructor(articleId: string, options?: ErrorOptions) {
    super(`The article ${articleId} is not what it was when it was loaded.`, options);
  }
}

/**
 * 2 GiB are about 600,000 paragraphs of 100 tokens. Articles that do not fit are read from the store at each question:
 * seconds instead of tenths.
 */
const DEFAULT_CAPACITY = Math.min(2 ** 31, totalmem() / 2, (process.constrainedMemory() || Infinity) / 2);

/** About 4,500 paragraphs of 100 tokens: those that 45 different questions need. */
const DEFAULT_TOKEN_CAPACITY = 2 ** 26;

/** Paragraphs whose tokens are read at a time: some milliseconds' work. */
const TOKENS_AT_ONCE = 100;

/** Scopes in memory at once; their articles' bytes set the limit long before. */
const MOST_SCOPES = 100_000;

/** An article that could not be read is not tried again at every question: it may be large. In milliseconds. */
const TRY_AGAIN_AFTER = 60_000;

interface Loaded extends LoadedArticle {
  readonly tokens: ArticleTokens | undefined;
}

interface Entry {
  readonly edition: string;
  readonly loading: Promise<Loaded | undefined>;
  loaded: Loaded | undefined;
  bytes: number;
}

interface Unreadable {
  readonly edition: string;
  readonly error: UnreadableArticleError;
  readonly triedAt: number;
  /** Whether all of it could be read but tokens, which are read later than the rest. */
  readonly onlyTokens: boolean;
}

/** What each scope sees, and the articles in memory. The scope that was asked least lately leaves first, and whole. */
export class LoadedArticles {
  readonly #store: Store;
  readonly #onProblem: (problem: Error) => void;
  readonly #onUnreadable: (owned: Owned) => void;
  readonly #capacity: number;
  readonly #scopes = new LRUCache<Scope, Map<string, Entry>>({
    max: MOST_SCOPES,
    dispose: (entries) => {
      for (const id of entries.keys()) this.#drop(entries, id);
    },
  });
  readonly #unreadable = new Map<string, Unreadable>();
  readonly #tokens: TokenCache;
  #bytes = 0;

  constructor(store: Store, options: LoadedArticlesOptions = {}) {
    const {
      onProblem = () => {},
      onUnreadable = () => {},
      capacity = DEFAULT_CAPACITY,
      tokenCapacity = DEFAULT_TOKEN_CAPACITY,
    } = options;
    this.#store = store;
    this.#tokens = new TokenCache(tokenCapacity);
    this.#onProblem = onProblem;
    this.#onUnreadable = onUnreadable;
    this.#capacity = capacity;
  }

  /** Bytes of the articles in memory: vectors, texts and where their terms are. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes of the tokens in memory. */
  get tokenBytes(): number {
    return this.#tokens.bytes;
  }

  /** The global articles, unless the scope hides them, and the scope's own. */
  async visible(scope: Scope): Promise<Owned[]> {
    const hidesGlobal = (await this.#store.settings.get(scope))?.hidesGlobal === true;
    const owners: Scope[] = scope === GLOBAL ? [GLOBAL] : hidesGlobal ? [scope] : [GLOBAL, scope];
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
   * Its `tokensOf` reads from the store what was not asked lately, and throws `ArticleChangedError`.
   * @throws UnreadableArticleError
   */
  async load(owned: Owned): Promise<LoadedArticle | undefined> {
    const known = this.#knownUnreadable(owned);
    if (known && Date.now() < known.triedAt + TRY_AGAIN_AFTER) throw known.error;
    const loaded = await this.#reading(owned, () => this.#cached(owned));
    if (!known?.onlyTokens) this.#unreadable.delete(owned.record.id);
    return loaded;
  }

  /**
   * Reads all of an article, vectors and tokens too, without keeping it in memory.
   * @returns its paragraphs; `undefined` where it cannot be read
   * @throws UnknownArticleError when it was removed a moment ago
   */
  async check(owned: Owned): Promise<readonly Paragraph[] | undefined> {
    const { id } = owned.record;
    const reading = this.#reading(owned, () => this.#store.articles.read(owned.owner, id));
    const content = await reading.catch(asUnreadable);
    if (content instanceof UnreadableArticleError) return undefined;
    if (content !== undefined) {
      const readingTokens = this.#reading(owned, () => this.#readAllTokens(owned, content), true);
      if ((await readingTokens.catch(asUnreadable)) instanceof UnreadableArticleError) return undefined;
    }
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
    return owned.record.damaged !== true && this.#knownUnreadable(owned) === undefined;
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

  async #cached(owned: Owned): Promise<Loaded | undefined> {
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
      } else {
        loaded?.tokens?.forget();
      }
      return loaded;
    } catch (error) {
      if (isKept()) entries.delete(record.id);
      throw error;
    }
  }

  async #read(owned: Owned): Promise<Loaded | undefined> {
    const { owner, record } = owned;
    const { id, title, source, messages } = record;
    const content = await this.#store.articles.read(owner, id);
    if (content === undefined) return undefined;
    const { paragraphs, vectors, model, vectorKey, hasTokens } = content;
    const tokens = hasTokens
      ? this.#tokens.article(paragraphs.length, (positions) => this.#readTokens(owned, positions, { vectorKey, model }))
      : undefined;
    const partSources = messages.map(({ first, last, address }) => ({ first, last, address }));
    const index = await inSlices(
      indexingArticle({ id, title, source, partSources }, paragraphs, vectors, tokens?.tokensOf),
    );
    return { index, model, tokens };
  }

  async #readAllTokens({ owner, record: { id } }: Owned, content: ArticleContent): Promise<void> {
    const positions = content.hasTokens ? [...content.paragraphs.keys()] : [];
    for (let at = 0; at < positions.length; at += TOKENS_AT_ONCE) {
      await this.#store.articles.readTokens(owner, id, positions.slice(at, at + TOKENS_AT_ONCE), content);
    }
  }

  /** @throws ArticleChangedError */
  async #readTokens(
    owned: Owned,
    positions: readonly number[],
    of: Pick<ArticleContent, "vectorKey" | "model">,
  ): Promise<readonly TokenCodes[]> {
    const { owner, record } = owned;
    const read = () => this.#store.articles.readTokens(owner, record.id, positions, of);
    const tokens = await this.#reading(owned, read, true).catch(asUnreadable);
    if (tokens !== undefined && !(tokens instanceof UnreadableArticleError)) return tokens;
    const entries = this.#scopes.peek(owner);
    if (entries) this.#drop(entries, record.id);
    throw new ArticleChangedError(record.id, { cause: tokens });
  }

  /** A scope's articles in memory, which makes it the one that was asked last. */
  #entriesOf(scope: Scope): Map<string, Entry> {
    const known = this.#scopes.get(scope);
    if (known) return known;
    const entries = new Map<string, Entry>();
    this.#scopes.set(scope, entries);
    return entries;
  }

  #count(entry: Entry, loaded: Loaded): void {
    entry.loaded = loaded;
    entry.bytes = bytesOf(loaded.index);
    this.#bytes += entry.bytes;
    // The scope that is asked stays, however large it is.
    while (this.#bytes > this.#capacity && this.#scopes.size > 1) this.#scopes.pop();
  }

  #drop(entries: Map<string, Entry>, id: string): void {
    const entry = entries.get(id);
    this.#bytes -= entry?.bytes ?? 0;
    entry?.loaded?.tokens?.forget();
    entries.delete(id);
  }

  async #reading<T>(owned: Owned, read: () => Promise<T>, onlyTokens = false): Promise<T> {
    const { id, title } = owned.record;
    try {
      return await read();
    } catch (cause) {
      if (!(cause instanceof StoreError)) throw cause;
      const known = this.#knownUnreadable(owned);
      const error = new UnreadableArticleError(id, title, { cause });
      this.#unreadable.set(id, { edition: editionOf(owned.record), error, triedAt: Date.now(), onlyTokens });
      if (known === undefined) {
        this.#onProblem(problemOf(owned, cause));
        this.#onUnreadable(owned);
      }
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

/** Without what is small beside it: a paragraph's vector takes less than its text and terms together. */
function bytesOf({ vectors, lexical, paragraphs }: ArticleIndex): number {
  const text = paragraphs.reduce((sum, { text }) => sum + 2 * text.length, 0);
  return vectors.data.byteLength + lexical.positions.byteLength + text;
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
  return new Error(
    `${what} What came from ARTICLES or an address is read anew from there; otherwise remove it and add it again, or restore a backup (see README).`,
    { cause },
  );
}
