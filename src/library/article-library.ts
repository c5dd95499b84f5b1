import { createHash, randomBytes } from "node:crypto";
import type { Article } from "../article/article.js";
import type { Embedder } from "../embedding/embedder.js";
import type { Answer } from "../retrieval/answer.js";
import { type ArticleIndex, indexArticle } from "../retrieval/article-index.js";
import type { Calibration } from "../retrieval/confidence.js";
import { askArticles } from "./ask-articles.js";
import { embedArticle, type Progress } from "./embed-article.js";
import { IndexCache } from "./index-cache.js";
import type { ArticleSummary, AskOptions, Library } from "./library.js";
import { EmptyQuestionError, QuestionTooLongError, UnknownArticleError } from "./library-error.js";
import type { Scope } from "./scope.js";
import type { ArticleRecord, Store } from "./store.js";

const DEFAULT_TOP = 3;

/** Discord's longest option; a longer text is no question. */
const MAX_QUESTION_LENGTH = 6000;

/** What a library is made of. */
export interface LibraryParts {
  readonly embedder: Embedder;
  readonly store: Store;
  readonly calibration: Calibration;
}

/** The articles of a store, asked through an embedder. */
export class ArticleLibrary implements Library {
  readonly #embedder: Embedder;
  readonly #store: Store;
  readonly #calibration: Calibration;
  readonly #indexes = new IndexCache();

  constructor({ embedder, store, calibration }: LibraryParts) {
    this.#embedder = embedder;
    this.#store = store;
    this.#calibration = calibration;
  }

  async ask(scope: Scope, question: string, { articleId, top = DEFAULT_TOP }: AskOptions = {}): Promise<Answer> {
    const text = question.trim();
    if (text === "") throw new EmptyQuestionError();
    if (text.length > MAX_QUESTION_LENGTH) throw new QuestionTooLongError(text.length, MAX_QUESTION_LENGTH);
    const records = await this.#visible(scope, articleId);
    if (records.length === 0) return { kind: "no-article", question: text };
    const indexes = await Promise.all(records.map(([owner, record]) => this.#index(owner, record)));
    return askArticles(this.#embedder, text, indexes, { calibration: this.#calibration, strictness: "balanced", top });
  }

  async articles(scope: Scope): Promise<readonly ArticleSummary[]> {
    const visible = await this.#visible(scope);
    return visible.map(([, { id, title, source, paragraphs }]) => ({ id, title, source, paragraphs }));
  }

  /**
   * Embeds an article and keeps it; an article of the same id is replaced. Nothing is kept unless all of it is.
   * @param id default: a new one.
   */
  async add(scope: Scope, article: Article, options: { id?: string; onProgress?: Progress } = {}): Promise<void> {
    const id = options.id ?? randomBytes(9).toString("base64url");
    const vectors = await embedArticle(this.#embedder, article, options.onProgress);
    await this.#store.put(scope, {
      id,
      title: article.title,
      source: article.source,
      contentHash: contentHashOf(article),
      addedAt: Date.now(),
      content: article.paragraphs,
      model: this.#embedder.model,
      vectors,
    });
    this.#indexes.forget(id);
  }

  /** Removes an article of this very scope; whether there was one. */
  async remove(scope: Scope, id: string): Promise<boolean> {
    this.#indexes.forget(id);
    return this.#store.remove(scope, id);
  }

  /** Whether the scope keeps an article of this id with just this content, embedded by the present model. */
  async has(scope: Scope, id: string, article: Article): Promise<boolean> {
    const record = (await this.#store.list(scope)).find((candidate) => candidate.id === id);
    if (record?.contentHash !== contentHashOf(article)) return false;
    return (await this.#store.read(scope, id, this.#embedder.model)) !== undefined;
  }

  /** What a scope sees, each with the scope that owns it: the house's articles and its own, or the one asked for. */
  async #visible(scope: Scope, articleId?: string): Promise<[Scope, ArticleRecord][]> {
    const owners: Scope[] = scope === "house" ? ["house"] : ["house", scope];
    const lists = await Promise.all(
      owners.map(async (owner) =>
        (await this.#store.list(owner)).map((record): [Scope, ArticleRecord] => [owner, record]),
      ),
    );
    const all = lists.flat();
    if (articleId === undefined) return all;
    const one = all.filter(([, { id }]) => id === articleId);
    if (one.length === 0) throw new UnknownArticleError(articleId);
    return one;
  }

  async #index(scope: Scope, record: ArticleRecord): Promise<ArticleIndex> {
    const known = this.#indexes.get(record.id);
    if (known) return known;
    const content = await this.#store.read(scope, record.id, this.#embedder.model);
    if (content === undefined) throw new UnknownArticleError(record.title);
    const { id, title, source } = record;
    const index = indexArticle({ id, title, source }, content.paragraphs, content.vectors);
    this.#indexes.put(index);
    return index;
  }
}

/** SHA-256 of title and paragraphs: the same content, wherever it came from, has the same hash. */
function contentHashOf({ title, paragraphs }: Article): string {
  return createHash("sha256")
    .update(JSON.stringify([title, paragraphs]))
    .digest("hex");
}
