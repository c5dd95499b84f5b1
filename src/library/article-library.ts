import type { Article } from "../documents/article.js";
import type { Answer } from "../retrieval/answer.js";
import { type Person, type Scope, scopeOfPerson } from "../store/scope.js";
import type { ScopeSettings } from "../store/scope-settings.js";
import type { Feedback, Store, VerdictCount } from "../store/store.js";
import { contentHashOf } from "./content.js";
import { findTitles } from "./find-titles.js";
import { Importer, type ResumedImport, type ResumeReport, summaryOfRecord } from "./import.js";
import {
  type AddOptions,
  type AddResult,
  type ArticleDetails,
  type ArticleOutline,
  type KeptOfPerson,
  type Librarian,
  type RefreshOptions,
  type RefreshResult,
  type RestoreResult,
  UNDO_TIME,
} from "./librarian.js";
import type { ArticleSummary, AskOptions, ParagraphOfArticle } from "./library.js";
import { type Owned, Shelf } from "./loaded-articles.js";
import { type Model, Models, type OpenModel } from "./models.js";
import { outlineOf } from "./outline.js";
import { QuestionDesk } from "./question-desk.js";
import { DEFAULT_RULES, type ImportRules, limitsFor, quotaErrorOf } from "./quotas.js";
import { embedAnew } from "./re-embed.js";
import { Housekeeping } from "./retention.js";
import { SettingsDesk } from "./settings.js";

/** Discord's longest list of suggestions. */
const DEFAULT_FOUND = 25;

/** What a library is made of. */
export interface LibraryParts extends Model {
  readonly store: Store;
  /** Default: older models are gone; their articles wait until they are embedded anew. */
  readonly openModel?: OpenModel;
  /** Default: `DEFAULT_RULES`. */
  readonly rules?: ImportRules;
  /** Told, once of each, which articles cannot be read and are left out. Default: nobody is told. */
  readonly onProblem?: ((problem: Error) => void) | undefined;
}

/** The articles of a store, asked through an embedder. */
export class ArticleLibrary implements Librarian {
  readonly #store: Store;
  readonly #models: Models;
  readonly #rules: ImportRules;
  readonly #shelf: Shelf;
  readonly #importer: Importer;
  readonly #settings: SettingsDesk;
  readonly #questions: QuestionDesk;
  readonly #housekeeping: Housekeeping;
  readonly #closing = new AbortController();

  constructor({ embedder, calibration, store, openModel, rules = DEFAULT_RULES, onProblem }: LibraryParts) {
    this.#store = store;
    this.#models = new Models({ embedder, calibration }, openModel);
    this.#rules = rules;
    this.#shelf = new Shelf(store, onProblem);
    this.#settings = new SettingsDesk(store.settings);
    this.#questions = new QuestionDesk(this.#models, this.#shelf, this.#settings);
    this.#housekeeping = new Housekeeping(store, this.#shelf);
    this.#importer = new Importer(store, this.#models, rules);
  }

  /** Whether `close` was called. */
  get closed(): boolean {
    return this.#closing.signal.aborted;
  }

  ask(scope: Scope, question: string, options: AskOptions = {}): Promise<Answer> {
    return this.#questions.ask(scope, question, options);
  }

  askText(scope: Scope, article: Article, question: string): Promise<Answer> {
    return this.#questions.askText(scope, article, question, this.#closing.signal);
  }

