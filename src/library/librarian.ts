import type { Article } from "../documents/article.js";
import type { SourceKind } from "../documents/documents.js";
import type { Answer } from "../retrieval/answer.js";
import type { Person, Scope } from "../store/scope.js";
import type { ScopeSettings } from "../store/scope-settings.js";
import type { Feedback, Traces, VerdictCount } from "../store/store.js";
import type { Changes } from "./content.js";
import type { Progress } from "./embed-article.js";
import type { ArticleSummary, Library } from "./library.js";
import type { Section } from "./outline.js";

/** An article as its readers may know it. Times are milliseconds since 1970. */
export interface ArticleDetails extends ArticleSummary {
  /** Everyone's (the operator's), or of the scope that asks. Only the latter can be changed from there. */
  readonly owner: "house" | "scope";
  readonly sourceKind: SourceKind;
  /** The site that published it and when (ISO 8601), where the document told. */
  readonly site: string | null;
  readonly published: string | null;
  readonly addedBy: Person | null;
  readonly addedAt: number;
  readonly refreshedAt: number | null;
  readonly bytes: number;
  /** `false` while it cannot be asked, because the model that read it is gone and the present one is still at it. */
  readonly ready: boolean;
  /** `false` when the database could not give it the last time: it is left out of all answers. */
  readonly readable: boolean;
}

