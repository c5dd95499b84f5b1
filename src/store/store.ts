import type { Article, Paragraph, SourceKind } from "../documents/article.js";
import type { ArticleRef } from "../retrieval/answer.js";
import type { ArticleVectors } from "../retrieval/article-index.js";
import type { TokenCodes } from "../retrieval/token-codes.js";
import type { StoreError } from "./errors.js";
import type { RefreshStore } from "./refresh-store.js";
import type { ReportStore } from "./report-store.js";
import type { Person, Scope } from "./scope.js";
import type { KeptSettings } from "./scope-settings.js";

// The seam between the library and whatever keeps its articles.
//
// Identity. The library makes all ids and hashes; a store only compares them.
// - `id`: one article, unique over all scopes. An import that is finished takes the place of the scope's article of its id,
//   and a later import of an id supersedes an earlier one; of another scope's id it is refused.
// - `importId`: one attempt to bring an article in, unique over all scopes; its import marker has the same.
// - `contentHash`: the same paragraphs, whatever their title. A scope has each content once, but for what a refresh brings.
// - `vectorKey`: the same title and paragraphs, and so the same vectors and tokens by the same model, in whatever scope.
//
// Owners. An import belongs to the store object through which it was begun or claimed, until it is finished, cancelled or
// released, that store is closed, or its process ends. An import without an owner waits to be claimed.
//
// Data. Texts, vectors and tokens go through as they are in memory; how they are laid out on a disk is the store's own
// business. Tokens take some kilobytes a paragraph: they are read for a few paragraphs of an article at a time, by the
// paragraphs' positions (from 0). Times are milliseconds since 1970.

/** What the store tells of an article without reading its text. */
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
  /** SHA-256 of the paragraphs. */
  readonly contentHash: string;
  /** Names the model that made its vectors. */
  readonly model: string;
  /** The messages that it was made of and people wrote, in their order; none where it was made of something else. */
  readonly messages: readonly WrittenMessage[];
  /** These facts are not what was kept: neither they nor the article can be relied on, and reading it fails. */
  readonly damaged?: true;
}

/** A message that a person wrote, as a part of an article. */
export interface WrittenMessage {
  readonly person: Person;
  /** Where it is in Discord. */
  readonly address: string;
  /** The number of its first paragraph in the article. */
  readonly first: number;
  /** And of its last. */
  readonly last: number;
}

/** An article that is to be embedded and kept. */
export interface ImportToKeep extends Omit<ArticleRecord, "paragraphs" | "model"> {
  readonly importId: string;
  readonly content: Article["paragraphs"];
  /** SHA-256 of all that is embedded, the title included. */
  readonly vectorKey: string;
}

/** An import that was claimed. */
export interface ClaimedImport extends Omit<ImportToKeep, "content"> {
  readonly scope: Scope;
  /** How many paragraphs. */
  readonly paragraphs: number;
  /** The error where the store has the import but cannot read its text. */
  readonly content: Article["paragraphs"] | StoreError;
  /** How often it was begun or claimed, this time included. */
  readonly attempts: number;
  /** How many more wait. */
  readonly left: number;
}

/** An article's embeddings and the model that made them. */
export interface Embedded {
  readonly model: string;
  readonly vectors: ArticleVectors;
  /** One for each paragraph, in order; none at all where only the vectors were made, as by older versions. */
  readonly tokens: readonly TokenCodes[];
}

/** An article's text and its embeddings, which come without the tokens. */
export interface ArticleContent extends Omit<Embedded, "tokens"> {
  readonly paragraphs: readonly Paragraph[];
  /** As in `ImportToKeep`. */
  readonly vectorKey: string;
  /** Whether it has tokens. */
  readonly hasTokens: boolean;
}

/** An article that another model embedded. */
export interface OutdatedArticle {
  readonly scope: Scope;
  readonly record: ArticleRecord;
  /** As in `ImportToKeep`. */
  readonly vectorKey: string;
}

/** What a scope has: articles and imports under way together, and how many imports it began from a time on. */
export interface Usage {
  readonly articles: number;
  /** Of the documents as they came. */
  readonly bytes: number;
  readonly paragraphs: number;
  readonly imports: number;
}

/** The most that a scope may have. `imports` are counted from `since` on. */
export interface Limits extends Usage {
  readonly since: number;
}

/** A limit that would be passed. */
export interface Excess {
  readonly of: keyof Usage;
  readonly used: number;
  readonly requested: number;
  readonly limit: number;
}

/** On what an import is begun. */
export interface BeginOptions {
  /** Now: from then on it counts among the scope's imports. */
  readonly at: number;
  /** Default: none. */
  readonly limits?: Limits | undefined;
  /** Only to replace the scope's article of the same id; other articles may have the same content. Default: false. */
  readonly refreshes?: boolean;
}

