import { type Kept, refusalOf, supersededBy, usageOf } from "../rules.js";
import { type Placed, samePlaces } from "../same-places.js";
import type { Scope } from "../scope.js";
import type { BeginOptions, BeginResult, ClaimedImport, ImportToKeep, Usage } from "../store.js";
import type { BlobTable } from "./blob-table.js";
import type { Connection } from "./connection.js";
import { COPY_FACTS } from "./facts.js";
import {
  EMBEDDING_COLUMNS,
  type EmbeddingPointers,
  embeddingPointersOf,
  IMPORT_COLUMNS,
  type ImportRow,
  importOf,
  keptIn,
} from "./records.js";
import type { RefreshTable } from "./refresh-table.js";

/** An import whose text is kept apart from it. */
export type ImportFacts = Omit<ImportToKeep, "content"> & { readonly paragraphs: number };

/** A claimed import, and where its text is. */
export type ClaimedFacts = ImportRow & Pick<ClaimedImport, "left">;

/**
 * The imports under way of a database. One process has the folder, so the owner of an import is known to it alone, and is
 * gone with it.
 */
export class ImportTable {
  readonly #database: Connection;
  readonly #blobs: BlobTable;
  readonly #refreshes: RefreshTable;
  /** By their ids; of which scope. */
  readonly #owned = new Map<string, Scope>();

  constructor(database: Connection, blobs: BlobTable, refreshes: RefreshTable) {
    this.#database = database;
    this.#blobs = blobs;
    this.#refreshes = refreshes;
  }

  /** Why `begin` would not begin; to be asked before the text is written, which may be large. */
  refusal(scope: Scope, article: ImportFacts, options: BeginOptions): BeginResult | undefined {
    return this.#database.try("keeping an import", () => refusalOf(article, this.#keptFor(scope, options), options));
  }

