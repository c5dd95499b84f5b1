import type { Article } from "../documents/article.js";
import { summaryOf } from "../store/rules.js";
import { changesBetween } from "../store/same-places.js";
import type { Scope } from "../store/scope.js";
import type { ArticleRecord, Store } from "../store/store.js";
import { contentHashOf } from "./content.js";
import { EmptyTitleError, UnknownArticleError } from "./errors.js";
import type { Importer } from "./import.js";
import type { RefreshOptions, RefreshResult, RenameOptions, ReplaceOptions } from "./library.js";
import { importOf, newId, textBytes, titleIn } from "./pending-import.js";

/** What an article is to become. */
interface Edition extends Pick<ArticleRecord, "sourceKind" | "addedBy" | "refreshedAt" | "bytes" | "messages"> {
  readonly article: Article;
}

/** Gives articles their next edition: other content, another document, another title. */
export class Editions {
  readonly #store: Store;
  readonly #importer: Importer;

  constructor(store: Store, importer: Importer) {
    this.#store = store;
    this.#importer = importer;
  }

  /** As `Articles.refresh`. */
  async refresh(scope: Scope, id: string, given: Article, options: RefreshOptions): Promise<RefreshResult> {
    const kept = await this.#kept(scope, id);
    const { title, source, sourceKind, addedBy } = kept;
    const bytes = options.bytes ?? textBytes(given);
    const facts = { sourceKind, addedBy, refreshedAt: Date.now(), bytes, messages: [] };
    return this.#succeed(scope, kept, { article: { ...given, title, source }, ...facts }, options);
  }

  /** As `Articles.replace`. */
  async replace(scope: Scope, id: string, given: Article, options: ReplaceOptions): Promise<RefreshResult> {
    const kept = await this.#kept(scope, id);
    const { addedBy = kept.addedBy, sourceKind = "file", bytes = textBytes(given) } = options;
    const facts = { sourceKind, addedBy, refreshedAt: Date.now(), bytes, messages: [] };
    return this.#succeed(scope, kept, { article: { ...given, title: kept.title }, ...facts }, options);
  }

  /** As `Articles.rename`. */
  async rename(scope: Scope, id: string, wanted: string, options: RenameOptions): Promise<RefreshResult> {
    const title = titleIn(wanted);
    if (title === "") throw new EmptyTitleError();
    const kept = await this.#kept(scope, id);
    const paragraphs = await this.#store.articles.readText(scope, id);
    if (paragraphs === undefined) throw new UnknownArticleError(id);
    const { source, site, published, sourceKind, addedBy, refreshedAt, bytes, messages } = kept;
    const facts = { ...(site !== null && { site }), ...(published !== null && { published }) };
    const article = { title, source, ...facts, paragraphs };
    return this.#succeed(scope, kept, { article, sourceKind, addedBy, refreshedAt, bytes, messages }, options);
  }

  /** Gives an article its next edition; the one of before answers until the next is embedded. */
  async #succeed(
    scope: Scope,
    kept: ArticleRecord,
    { article, ...facts }: Edition,
    options: ReplaceOptions,
  ): Promise<RefreshResult> {
    const { id, addedAt } = kept;
    const contentHash = await contentHashOf(article);
    const isSame = contentHash === kept.contentHash && article.title === kept.title && article.source === kept.source;
    if (isSame && facts.sourceKind === kept.sourceKind) return { kind: "unchanged", article: summaryOf(kept) };
    const before = await this.#store.articles.readText(scope, id);
    if (before === undefined) throw new UnknownArticleError(id);
    const { importId = newId() } = options;
    const pending = await importOf(article, contentHash, { ...facts, importId, id, addedAt });
    await this.#importer.supersede(scope, pending, options);
    return {
      kind: "refreshed",
      article: summaryOf({ ...pending, paragraphs: pending.content.length }),
      changes: changesBetween(before, article.paragraphs),
    };
  }

  /** @throws UnknownArticleError */
  async #kept(scope: Scope, id: string): Promise<ArticleRecord> {
    const record = (await this.#store.articles.list(scope)).find((one) => one.id === id);
    if (record === undefined) throw new UnknownArticleError(id);
    return record;
  }
}