/** Whether an import was begun, and why not. */
export type BeginResult =
  | { readonly kind: "begun" }
  /** The scope has the same content under another id, as an article or as an import that somebody works on (`importing`). */
  | {
      readonly kind: "already-here";
      readonly article: ArticleRef & Pick<ArticleRecord, "paragraphs">;
      readonly importing: boolean;
    }
  | { readonly kind: "over-limit"; readonly excess: Excess }
  /** There is no article to refresh. */
  | { readonly kind: "gone" };

/** `too-late`: nothing of that id can be restored. `already-here`: the scope has its content again. */
export type RestoreResult =
  | { readonly kind: "restored" | "too-late" | "already-here" }
  | { readonly kind: "over-limit"; readonly excess: Excess };

/** Articles that are whole. */
export interface ArticleStore {
  /** The articles of one scope without those removed, by title, then id. Reads no paragraph; asked at every question. */
  list(scope: Scope): Promise<readonly ArticleRecord[]>;
  /** Text and vectors; `undefined` where the scope has no such article. */
  read(scope: Scope, id: string): Promise<ArticleContent | undefined>;
  /** The text alone. */
  readText(scope: Scope, id: string): Promise<readonly Paragraph[] | undefined>;
  /**
   * The tokens of some paragraphs, in the order asked.
   * @param paragraphs their positions
   * @param of what they must be the tokens of, as `read` gave it: positions of another text would mean other paragraphs.
   * @returns `undefined` where the scope has no such article, it has other embeddings by now, or it has no tokens
   * @throws StoreError also where it has no paragraph of a position
   */
  readTokens(
    scope: Scope,
    id: string,
    paragraphs: readonly number[],
    of: Pick<ArticleContent, "vectorKey" | "model">,
  ): Promise<readonly TokenCodes[] | undefined>;
  /** Articles of every scope, those removed left out, whose vectors are of another model; by scope, then title. */
  embeddedByOthers(model: string): Promise<readonly OutdatedArticle[]>;
  /** Replaces the vectors and tokens of an article whose title and content still have this `vectorKey`; whether they have. */
  setVectors(scope: Scope, id: string, vectorKey: string, embedded: Embedded): Promise<boolean>;
  /** Marks an article as removed at a time, and drops the imports under way of its id; whether there was an article. */
  remove(scope: Scope, id: string, at: number): Promise<boolean>;
  /** Takes a removal at `since` or later back, within `limits` (but for `imports`). Default: no limits. */
  restore(scope: Scope, id: string, since: number, limits?: Limits): Promise<RestoreResult>;
}

/**
 * The way in: an import is begun, which keeps its text; then finished with its vectors and tokens, and only then an article. Each call
 * decides and acts at once: two processes that use one store agree.
 */
export interface ImportStore {
  /**
   * Keeps what is to be embedded, or says why not. Supersedes the scope's earlier imports of the same id, and those of the
   * same content that nobody works on. Ends the import marker of its `importId`.
   */
  begin(scope: Scope, article: ImportToKeep, options: BeginOptions): Promise<BeginResult>;
  /**
   * Makes an import an article: whole or, on failure, not at all. What belonged to the article whose place it takes stays: its plan, and the
   * verdicts on paragraphs whose words are the same, which go with them. What changed is noted.
   * @returns `false` when it was superseded or cancelled
   */
  finish(scope: Scope, importId: string, embedded: Embedded): Promise<boolean>;
  /** Drops an import; whether there was one. */
  cancel(scope: Scope, importId: string): Promise<boolean>;
  /** Gives an import up without dropping it: whoever claims next goes on with it. */
  release(scope: Scope, importId: string): Promise<void>;
  /**
   * Takes the oldest import, of every scope, that has no owner.
   * @param except ids of imports that are passed over.
   */
  claim(except?: readonly string[]): Promise<ClaimedImport | undefined>;
  /**
   * What counts towards the limits of a scope.
   * @param since imports begun from this time on are counted.
   * @param except the id of an article that is to be replaced, and so is left out.
   */
  usage(scope: Scope, since: number, except?: string): Promise<Usage>;
  /** What this import's text already has from this model in whatever article, tokens too; says nothing of where. */
  sameVectors(scope: Scope, importId: string, model: string): Promise<Embedded | undefined>;
}

/** A note that a person's document is being fetched or read. Nothing of it is kept yet but this. */
export interface ImportMarker {
  /** Of the import that it is to become. */
  readonly importId: string;
  readonly scope: Scope;
  readonly person: Person;
  /** What the document is called. */
  readonly name: string;
  readonly at: number;
}

/** The import markers, by which a start can tell whose document the last process did not read to its end. */
export interface ImportMarkerStore {
  /** Keeps a marker until `end`, or until `imports.begin` with its id; nothing where there is one of its id. */
  begin(marker: ImportMarker): Promise<void>;
  end(scope: Scope, importId: string): Promise<void>;
  /**
   * Of every scope, the markers of a time or earlier, oldest first.
   * @param at the caller's start, so that nobody is at work on what was noted before. (A store of several processes leaves
   * those of its other living processes.)
   */
  listUntil(at: number): Promise<readonly ImportMarker[]>;
}

