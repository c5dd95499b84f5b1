import type { Article, Paragraph } from "../documents/article.js";
import type { Answer, ArticleRef, Section } from "../retrieval/answer.js";
import type { ArticleChange, Changes, RefreshPace, RefreshPlan } from "../store/refresh-store.js";
import type { GLOBAL, Person, Scope } from "../store/scope.js";
import type { ScopeSettings } from "../store/scope-settings.js";
import type { ArticleRecord, Feedback, Traces, VerdictCount } from "../store/store.js";
import type { Progress } from "./embed-article.js";

/** An article in a list. */
export interface ArticleSummary extends ArticleRef {
  /** How many paragraphs it has. */
  readonly paragraphs: number;
}

/** Narrows a question. */
export interface AskOptions {
  /** Ask this article only; unknown in the scope: `UnknownArticleError`. Default: all articles of the scope. */
  readonly articleId?: string;
  /** The channel where it is asked: its default article, where it has one, is asked first, the others if that does not say. */
  readonly channelId?: string | undefined;
  /** The thread of that channel, where it is asked in one: its own default article comes before the channel's. */
  readonly threadId?: string | undefined;
  /** At most this many passages. Default 3. */
  readonly top?: number;
  /** Of several articles the one that a question about the whole means, where it names none and the channel has no default: the last one that answered. */
  readonly lastArticleId?: string | undefined;
  /** The question is one about an article as a whole, however it is worded. */
  readonly whole?: boolean;
}

/** One paragraph, and whose it is. */
export interface ParagraphOfArticle {
  readonly article: ArticleRef;
  readonly paragraph: Paragraph;
}

/** What people who ask need. A scope sees the global articles and its own. Whether a person may is for the caller to know. */
export interface Library {
  /**
   * Answers from the articles that `scope` sees.
   * @throws QuestionError with a message for the person: nothing asked, too long, an article that is not there or not readable
   */
  ask(scope: Scope, question: string, options?: AskOptions): Promise<Answer>;
  /** Answers from a text that is not kept, as strictly as `scope` has it. @throws QuestionError */
  askText(scope: Scope, article: Article, question: string): Promise<Answer>;
  /** The articles that `scope` sees: its own, then the global ones, each by title as people count (2 before 10). */
  list(scope: Scope): Promise<readonly ArticleSummary[]>;
  /** Those by what somebody types of their titles, typos forgiven, nearest first. Default: at most 25. */
  find(scope: Scope, typed: string, limit?: number): Promise<readonly ArticleSummary[]>;
  /** A paragraph by its number; `undefined` where `scope` sees no such article or paragraph. */
  paragraph(scope: Scope, articleId: string, number: number): Promise<ParagraphOfArticle | undefined>;
  /** Keeps a person's verdict on a paragraph, instead of an earlier one. @throws UnknownArticleError */
  giveFeedback(scope: Scope, feedback: Omit<Feedback, "at">): Promise<void>;
}

/** What those who keep articles need, and those who look into them. */
export interface Articles {
  /** The articles that `scope` sees, with their details, in the order of `Library.list`. */
  details(scope: Scope): Promise<readonly ArticleDetails[]>;
  /** Reads all the articles that `scope` sees, so that `details` knows which of them cannot be read. */
  check(scope: Scope): Promise<void>;
  /** An article with its sections. @throws UnknownArticleError */
  show(scope: Scope, id: string): Promise<ArticleOutline>;
  /** The whole text, for an export. @throws UnknownArticleError, UnreadableArticleError */
  text(scope: Scope, id: string): Promise<Article>;
  /** For the operator alone: the verdicts on a scope's own articles, from whatever scope they came. */
  verdictsOn(scope: Scope): Promise<readonly VerdictCount[]>;
  /**
   * Whether something of this size may be added now: to be asked before a document is fetched or read.
   * @param replaced the id of an article of this very scope that is to be refreshed
   * @throws ImportsForbiddenError, QuotaError, UnknownArticleError
   */
  checkImport(scope: Scope, bytes?: number, replaced?: string): Promise<void>;
  /**
   * Sets an import marker: a person's document is being fetched or read. Should the process end meanwhile, the next start
   * tells them.
   * @param name what the document is called
   * @param importId where it has one already; a second marker of the same id changes nothing. Default: a new one
   * @returns the id for `add` and `endImport`
   */
  beginImport(scope: Scope, person: Person, name: string, importId?: string): Promise<string>;
  /** Takes the import marker away; nothing where it is gone already. */
  endImport(scope: Scope, importId: string): Promise<void>;
  /** Embeds an article and keeps it, whole or not at all. @throws ImportError: forbidden, over a quota, cancelled, interrupted */
  add(scope: Scope, article: Article, options?: AddOptions): Promise<AddResult>;
  /**
   * Gives an article of this very scope the content that its document has now; the old stays until the new is embedded.
   * @throws UnknownArticleError and what `add` throws
   */
  refresh(scope: Scope, id: string, article: Article, options?: RefreshOptions): Promise<RefreshResult>;
  /**
   * Gives an article of this very scope the content of another document, under its title; the old stays until the new is embedded.
   * It is no longer planned where the new one has no address.
   * @throws UnknownArticleError and what `add` throws
   */
  replace(scope: Scope, id: string, article: Article, options?: ReplaceOptions): Promise<RefreshResult>;
  /**
   * Gives an article of this very scope another title: it is embedded anew with it, and the old one stays until that is done.
   * @throws EmptyTitleError, UnknownArticleError and what `add` throws
   */
  rename(scope: Scope, id: string, title: string, options?: RenameOptions): Promise<RefreshResult>;
  /**
   * Has an article of this very scope fetched anew from its address time and again, or with `null` no more.
   * @throws NoAddressError, UnknownArticleError
   */
  plan(scope: Scope, id: string, pace: RefreshPace | null): Promise<void>;
  /** Whether the scope keeps an article of this id with just this title and content. */
  has(scope: Scope, id: string, article: Article): Promise<boolean>;
  /** Removes an article of this very scope; whether there was one. It can be restored for `UNDO_TIME`. */
  remove(scope: Scope, id: string): Promise<boolean>;
  /** Takes a removal back. @throws QuotaError when its place was taken meanwhile */
  restore(scope: Scope, id: string): Promise<RestoreResult>;
}

