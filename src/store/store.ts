import type { Article, Paragraph } from "../documents/article.js";
import type { SourceKind } from "../documents/documents.js";
import type { ArticleRef } from "../retrieval/answer.js";
import type { ArticleVectors } from "../retrieval/article-index.js";
import type { Person, Scope } from "./scope.js";
import type { ScopeSettings } from "./scope-settings.js";

/** What the store tells of an article without reading its text. Times are milliseconds since 1970. */
export interface ArticleRecord extends ArticleRef {
  readonly sourceKind: SourceKind;
  /** The name of the site that published it, where the document told. */
  readonly site: string | null;
  /** When it was published, as an ISO 8601 date or date and time, where the document told. */
  readonly published: string | null;
  /** Who added it; `null` for the operator, and after that person was forgotten. */
  readonly addedBy: Person | null;
  readonly addedAt: number;
  /** When its content was last fetched anew, if ever. */
  readonly refreshedAt: number | null;
  /** Size of the document it was read from. */
  readonly bytes: number;
  /** How many paragraphs. */
  readonly paragraphs: number;
  /** SHA-256 of the paragraphs: the same content has the same hash, whatever its title. */
  readonly contentHash: string;
  /** Names the model that made its vectors. */
  readonly model: string;
}

/** An article that is to be embedded and kept. */
export interface ImportToKeep extends Omit<ArticleRecord, "paragraphs" | "model"> {
  readonly importId: string;
  readonly content: Article["paragraphs"];
  /** SHA-256 of all that is embedded, the title included: articles with the same key have the same vectors. */
  readonly vectorKey: string;
}

/** An import that was taken up. */
export interface PendingImport extends ImportToKeep {
  /** How often it was taken up, its beginning included. */
  readonly attempts: number;
}

/** What counts of an import under way, without its text. */
export type ImportSummary = Pick<ArticleRecord, "id" | "bytes" | "paragraphs" | "contentHash"> & {
  readonly importId: string;
};

/** An article's embeddings and the model that made them. */
export interface Embedded {
  readonly model: string;
  readonly vectors: ArticleVectors;
}

/** An article's text and its embeddings. */
export interface ArticleContent extends Embedded {
  readonly contentHash: string;
  readonly paragraphs: readonly Paragraph[];
}

/** Articles that are whole. */
export interface ArticleStore {
  /** The articles of one scope without those removed, by title, then id. Reads no paragraph. */
  list(scope: Scope): Promise<readonly ArticleRecord[]>;
  /** Text and vectors; `undefined` where the scope has no such article. */
  read(scope: Scope, id: string): Promise<ArticleContent | undefined>;
  /** The text alone. */
  readText(scope: Scope, id: string): Promise<readonly Paragraph[] | undefined>;
  /** Replaces the vectors of an article whose title and content still have this `vectorKey`; whether they have. */
  setVectors(scope: Scope, id: string, vectorKey: string, embedded: Embedded): Promise<boolean>;
  /** Marks an article as removed at a time; whether there was one. */
  remove(scope: Scope, id: string, at: number): Promise<boolean>;
  /** What was removed at `since` or later and can be restored. */
  removed(scope: Scope, since: number): Promise<readonly ArticleRecord[]>;
  /** Takes a removal at `since` or later back; whether there was one. */
  restore(scope: Scope, id: string, since: number): Promise<boolean>;
}

/** The way in: an import is kept first, then finished with its vectors, and only then an article. */
export interface ImportStore {
  /** Keeps what is to be embedded, counts it for `countSince`, and ends the reading of this id. */
  begin(scope: Scope, article: ImportToKeep, at: number): Promise<void>;
  /**
   * Makes an import an article, replacing that of the same id: whole or, on failure, not at all.
   * `false` when the import is no longer there (it was cancelled).
   */
  finish(scope: Scope, importId: string, embedded: Embedded): Promise<boolean>;
  /** Drops an import; whether there was one. */
  cancel(scope: Scope, importId: string): Promise<boolean>;
  /** The imports of one scope that are neither finished nor cancelled, oldest first. */
  pending(scope: Scope): Promise<readonly ImportSummary[]>;
  /** The imports of every scope, oldest first: what a start takes up again. */
  waiting(): Promise<readonly { readonly scope: Scope; readonly importId: string }[]>;
  /** Reads an import and counts that it was taken up once more; `undefined` when it is no longer there. */
  takeUp(scope: Scope, importId: string): Promise<PendingImport | undefined>;
  /** How many imports the scope began at `since` or later. */
  countSince(scope: Scope, since: number): Promise<number>;
  /** The vectors that this import's text already has from this model in whatever article; says nothing of where. */
  sameVectors(scope: Scope, importId: string, model: string): Promise<ArticleVectors | undefined>;
}