/** How an article is added. */
export interface AddOptions {
  /** Instead of the article's own. */
  readonly title?: string | undefined;
  /** Default: null, the operator. */
  readonly addedBy?: Person | null;
  /** Default: "file". */
  readonly sourceKind?: SourceKind;
  /** Size of the document it was read from. Default: of its text in UTF-8. */
  readonly bytes?: number;
  /** An article of this id is replaced. Default: a new one. */
  readonly id?: string;
  readonly onProgress?: Progress | undefined;
  /** Of `beginReading`: the reading ends as the import begins. */
  readonly readingId?: string;
  /** Cancels: nothing is kept, and the signal's reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** What became of an article that was to be added. */
export type AddResult =
  | { readonly kind: "added"; readonly article: ArticleSummary }
  /** The scope has its content already, under whatever title, or is just reading it (`importing`). */
  | { readonly kind: "already-here"; readonly article: ArticleSummary; readonly importing: boolean };

/** What became of an article whose document was read again. */
export type RefreshResult =
  | { readonly kind: "unchanged"; readonly article: ArticleSummary }
  | { readonly kind: "refreshed"; readonly article: ArticleSummary; readonly changes: Changes };

/** `too-late`: nothing of that id can be restored. `already-here`: its content was added again meanwhile. */
export type RestoreResult = "restored" | "too-late" | "already-here";

/** An article with its sections; none where its text cannot be read. */
export interface ArticleOutline extends ArticleDetails {
  readonly sections: readonly Section[];
  /** What people of the scope that asks said of its paragraphs as answers; nobody else's. */
  readonly verdicts: readonly Feedback["verdict"][];
}

/** All that is kept about a person. */
export interface KeptOfPerson extends Traces {
  /** The articles that only they can ask, in direct messages. */
  readonly articles: readonly ArticleDetails[];
  readonly settings: ScopeSettings;
}

/**
 * The library for those who change it. `ImportError`, `UnknownArticleError` and `SettingsError` have messages for the
 * person; `StoreError` is for the operator. Whether a person may is for the caller to know.
 */
export interface Librarian extends Library {
  /**
   * Whether something of this size may be added now: to be asked before a document is fetched or read.
   * @param replaced the id of an article of this very scope that is to be refreshed.
   * @throws ImportsForbiddenError, QuotaError, UnknownArticleError
   */
  checkImport(scope: Scope, bytes?: number, replaced?: string): Promise<void>;
  /**
   * Notes that a person's document is being fetched or read: should the process end meanwhile, the next start tells them.
   * @param name what the document is called.
   * @returns the id for `add` and `endReading`.
   */
  beginReading(scope: Scope, person: Person, name: string): Promise<string>;
  /** Takes the note back; nothing where it is gone already. */
  endReading(scope: Scope, readingId: string): Promise<void>;
  /** Embeds an article and keeps it, whole or not at all. @throws ImportsForbiddenError, QuotaError, ImportCancelledError */
  add(scope: Scope, article: Article, options?: AddOptions): Promise<AddResult>;
  /**
   * Gives an article of this very scope the content that its document has now; the old stays until the new is embedded.
   * @throws UnknownArticleError and what `add` throws
   */
  refresh(scope: Scope, id: string, article: Article, options?: RefreshOptions): Promise<RefreshResult>;
  /** Removes an article of this very scope; whether there was one. It can be restored for `UNDO_TIME`. */
  remove(scope: Scope, id: string): Promise<boolean>;
  /** Takes a removal back. @throws QuotaError when its room was taken meanwhile */
  restore(scope: Scope, id: string): Promise<RestoreResult>;
  /** The articles that `scope` sees, with their details, by title: the house's, then its own. */
  details(scope: Scope): Promise<readonly ArticleDetails[]>;
  /** Reads all the articles that `scope` sees, so that `details` knows which of them cannot be. */
  check(scope: Scope): Promise<void>;
  /** @throws UnknownArticleError */
  show(scope: Scope, id: string): Promise<ArticleOutline>;
  /** The whole text, for an export. @throws UnknownArticleError, UnreadableArticleError */
  text(scope: Scope, id: string): Promise<Article>;
  /** Articles that `scope` sees by what somebody types of their titles, typos forgiven, nearest first. Default: at most 25. */
  find(scope: Scope, typed: string, limit?: number): Promise<readonly ArticleSummary[]>;
  /** Answers from a text that is not kept, as strictly as `scope` has it. @throws EmptyQuestionError, QuestionTooLongError */
  askText(scope: Scope, article: Article, question: string): Promise<Answer>;
  settings(scope: Scope): Promise<ScopeSettings>;
  /** @throws SettingsError */
  changeSettings(scope: Scope, change: Partial<ScopeSettings>): Promise<ScopeSettings>;
  /** Which article a channel asks first; null for none. @throws UnknownArticleError, SettingsError */
  setDefaultArticle(scope: Scope, channelId: string, articleId: string | null): Promise<void>;
  /** The article that a channel asks first, while there is one. */
  defaultArticle(scope: Scope, channelId: string): Promise<ArticleSummary | undefined>;
  /** Keeps a person's verdict on a paragraph, instead of an earlier one. @throws UnknownArticleError */
  giveFeedback(scope: Scope, feedback: Omit<Feedback, "at">): Promise<void>;
  /** For the operator alone: the verdicts on a scope's own articles, wherever they were given (the house's are, everywhere). */
  verdictsOn(scope: Scope): Promise<readonly VerdictCount[]>;
  whatIsKept(person: Person): Promise<KeptOfPerson>;
  /**
   * Deletes a person's own articles, settings and feedback at once. What they added to a server is the server's and stays,
   * without their name.
   */
  forgetPerson(person: Person): Promise<void>;
  /** Notes that the bot was removed from a guild: it is forgotten some days later (`Upkeep`). */
  guildLeft(guildId: string, at?: number): Promise<void>;
  /** Notes that the bot is in a guild: it is not forgotten. */
  guildJoined(guildId: string): Promise<void>;
  /** The same of all guilds at a start: those of which something is kept and that are not among them were left meanwhile. */
  guildsPresent(guildIds: readonly string[], at?: number): Promise<void>;
}

/** How an article is refreshed. */
export type RefreshOptions = Pick<AddOptions, "bytes" | "onProgress" | "signal">;

/** How long a removed article can be restored, in milliseconds. */
export const UNDO_TIME = 5 * 60_000;