/** The settings of a scope. */
export interface SettingsStore {
  /** `undefined` where none were ever set. Asked at every question. */
  get(scope: Scope): Promise<KeptSettings | undefined>;
  /**
   * Replaces the settings that were `expected`; `false`, and nothing is changed, where others are kept by now.
   * @throws SettingsError where they make no sense.
   */
  set(scope: Scope, settings: KeptSettings, expected: KeptSettings | undefined): Promise<boolean>;
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

/** The verdicts on one paragraph. */
export interface VerdictCount {
  readonly articleId: string;
  /** The paragraph's number. */
  readonly paragraph: number;
  readonly good: number;
  readonly bad: number;
}

/** Verdicts on answers. One for each person and paragraph in a scope: a later one replaces it. */
export interface FeedbackStore {
  add(scope: Scope, feedback: Feedback): Promise<void>;
  list(scope: Scope): Promise<readonly Feedback[]>;
  /** Verdicts from every scope on the articles of one, those removed left out, by article id and paragraph. */
  counts(scope: Scope): Promise<readonly VerdictCount[]>;
}

/** Why a question is a gap: no article says it, or somebody marked what was shown as not helpful. */
export const GAP_REASONS = ["nothing-found", "not-helpful"] as const;

/** A question that the articles did not answer. */
export interface Gap {
  /** Unique over all scopes. */
  readonly id: string;
  readonly question: string;
  readonly reason: (typeof GAP_REASONS)[number];
  /** Who asked, or marked the answer. */
  readonly person: Person;
  /** The paragraph that came closest; its article may be gone by now. */
  readonly nearest: { readonly articleId: string; readonly paragraph: number } | null;
  readonly at: number;
}

/** Questions without an answer. One for each person and question in a scope: a later one replaces it. */
export interface GapStore {
  /** @param most how many a scope may have: the oldest make way. */
  add(scope: Scope, gap: Gap, most: number): Promise<void>;
  /** Oldest first. */
  list(scope: Scope): Promise<readonly Gap[]>;
  /** Takes out those of these ids; gives those that were there. */
  take(scope: Scope, ids: readonly string[]): Promise<readonly Gap[]>;
}

/** What is kept about a person outside their own scope. */
export interface Traces {
  /** Guilds with articles that the person added, and how many. */
  readonly added: readonly { readonly scope: Scope; readonly articles: number }[];
  readonly feedback: number;
  /** Questions of theirs that found nothing. */
  readonly gaps: number;
  /** Messages that they wrote, in articles that others added; by scope, then title, then their order in the article. */
  readonly messages: readonly MessageTrace[];
}

/** A person's message, and the article that has it. */
export interface MessageTrace extends Pick<WrittenMessage, "address"> {
  readonly scope: Scope;
  readonly articleId: string;
  readonly title: string;
}

/** What is due: of each kind, that of before a time. */
export interface Due {
  /** Removed articles. */
  readonly removed: number;
  /** Counts of imports begun, in every scope. */
  readonly counts: number;
  /** Questions without an answer. */
  readonly gaps: number;
  /** Guilds that the bot left, with all that is theirs but the counts. */
  readonly left: number;
  /** Verdicts and gaps of some scopes. Default: none. */
  readonly sooner?: readonly { readonly scope: Scope; readonly before: number }[];
}

/** What is forgotten, and when; across scopes: for the clock, and for a person on what is theirs. */
export interface RetentionStore {
  /** Deletes for good what is due. @returns the scopes that were forgotten whole. */
  purge(due: Due): Promise<readonly Scope[]>;
  /** What is kept about a person in other scopes than their own. */
  tracesOf(person: Person): Promise<Traces>;
  /**
   * Deletes a person's own scope, their feedback, gaps, import markers and reports in every scope, and takes their name off articles,
   * imports and messages in them; what was removed or is on its way in, was added by others and has messages of theirs is deleted.
   * @param countedSince counts of imports begun from this time on stay: limits still need them.
   */
  forgetPerson(person: Person, countedSince: number): Promise<void>;
  /** Notes when the bot left guilds (a later time does not replace an earlier one), or, with `null`, that it is there. */
  setLeft(guilds: readonly Scope[], at: number | null): Promise<void>;
  /** Every guild of which something is kept. */
  guilds(): Promise<readonly Scope[]>;
}

/**
 * Keeps articles, their vectors and tokens, and what belongs to them. Every call names the scope and sees nothing outside it; the
 * exceptions say so. All failures are `StoreError`, but where another error is named.
 */
export interface Store {
  readonly articles: ArticleStore;
  readonly imports: ImportStore;
  readonly markers: ImportMarkerStore;
  readonly settings: SettingsStore;
  readonly feedback: FeedbackStore;
  readonly gaps: GapStore;
  readonly refreshes: RefreshStore;
  readonly reports: ReportStore;
  readonly retention: RetentionStore;
  /** @throws StoreError where nothing more can be kept, as where its files were deleted while it is open */
  check(): Promise<void>;
  close(): Promise<void>;
}