/** A document that a person gave and that is being fetched or read. Nothing of it is kept yet but this. */
export interface Reading {
  /** Of the import that it is to become. */
  readonly importId: string;
  readonly scope: Scope;
  readonly person: Person;
  /** What the document is called. */
  readonly name: string;
  readonly at: number;
}

/** The documents being read, so that a start can tell whose reading the last process did not end. */
export interface ReadingStore {
  /** Notes a document until `end`, or until `imports.begin` with its id. */
  begin(reading: Reading): Promise<void>;
  end(scope: Scope, importId: string): Promise<void>;
  /** Takes out what was noted at a time or earlier, of every scope, oldest first. */
  takeUntil(at: number): Promise<readonly Reading[]>;
}

/** A person's verdict on a paragraph as an answer. */
export interface Feedback {
  readonly person: Person;
  readonly articleId: string;
  /** The paragraph's number. */
  readonly paragraph: number;
  readonly verdict: "good" | "bad";
  readonly at: number;
}

/** Verdicts on answers. One for each person and paragraph in a scope: a later one replaces it. */
export interface FeedbackStore {
  add(scope: Scope, feedback: Feedback): Promise<void>;
  list(scope: Scope): Promise<readonly Feedback[]>;
  /** Deletes those of one person; how many. */
  removeBy(scope: Scope, person: Person): Promise<number>;
}

/** The verdicts on one paragraph. */
export interface VerdictCount {
  readonly articleId: string;
  /** The paragraph's number. */
  readonly paragraph: number;
  readonly good: number;
  readonly bad: number;
}

/** The settings of a scope. */
export interface SettingsStore {
  /** `undefined` where none were ever set. */
  get(scope: Scope): Promise<ScopeSettings | undefined>;
  set(scope: Scope, settings: ScopeSettings): Promise<void>;
}

/** What is kept about a person outside their own scope. */
export interface Traces {
  /** Guilds with articles that the person added, and how many. */
  readonly added: readonly { readonly scope: Scope; readonly articles: number }[];
  readonly feedback: number;
}

/** An article that another model embedded. */
export interface OutdatedArticle {
  readonly scope: Scope;
  readonly record: ArticleRecord;
  /** As in `ImportToKeep`. */
  readonly vectorKey: string;
}

/** Work across scopes that no member can ask for: the operator's, the clock's, and a person's on what is theirs. */
export interface Upkeep {
  /** Articles, those removed left out, whose vectors are of another model. */
  embeddedByOthers(model: string): Promise<readonly OutdatedArticle[]>;
  /** Deletes for good what was removed before a time; how many articles. */
  purgeRemoved(before: number): Promise<number>;
  /** Verdicts from every scope on the articles of one, those removed left out, by article id and paragraph. */
  verdictsOn(scope: Scope): Promise<readonly VerdictCount[]>;
  /** Deletes everything of a scope but the counts of imports begun at `countedSince` or later: quotas still need those. */
  forgetScope(scope: Scope, countedSince: number): Promise<void>;
  /** Deletes the counts of imports begun before a time, in every scope. */
  dropCounts(before: number): Promise<void>;
  /** What is kept about a person in other scopes than their own. */
  tracesOf(person: Person): Promise<Traces>;
  /** Deletes a person's feedback and readings, and takes their name off articles and imports of every scope. */
  forgetTraces(person: Person): Promise<void>;
  /** Notes when the bot left a guild, or (`null`) that it is there. */
  setLeft(scope: Scope, at: number | null): Promise<void>;
  /** Every guild of which something is kept. */
  guilds(): Promise<readonly Scope[]>;
  /** The guilds left before a time. */
  leftBefore(before: number): Promise<readonly Scope[]>;
}

/**
 * Keeps articles, their vectors and what belongs to them. The seam between the library and a database. Every call names
 * the scope and sees nothing outside it; the exceptions are in `upkeep`, `waiting`,
 * `takeUntil` and `sameVectors`, and say so. All failures are `StoreError`.
 */
export interface Store {
  readonly articles: ArticleStore;
  readonly imports: ImportStore;
  readonly readings: ReadingStore;
  readonly settings: SettingsStore;
  readonly feedback: FeedbackStore;
  readonly upkeep: Upkeep;
  close(): Promise<void>;
}