/** What a guild or a person has set. */
export interface Settings {
  get(scope: Scope): Promise<ScopeSettings>;
  /** @throws SettingsError when the change makes no sense; the settings stay */
  change(scope: Scope, change: Partial<ScopeSettings>): Promise<ScopeSettings>;
  /**
   * Takes out what is gone from Discord, and gives what is left. Who may ask, and where, is not widened by it.
   * @param isGone whether the channel or role of an id is
   */
  forget(scope: Scope, isGone: (id: string) => boolean): Promise<ScopeSettings>;
  /** Which article a channel or thread asks first; null for none. @throws UnknownArticleError, SettingsError */
  setDefaultArticle(scope: Scope, channelId: string, articleId: string | null): Promise<void>;
}

/** What is kept about people and guilds, and how it is forgotten. */
export interface Retention {
  whatIsKept(person: Person): Promise<KeptOfPerson>;
  /**
   * Deletes a person's own articles, settings and feedback at once, and the messages that `withdrawMessages` takes out. What they
   * added to a server is the server's and stays, without their name.
   */
  forgetPerson(person: Person): Promise<void>;
  /**
   * Takes the messages that a person wrote out of the articles that others made of them; an article of nothing else goes with them.
   * What is left of another is embedded anew, and answers meanwhile as it was.
   * @param articleId only out of this one. Default: all
   * @returns how many messages
   */
  withdrawMessages(person: Person, articleId?: string): Promise<number>;
  /** Notes that the bot was removed from a guild: all of the guild is forgotten some days later (`purge`). */
  guildLeft(guildId: string, at?: number): Promise<void>;
  /** Notes that the bot is in a guild: it is not forgotten. */
  guildJoined(guildId: string): Promise<void>;
  /** The same of all guilds at a start: those of which something is kept and that are not among them were left meanwhile. */
  guildsPresent(guildIds: readonly string[], at?: number): Promise<void>;
  /**
   * Deletes for good what can no longer be restored, counts that no quota needs any more, and all of the guilds that were
   * left long ago.
   * @param forgetGuildsAfter milliseconds since the bot was removed
   */
  purge(forgetGuildsAfter: number): Promise<void>;
}

/** An article as its readers may know it. Times are milliseconds since 1970. */
export interface ArticleDetails
  extends ArticleSummary,
    Pick<ArticleRecord, "sourceKind" | "site" | "published" | "addedBy" | "addedAt" | "refreshedAt" | "bytes"> {
  /** Everyone's (the operator's), or of the scope that asks. Only the latter can be changed from there. */
  readonly owner: typeof GLOBAL | "scope";
  /** `false` while it cannot be asked, because the model that embedded it is gone and the present one has not embedded it yet. */
  readonly ready: boolean;
  /** `false` when the store could not give it the last time: it is left out of all answers. */
  readonly readable: boolean;
  /** How it is fetched anew time and again; `null` where it is not. */
  readonly plan: Pick<RefreshPlan, "pace" | "nextAt" | "failures" | "problem"> | null;
  /** What changed in it, the latest first. */
  readonly changes: readonly ArticleChange[];
}

/** How an article is added. */
export interface AddOptions {
  /** Instead of the article's own. */
  readonly title?: string | undefined;
  /** Default: null, the operator. */
  readonly addedBy?: Person | null;
  /** Default: "file". */
  readonly sourceKind?: ArticleRecord["sourceKind"];
  /** Size of the document it was read from. Default: of its text in UTF-8. */
  readonly bytes?: number;
  /** An article of this id is replaced. Default: a new one. */
  readonly id?: string;
  /** Told after each paragraph how many of how many are embedded. */
  readonly onProgress?: Progress | undefined;
  /** Messages that people wrote and it is made of. Default: none. */
  readonly messages?: ArticleRecord["messages"] | undefined;
  /** Of `beginImport`: its import marker goes as the import begins. */
  readonly importId?: string;
  /** Cancels: nothing is kept, and the signal's reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** How an article is refreshed. */
export type RefreshOptions = Pick<AddOptions, "bytes" | "onProgress" | "signal">;

/** How an article is replaced; who does counts as who added it. */
export type ReplaceOptions = Pick<
  AddOptions,
  "addedBy" | "sourceKind" | "bytes" | "onProgress" | "importId" | "signal"
>;

/** How an article is renamed. */
export type RenameOptions = Pick<AddOptions, "onProgress" | "signal">;

/** What became of an article that was to be added. */
export type AddResult =
  | { readonly kind: "added"; readonly article: ArticleSummary }
  /** The scope has its content already, under whatever title, or is just reading it (`importing`). */
  | { readonly kind: "already-here"; readonly article: ArticleSummary; readonly importing: boolean };

/** What became of an article that was to have another edition. */
export type RefreshResult =
  | { readonly kind: "unchanged"; readonly article: ArticleSummary }
  | { readonly kind: "refreshed"; readonly article: ArticleSummary; readonly changes: Changes };

/** `too-late`: nothing of that id can be restored. `already-here`: its content was added again meanwhile. */
export type RestoreResult = "restored" | "too-late" | "already-here";

/** How long a removed article can be restored, in milliseconds. */
export const UNDO_TIME = 5 * 60_000;

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