  /** @param textId of its text, which was written. */
  begin(scope: Scope, article: ImportFacts, options: BeginOptions, textId: string): BeginResult {
    return this.#database.transaction("keeping an import", () => {
      const kept = this.#keptFor(scope, options);
      const refusal = refusalOf(article, kept, options);
      if (refusal) return refusal;
      for (const { importId } of supersededBy(article, kept.imports, options.refreshes)) this.#drop(scope, importId);
      this.#insert(scope, article, textId);
      this.#blobs.markUsed(textId);
      this.#database.run("DELETE FROM reading WHERE scope = ? AND import_id = ?", scope, article.importId);
      this.#database.run("INSERT INTO import_count (scope, at) VALUES (?, ?)", scope, options.at);
      this.#owned.set(article.importId, scope);
      return { kind: "begun" };
    });
  }

  /** @param written its embeddings. */
  finish(scope: Scope, importId: string, written: EmbeddingPointers): boolean {
    return this.#database.transaction("keeping an article", () => {
      const row = this.#database.get(
        `SELECT ${IMPORT_COLUMNS} FROM import WHERE scope = ? AND import_id = ?`,
        scope,
        importId,
      );
      if (row === undefined) return false;
      const pending = importOf(row);
      this.#moveVerdicts(scope, pending);
      this.#put(importId, written);
      this.#beginReport(scope, pending);
      this.#drop(scope, importId);
      for (const blob of [pending.textId, written.vectorsId]) this.#blobs.markUsed(blob);
      return true;
    });
  }

  /** What a person began is told them, even where the process ends before its report is known. */
  #beginReport(scope: Scope, { importId, id, addedBy, addedAt, refreshedAt }: ImportRow): void {
    if (addedBy === null || refreshedAt !== null) return;
    const insert = "INSERT OR REPLACE INTO report (import_id, scope, person, article_id, at) VALUES (?, ?, ?, ?, ?)";
    this.#database.run(insert, importId, scope, addedBy, id, addedAt);
  }

  cancel(scope: Scope, importId: string): boolean {
    this.release(scope, importId);
    return this.#database.transaction("cancelling an import", () => this.#drop(scope, importId));
  }

  release(scope: Scope, importId: string): void {
    if (this.#owned.get(importId) === scope) this.#owned.delete(importId);
  }

  claim(except: readonly string[]): ClaimedFacts | undefined {
    return this.#database.transaction("taking up an import", () => {
      const waiting = this.#database
        .all(`SELECT ${IMPORT_COLUMNS} FROM import ORDER BY rowid`)
        .map(importOf)
        .filter(({ importId }) => !this.#owned.has(importId) && !except.includes(importId));
      const [next] = waiting;
      if (next === undefined) return undefined;
      this.#database.run("UPDATE import SET attempts = attempts + 1 WHERE import_id = ?", next.importId);
      this.#owned.set(next.importId, next.scope);
      return { ...next, attempts: next.attempts + 1, left: waiting.length - 1 };
    });
  }

  usage(scope: Scope, since: number, except: string | undefined): Usage {
    return this.#database.try("counting articles", () =>
      usageOf(keptIn(this.#database, scope, since, this.#owned), except),
    );
  }

  /** Where the embeddings are that this import's text already has from this model. */
  sameVectors(scope: Scope, importId: string, model: string): EmbeddingPointers | undefined {
    return this.#database.try("looking for embeddings", () => {
      const row = this.#database.get(
        `SELECT ${EMBEDDING_COLUMNS}
           FROM import JOIN article ON article.vector_key = import.vector_key AND article.model = ?
          WHERE import.scope = ? AND import_id = ? LIMIT 1`,
        model,
        scope,
        importId,
      );
      return row && embeddingPointersOf(row);
    });
  }

  /** Puts an import in the place of the scope's article of its id, where there is one. */
  #put(importId: string, written: EmbeddingPointers): void {
    const columns = `scope, title, source, source_kind, site, published, added_by, added_at, refreshed_at,
      bytes, paragraphs, content_hash, messages, vector_key, text_id`;
    const embedding = "model, vectors_id, vector_rows, token_rows";
    const replaced = `${columns}, ${embedding}`.split(/,\s*/).map((column) => `${column} = excluded.${column}`);
    const put = this.#database.run(
      `INSERT INTO article (id, ${columns}, ${embedding})
       SELECT id, ${columns}, ?, ?, ?, ? FROM import WHERE import_id = ?
           ON CONFLICT (id) DO UPDATE SET ${replaced.join(", ")}, removed_at = NULL WHERE article.scope = excluded.scope`,
      written.model,
      written.vectorsId,
      written.vectorRows,
      written.tokenRows,
      importId,
    );
    if (put === 0) throw new Error("its id is another scope's");
    this.#database.run(COPY_FACTS, importId);
  }

  /** Lets the verdicts on the article that an import replaces go with the words that they are on, and notes what changes. */
  #moveVerdicts(scope: Scope, { id, textId, refreshedAt, addedAt }: ImportRow): void {
    const before = this.#database.get("SELECT text_id AS textId FROM article WHERE scope = ? AND id = ?", scope, id);
    if (before === undefined) return;
    const [from, to] = [this.#placesIn(before.text("textId")), this.#placesIn(textId)];
    const places = samePlaces(from, to);
    const verdicts = this.#database.all(
      "SELECT scope, person, paragraph, verdict, at FROM feedback WHERE article_id = ?",
      id,
    );
    this.#database.run("DELETE FROM feedback WHERE article_id = ?", id);
    for (const row of verdicts) {
      const place = places.get(row.number("paragraph"));
      if (place === undefined) continue;
      const insert =
        "INSERT INTO feedback (scope, person, article_id, paragraph, verdict, at) VALUES (?, ?, ?, ?, ?, ?)";
      this.#database.run(
        insert,
        row.text("scope"),
        row.text("person"),
        id,
        place,
        row.text("verdict"),
        row.number("at"),
      );
    }
    const [added, removed] = [to.length - places.size, from.length - places.size];
    if (added + removed === 0) return;
    this.#refreshes.noteChange({ articleId: id, at: refreshedAt ?? addedAt, added, removed, kept: places.size });
  }

  #placesIn(textId: string): Placed[] {
    const rows = this.#database.all("SELECT number, text FROM paragraph WHERE text_id = ? ORDER BY number", textId);
    return rows.map((row) => ({ number: row.number("number"), text: row.text("text") }));
  }

  #keptFor(scope: Scope, { at, limits }: BeginOptions): Kept {
    return keptIn(this.#database, scope, limits?.since ?? at, this.#owned);
  }

  #drop(scope: Scope, importId: string): boolean {
    return this.#database.run("DELETE FROM import WHERE scope = ? AND import_id = ?", scope, importId) > 0;
  }

  #insert(scope: Scope, article: ImportFacts, textId: string): void {
    this.#database.run(
      `INSERT INTO import (import_id, scope, id, title, source, source_kind, site, published, added_by, added_at,
                           refreshed_at, bytes, paragraphs, content_hash, messages, vector_key, text_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      article.importId,
      scope,
      article.id,
      article.title,
      article.source,
      article.sourceKind,
      article.site,
      article.published,
      article.addedBy,
      article.addedAt,
      article.refreshedAt,
      article.bytes,
      article.paragraphs,
      article.contentHash,
      JSON.stringify(article.messages),
      article.vectorKey,
      textId,
    );
  }
}
