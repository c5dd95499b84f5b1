import { isDeepStrictEqual } from "node:util";
import type { Paragraph } from "../documents/article.js";
import { StoreError } from "./errors.js";
import { MemoryRefreshes } from "./memory-refreshes.js";
import type { ImportReport } from "./report-store.js";
import { byTitle, compare, type Kept, refusalOf, restorable, supersededBy, usageOf } from "./rules.js";
import { changesBetween, samePlaces } from "./same-places.js";
import { guildOf, type Person, type Scope, scopeOfPerson } from "./scope.js";
import { type KeptSettings, parseSettings } from "./scope-settings.js";
import type {
  ArticleRecord,
  BeginOptions,
  BeginResult,
  Embedded,
  Feedback,
  Gap,
  ImportMarker,
  ImportToKeep,
  MessageTrace,
  Store,
  VerdictCount,
} from "./store.js";

function byTime(a: { at: number; importId: string }, b: { at: number; importId: string }): number {
  return a.at - b.at || compare(a.importId, b.importId);
}

interface KeptArticle {
  readonly scope: Scope;
  readonly content: readonly Paragraph[];
  readonly vectorKey: string;
  record: ArticleRecord;
  /** Its model is the record's. */
  embedded: Embedded;
  removedAt: number | undefined;
}

interface KeptImport extends ImportToKeep {
  readonly scope: Scope;
  attempts: number;
  isOwned: boolean;
}

/** A store that forgets everything when the process ends: for a question about a single file, and for tests. */
export class MemoryStore implements Store {
  readonly #articles = new Map<string, KeptArticle>();
  readonly #imports = new Map<string, KeptImport>();
  readonly #markers = new Map<string, ImportMarker>();
  readonly #reports = new Map<string, ImportReport>();
  readonly #settings = new Map<Scope, KeptSettings>();
  readonly #feedback = new Map<string, Feedback & { readonly scope: Scope }>();
  readonly #gaps = new Map<string, Gap & { readonly scope: Scope }>();
  readonly #left = new Map<Scope, number>();
  readonly #refreshes = new MemoryRefreshes();
  /** When imports were begun. */
  #counts: { readonly scope: Scope; readonly at: number }[] = [];