  async articles(scope: Scope): Promise<readonly ArticleSummary[]> {
    return (await this.#shelf.visible(scope)).map(({ record }) => summaryOfRecord(record));
  }

  profile(scope: Scope, question: string, articleId: string): Promise<readonly number[]> {
    return this.#questions.profile(scope, question, articleId);
  }

  paragraph(scope: Scope, articleId: string, number: number): Promise<ParagraphOfArticle | undefined> {
    return this.#questions.paragraph(scope, articleId, number);
  }

  async details(scope: Scope): Promise<readonly ArticleDetails[]> {
    return Promise.all((await this.#shelf.visible(scope)).map((owned) => this.#detailsOf(owned)));
  }

  async find(scope: Scope, typed: string, limit = DEFAULT_FOUND): Promise<readonly ArticleSummary[]> {
    return findTitles(await this.articles(scope), typed).slice(0, limit);
  }

  async check(scope: Scope): Promise<void> {
    for (const owned of await this.#shelf.visible(scope)) await this.#shelf.check(owned);
  }

  async show(scope: Scope, id: string): Promise<ArticleOutline> {
    const owned = await this.#shelf.find(scope, id);
    const [paragraphs, feedback] = await Promise.all([this.#shelf.check(owned), this.#store.feedback.list(scope)]);
    const verdicts = feedback.filter(({ articleId }) => articleId === id).map(({ verdict }) => verdict);
    return { ...(await this.#detailsOf(owned)), sections: outlineOf(paragraphs ?? []), verdicts };
  }

  async text(scope: Scope, id: string): Promise<Article> {
    const owned = await this.#shelf.find(scope, id);
    const { title, source, site, published } = owned.record;
    const paragraphs = await this.#shelf.text(owned);
    return { title, source, ...(site !== null && { site }), ...(published !== null && { published }), paragraphs };
  }

  checkImport(scope: Scope, bytes = 0, replaced?: string): Promise<void> {
    return this.#importer.check(scope, bytes, replaced);
  }

  beginReading(scope: Scope, person: Person, name: string): Promise<string> {
    return this.#importer.beginReading(scope, person, name);
  }

  endReading(scope: Scope, readingId: string): Promise<void> {
    return this.#store.markers.end(scope, readingId);
  }

  add(scope: Scope, article: Article, options: AddOptions = {}): Promise<AddResult> {
    return this.#importer.add(scope, article, options);
  }

  refresh(scope: Scope, id: string, article: Article, options: RefreshOptions = {}): Promise<RefreshResult> {
    return this.#importer.refresh(scope, id, article, options);
  }

  /** Whether the scope keeps an article of this id with just this title and content. */
  async has(scope: Scope, id: string, article: Article): Promise<boolean> {
    const record = (await this.#store.articles.list(scope)).find((candidate) => candidate.id === id);
    return record?.title === article.title && record.contentHash === (await contentHashOf(article));
  }

  async remove(scope: Scope, id: string): Promise<boolean> {
    const removed = await this.#importer.remove(scope, id);
    this.#shelf.forget(scope, id);
    return removed;
  }

  async restore(scope: Scope, id: string): Promise<RestoreResult> {
    const limits = limitsFor(this.#rules, scope);
    const result = await this.#store.articles.restore(scope, id, Date.now() - UNDO_TIME, limits);
    if (result.kind === "over-limit") throw quotaErrorOf(result.excess);
    return result.kind;
  }

  settings(scope: Scope): Promise<ScopeSettings> {
    return this.#settings.get(scope);
  }

  changeSettings(scope: Scope, change: Partial<ScopeSettings>): Promise<ScopeSettings> {
    return this.#settings.change(scope, (settings) => ({ ...settings, ...change }));
  }

  async setDefaultArticle(scope: Scope, channelId: string, articleId: string | null): Promise<void> {
    if (articleId !== null) await this.#shelf.find(scope, articleId);
    await this.#settings.setDefault(scope, channelId, articleId);
  }

  async defaultArticle(scope: Scope, channelId: string): Promise<ArticleSummary | undefined> {
    const owned = await this.#questions.defaultArticle(scope, channelId);
    return owned && summaryOfRecord(owned.record);
  }

  async giveFeedback(scope: Scope, feedback: Omit<Feedback, "at">): Promise<void> {
    const { record } = await this.#shelf.find(scope, feedback.articleId);
    if (!Number.isInteger(feedback.paragraph) || feedback.paragraph < 1 || feedback.paragraph > record.paragraphs) {
      throw new RangeError(`Expected a paragraph from 1 to ${record.paragraphs}, got ${feedback.paragraph}.`);
    }
    await this.#store.feedback.add(scope, { ...feedback, at: Date.now() });
  }

  verdictsOn(scope: Scope): Promise<readonly VerdictCount[]> {
    return this.#store.feedback.counts(scope);
  }

  async whatIsKept(person: Person): Promise<KeptOfPerson> {
    const scope = scopeOfPerson(person);
    const [details, settings, traces] = await Promise.all([
      this.details(scope),
      this.settings(scope),
      this.#store.retention.tracesOf(person),
    ]);
    return { ...traces, settings, articles: details.filter(({ owner }) => owner === "scope") };
  }

  forgetPerson(person: Person): Promise<void> {
    return this.#housekeeping.forgetPerson(person);
  }

  guildLeft(guildId: string, at = Date.now()): Promise<void> {
    return this.#housekeeping.setLeft(guildId, at);
  }

  guildJoined(guildId: string): Promise<void> {
    return this.#housekeeping.setLeft(guildId, null);
  }

  guildsPresent(guildIds: readonly string[], at = Date.now()): Promise<void> {
    return this.#housekeeping.guildsPresent(guildIds, at);
  }

  /**
   * Deletes for good what can no longer be restored, counts that no quota needs any more, and all of the guilds that were
   * left long ago.
   * @param forgetGuildsAfter milliseconds since the bot was removed.
   */
  purge(forgetGuildsAfter: number): Promise<void> {
    return this.#housekeeping.purge(forgetGuildsAfter);
  }

  /**
   * Finishes the imports that the last process left.
   * @param onEnd told of each that ended.
   * @param onBegin told how many there are, where there are any.
   */
  resumeImports(onEnd?: (ended: ResumedImport) => void, onBegin?: (imports: number) => void): Promise<ResumeReport> {
    return this.#importer.resume(onEnd, onBegin);
  }

  /**
   * Embeds anew what another model embedded, while questions go on being answered.
   * @param only one scope. Default: all.
   * @param onProblem told of an article that cannot be, while the others go on. Default: throws it.
   * @returns how many articles.
   */
  async embedAnew(only?: Scope, onProblem: (problem: Error) => void = rethrow): Promise<number> {
    const done = await embedAnew(this.#store, this.#models, this.#closing.signal, onProblem, only);
    // Questions that began before may still need an older model.
    await this.#questions.answered();
    await this.#models.closeOlder();
    return done;
  }

  /** Stops imports, which the next start takes up, and ends older models. The embedder and the store stay open. */
  async close(): Promise<void> {
    this.#closing.abort(new Error("Pilcrow is closing."));
    this.#importer.close();
    await this.#models.closeOlder();
  }

  async #ready({ record }: Owned): Promise<boolean> {
    return (await this.#models.find(record.model)) !== undefined;
  }

  async #detailsOf(owned: Owned): Promise<ArticleDetails> {
    const { owner, record } = owned;
    const { sourceKind, site, published, addedBy, addedAt, refreshedAt, bytes } = record;
    const facts = { sourceKind, site, published, addedBy, addedAt, refreshedAt, bytes };
    return {
      ...summaryOfRecord(record),
      ...facts,
      owner: owner === "house" ? "house" : "scope",
      ready: await this.#ready(owned),
      readable: this.#shelf.isReadable(owned),
    };
  }
}

function rethrow(problem: Error): never {
  throw problem;
}