  readonly articles: Store["articles"] = {
    list: async (scope) => this.#records(scope),
    read: async (scope, id) => {
      const article = this.#present(scope, id);
      if (article === undefined) return undefined;
      const { content, vectorKey, embedded } = article;
      const { tokens, ...embeddings } = embedded;
      return { ...embeddings, paragraphs: content, vectorKey, hasTokens: tokens.length > 0 };
    },
    readText: async (scope, id) => this.#present(scope, id)?.content,
    readTokens: async (scope, id, paragraphs, of) => {
      const article = this.#present(scope, id);
      const isSame = article?.vectorKey === of.vectorKey && article.embedded.model === of.model;
      if (!isSame || article.embedded.tokens.length === 0) return undefined;
      return paragraphs.map((position) => {
        const tokens = article.embedded.tokens[position];
        if (tokens === undefined) throw refused(`the tokens of paragraph ${position} are missing.`);
        return tokens;
      });
    },
    embeddedByOthers: async (model) =>
      [...this.#articles.values()]
        .filter(({ record, removedAt }) => record.model !== model && removedAt === undefined)
        .map(({ scope, vectorKey, record }) => ({ scope, vectorKey, record }))
        .sort(
          (a, b) =>
            compare(a.scope, b.scope) || compare(a.record.title, b.record.title) || compare(a.record.id, b.record.id),
        ),
    setVectors: async (scope, id, vectorKey, embedded) => {
      const article = this.#articles.get(id);
      if (article?.scope !== scope || article.vectorKey !== vectorKey) return false;
      article.record = { ...article.record, model: embedded.model };
      article.embedded = embedded;
      return true;
    },
    remove: async (scope, id, at) => {
      deleteWhere(this.#imports, (one) => one.scope === scope && one.id === id);
      const article = this.#present(scope, id);
      if (article) article.removedAt = at;
      return article !== undefined;
    },
    restore: async (scope, id, since, limits) => {
      const article = this.#articles.get(id);
      if (article?.scope !== scope || (article.removedAt ?? -1) < since) return { kind: "too-late" };
      const result = restorable(article.record, this.#kept(scope, 0), limits);
      if (result.kind === "restored") article.removedAt = undefined;
      return result;
    },
  };

  readonly imports: Store["imports"] = {
    begin: async (scope, article, options) => this.#begin(scope, article, options),
    finish: async (scope, importId, embedded) => {
      const pending = this.#import(scope, importId);
      if (pending === undefined) return false;
      const {
        importId: _id,
        scope: _scope,
        attempts: _attempts,
        isOwned: _isOwned,
        content,
        vectorKey,
        ...facts
      } = pending;
      const before = this.#articles.get(facts.id);
      if (before && before.scope !== scope) throw refused(`the id ${facts.id} is taken.`);
      if (before) this.#moveVerdicts(before, content, facts);
      const record = { ...facts, paragraphs: content.length, model: embedded.model };
      this.#articles.set(facts.id, { scope, content, vectorKey, record, embedded, removedAt: undefined });
      this.#imports.delete(importId);
      const { id: articleId, addedBy: person, addedAt: at, refreshedAt } = facts;
      if (person !== null && refreshedAt === null)
        this.#reports.set(importId, { importId, scope, person, channelId: null, articleId, text: null, at });
      return true;
    },
    cancel: async (scope, importId) =>
      deleteWhere(this.#imports, (one) => one.scope === scope && one.importId === importId) > 0,
    release: async (scope, importId) => {
      const one = this.#import(scope, importId);
      if (one) one.isOwned = false;
    },
    claim: async (except = []) => {
      const [next, ...left] = [...this.#imports.values()].filter(
        ({ isOwned, importId }) => !isOwned && !except.includes(importId),
      );
      if (next === undefined) return undefined;
      next.attempts++;
      next.isOwned = true;
      const { isOwned: _isOwned, ...claimed } = next;
      return { ...claimed, paragraphs: next.content.length, left: left.length };
    },
    usage: async (scope, since, except) => usageOf(this.#kept(scope, since), except),
    sameVectors: async (scope, importId, model) => {
      const key = this.#import(scope, importId)?.vectorKey;
      return [...this.#articles.values()].find(({ vectorKey, record }) => vectorKey === key && record.model === model)
        ?.embedded;
    },
  };

  readonly markers: Store["markers"] = {
    begin: async (marker) => {
      if (!this.#markers.has(marker.importId)) this.#markers.set(marker.importId, marker);
    },
    end: async (scope, importId) => this.#endMarker(scope, importId),
    listUntil: async (at) => [...this.#markers.values()].filter((one) => one.at <= at).sort(byTime),
  };

  readonly reports: Store["reports"] = {
    keep: async (report) => void this.#reports.set(report.importId, report),
    end: async (importId) => void this.#reports.delete(importId),
    list: async () => [...this.#reports.values()].sort(byTime),
  };

  readonly settings: Store["settings"] = {
    get: async (scope) => this.#settings.get(scope),
    set: async (scope, settings, expected) => {
      const checked = parseSettings(settings);
      if (!isDeepStrictEqual(this.#settings.get(scope), expected)) return false;
      this.#settings.set(scope, checked);
      return true;
    },
  };

  readonly feedback: Store["feedback"] = {
    add: async (scope, feedback) => {
      if (!this.#articles.has(feedback.articleId)) throw refused(`there is no article ${feedback.articleId}.`);
      this.#feedback.set(feedbackKey(scope, feedback), { ...feedback, scope });
    },
    list: async (scope) =>
      [...this.#feedback.values()]
        .filter((feedback) => feedback.scope === scope)
        .map(({ scope: _scope, ...feedback }) => feedback)
        .sort(
          (a, b) =>
            a.at - b.at ||
            compare(a.person, b.person) ||
            compare(a.articleId, b.articleId) ||
            a.paragraph - b.paragraph,
        ),
    counts: async (scope) => this.#verdicts(scope),
  };

  readonly gaps: Store["gaps"] = {
    add: async (scope, gap, most) => {
      if (this.#gaps.has(gap.id)) throw refused(`there is a gap ${gap.id} already.`);
      const isSame = (one: Gap & { scope: Scope }) =>
        one.scope === scope && one.person === gap.person && one.question === gap.question;
      deleteWhere(this.#gaps, isSame);
      this.#gaps.set(gap.id, { ...gap, scope });
      const kept = this.#gapsOf(scope);
      for (const { id } of kept.slice(0, Math.max(0, kept.length - most))) this.#gaps.delete(id);
    },
    list: async (scope) => this.#gapsOf(scope),
    take: async (scope, ids) => {
      const taken = this.#gapsOf(scope).filter(({ id }) => ids.includes(id));
      for (const { id } of taken) this.#gaps.delete(id);
      return taken;
    },
  };

  readonly refreshes = this.#refreshes.of((scope, id) => this.#present(scope, id) !== undefined, this.#left);

  readonly retention: Store["retention"] = {
    purge: async ({ removed, counts, gaps, left, sooner = [] }) => {
      deleteWhere(this.#gaps, ({ at }) => at < gaps);
      for (const [id, { removedAt }] of this.#articles) if ((removedAt ?? removed) < removed) this.#delete(id);
      this.#counts = this.#counts.filter(({ at }) => at >= counts);
      for (const { scope, before } of sooner) {
        deleteWhere(this.#feedback, (one) => one.scope === scope && one.at < before);
        deleteWhere(this.#gaps, (one) => one.scope === scope && one.at < before);
      }
      const forgotten = [...this.#left].filter(([, at]) => at < left).map(([scope]) => scope);
      for (const scope of forgotten) this.#forget(scope);
      return forgotten.sort(compare);
    },
    tracesOf: async (person) => {
      const added = new Map<Scope, number>();
      for (const { scope, record, removedAt } of this.#articles.values()) {
        if (record.addedBy !== person || scope === scopeOfPerson(person) || removedAt !== undefined) continue;
        added.set(scope, (added.get(scope) ?? 0) + 1);
      }
      return {
        added: [...added].sort(([a], [b]) => compare(a, b)).map(([scope, articles]) => ({ scope, articles })),
        feedback: [...this.#feedback.values()].filter((one) => one.person === person).length,
        gaps: [...this.#gaps.values()].filter((one) => one.person === person).length,
        messages: this.#messagesOf(person),
      };
    },
    forgetPerson: async (person, countedSince) => {
      const own = scopeOfPerson(person);
      this.#forget(own);
      this.#counts = this.#counts.filter(({ scope, at }) => scope !== own || at >= countedSince);
      deleteWhere(this.#feedback, (one) => one.person === person);
      deleteWhere(this.#gaps, (one) => one.person === person);
      deleteWhere(this.#markers, (one) => one.person === person);
      deleteWhere(this.#reports, (one) => one.person === person);
      const isWritten = ({ addedBy, messages }: Pick<ArticleRecord, "addedBy" | "messages">) =>
        addedBy !== person && messages.some((message) => message.person === person);
      for (const [id, { record, removedAt }] of this.#articles)
        if (removedAt !== undefined && isWritten(record)) this.#delete(id);
      deleteWhere(this.#imports, isWritten);
      for (const article of this.#articles.values()) article.record = withoutPerson(article.record, person);
      for (const [id, one] of this.#imports) this.#imports.set(id, withoutPerson(one, person));
    },
    setLeft: async (guilds, at) => {
      for (const guild of guilds) {
        if (at === null) this.#left.delete(guild);
        else this.#left.set(guild, this.#left.get(guild) ?? at);
      }
    },
    guilds: async () => {
      const lists = [this.#articles, this.#imports, this.#markers, this.#reports, this.#feedback, this.#gaps].map(
        (map) => [...map.values()],
      );
      const owned = [...lists.flat(), ...this.#counts].map(({ scope }) => scope);
      const scopes = new Set([...owned, ...this.#settings.keys(), ...this.#left.keys()]);
      return [...scopes].filter((scope) => guildOf(scope) !== undefined).sort(compare);
    },
  };

  async check(): Promise<void> {}

  async close(): Promise<void> {}

  #records(scope: Scope): ArticleRecord[] {
    return [...this.#articles.values()]
      .filter((article) => article.scope === scope && article.removedAt === undefined)
      .map(({ record }) => record)
      .sort(byTitle);
  }

  #present(scope: Scope, id: string): KeptArticle | undefined {
    const article = this.#articles.get(id);
    return article?.scope === scope && article.removedAt === undefined ? article : undefined;
  }

  #import(scope: Scope, importId: string): KeptImport | undefined {
    const one = this.#imports.get(importId);
    return one?.scope === scope ? one : undefined;
  }

  #begin(scope: Scope, article: ImportToKeep, options: BeginOptions): BeginResult {
    if (this.#imports.has(article.importId)) throw refused(`there is an import ${article.importId} already.`);
    const kept = this.#kept(scope, options.limits?.since ?? options.at);
    const refusal = refusalOf({ ...article, paragraphs: article.content.length }, kept, options);
    if (refusal) return refusal;
    for (const { importId } of supersededBy(article, kept.imports, options.refreshes)) this.#imports.delete(importId);
    this.#imports.set(article.importId, { ...article, scope, attempts: 1, isOwned: true });
    this.#endMarker(scope, article.importId);
    this.#counts.push({ scope, at: options.at });
    return { kind: "begun" };
  }

  #kept(scope: Scope, since: number): Kept {
    return {
      articles: this.#records(scope),
      imports: [...this.#imports.values()]
        .filter((one) => one.scope === scope)
        .map((one) => ({ ...one, paragraphs: one.content.length })),
      begun: this.#counts.filter((one) => one.scope === scope && one.at >= since).length,
    };
  }

  #verdicts(scope: Scope): VerdictCount[] {
    const counts = new Map<string, VerdictCount>();
    for (const { articleId, paragraph, verdict } of this.#feedback.values()) {
      if (this.#present(scope, articleId) === undefined) continue;
      const key = JSON.stringify([articleId, paragraph]);
      const before = counts.get(key) ?? { articleId, paragraph, good: 0, bad: 0 };
      counts.set(key, { ...before, [verdict]: before[verdict] + 1 });
    }
    return [...counts.values()].sort((a, b) => compare(a.articleId, b.articleId) || a.paragraph - b.paragraph);
  }

  #gapsOf(scope: Scope): Gap[] {
    return [...this.#gaps.values()]
      .filter((gap) => gap.scope === scope)
      .map(({ scope: _scope, ...gap }) => gap)
      .sort((a, b) => a.at - b.at || compare(a.id, b.id));
  }

  #messagesOf(person: Person): MessageTrace[] {
    return [...this.#articles.values()]
      .filter(({ record, removedAt }) => removedAt === undefined && record.addedBy !== person)
      .flatMap(({ scope, record: { id, title, messages } }) =>
        messages
          .filter((message) => message.person === person)
          .map(({ address }) => ({ scope, articleId: id, title, address })),
      )
      .sort((a, b) => compare(a.scope, b.scope) || compare(a.title, b.title) || compare(a.articleId, b.articleId));
  }

  #endMarker(scope: Scope, importId: string): void {
    deleteWhere(this.#markers, (one) => one.scope === scope && one.importId === importId);
  }

  /** As the one of SQLite. */
  #moveVerdicts(
    { record: { id }, content: before }: KeptArticle,
    after: readonly Paragraph[],
    facts: ArticleTimes,
  ): void {
    const places = samePlaces(before, after);
    const verdicts = [...this.#feedback.values()].filter(({ articleId }) => articleId === id);
    deleteWhere(this.#feedback, ({ articleId }) => articleId === id);
    for (const one of verdicts) {
      const paragraph = places.get(one.paragraph);
      if (paragraph !== undefined)
        this.#feedback.set(feedbackKey(one.scope, { ...one, paragraph }), { ...one, paragraph });
    }
    const changes = changesBetween(before, after);
    const at = facts.refreshedAt ?? facts.addedAt;
    if (changes.added + changes.removed > 0) this.#refreshes.noteChange({ articleId: id, at, ...changes });
  }

  #delete(articleId: string): void {
    this.#articles.delete(articleId);
    this.#refreshes.delete(articleId);
    deleteWhere(this.#feedback, (one) => one.articleId === articleId);
  }

  /** All of a scope but its counts. */
  #forget(scope: Scope): void {
    for (const [id, article] of this.#articles) if (article.scope === scope) this.#delete(id);
    deleteWhere(this.#imports, (one) => one.scope === scope);
    deleteWhere(this.#markers, (one) => one.scope === scope);
    deleteWhere(this.#reports, (one) => one.scope === scope);
    deleteWhere(this.#feedback, (one) => one.scope === scope);
    deleteWhere(this.#gaps, (one) => one.scope === scope);
    this.#settings.delete(scope);
    this.#left.delete(scope);
  }
}

type ArticleTimes = Pick<ArticleRecord, "addedAt" | "refreshedAt">;

function feedbackKey(scope: Scope, { person, articleId, paragraph }: Feedback): string {
  return JSON.stringify([scope, person, articleId, paragraph]);
}

/** The same without a person's name. */
function withoutPerson<T extends Pick<ArticleRecord, "addedBy" | "messages">>(one: T, person: Person): T {
  const messages = one.messages.filter((message) => message.person !== person);
  return { ...one, messages, addedBy: one.addedBy === person ? null : one.addedBy };
}

/** Deletes some entries; how many. */
function deleteWhere<K, V>(map: Map<K, V>, unwanted: (value: V) => boolean): number {
  const keys = [...map].filter(([, value]) => unwanted(value)).map(([key]) => key);
  for (const key of keys) map.delete(key);
  return keys.length;
}

/** What a database's constraints would refuse. */
function refused(problem: string): StoreError {
  return new StoreError("The store in memory", problem);
}
