import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { z } from "zod";
import type { Paragraph } from "../article/article.js";
import { StoreError } from "./library-error.js";
import { byTitle } from "./memory-store.js";
import { migrate } from "./migrations.js";
import type { Scope } from "./scope.js";
import type { ArticleContent, ArticleRecord, ArticleToKeep, Store } from "./store.js";

const recordRow = z.object({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  contentHash: z.string(),
  paragraphs: z.number(),
  addedAt: z.number(),
});
const paragraphRow = z.object({ number: z.number(), headings: z.string(), text: z.string(), sentences: z.string() });
const vectorsRow = z.object({
  data: z.instanceof(Uint8Array),
  paragraphOf: z.instanceof(Uint8Array),
  sentenceOf: z.instanceof(Uint8Array),
});
const headingsJson = z.array(z.string());
const sentencesJson = z.array(z.tuple([z.number(), z.number()]));

/** Articles and vectors in one SQLite file. Vectors are little-endian numbers, readable by any other database or tool. */
export class SqliteStore implements Store {
  readonly #file: string;
  readonly #database: DatabaseSyncInstance;

  /**
   * Opens `pilcrow.db` in `folder`, making both where they are missing.
   * @throws StoreError when the folder cannot be written, the file is damaged, or a newer Pilcrow made it.
   */
  constructor(folder: string) {
    this.#file = path.join(folder, "pilcrow.db");
    try {
      mkdirSync(folder, { recursive: true });
      this.#database = new DatabaseSync(this.#file, { enableForeignKeyConstraints: true, timeout: 5000 });
    } catch (cause) {
      throw new StoreError(
        this.#file,
        `it cannot be opened (${messageOf(cause)}). Check DATA_DIR and its permissions.`,
        {
          cause,
        },
      );
    }
    try {
      migrate(this.#database, this.#file);
    } catch (error) {
      this.#database.close();
      if (error instanceof StoreError) throw error;
      throw new StoreError(this.#file, `it cannot be used (${messageOf(error)}). Restore a copy or move it away.`, {
        cause: error,
      });
    }
  }

  async list(scope: Scope): Promise<readonly ArticleRecord[]> {
    return this.#try("listing articles", () => {
      const rows = this.#database
        .prepare(
          `SELECT id, title, source, content_hash AS contentHash, added_at AS addedAt,
                  (SELECT count(*) FROM paragraph WHERE article_id = article.id) AS paragraphs
             FROM article WHERE scope = ?`,
        )
        .all(scope);
      return z.array(recordRow).parse(rows).sort(byTitle);
    });
  }

  async put(scope: Scope, article: ArticleToKeep): Promise<void> {
    this.#try("keeping an article", () => this.#transaction(() => this.#insert(scope, article)));
  }

  async remove(scope: Scope, id: string): Promise<boolean> {
    return this.#try("removing an article", () => {
      const { changes } = this.#database.prepare("DELETE FROM article WHERE scope = ? AND id = ?").run(scope, id);
      return Number(changes) > 0;
    });
  }

  async read(scope: Scope, id: string, model: string): Promise<ArticleContent | undefined> {
    return this.#try("reading an article", () => {
      const row = this.#database
        .prepare(
          `SELECT data, paragraph_of AS paragraphOf, sentence_of AS sentenceOf
             FROM vectors JOIN article ON article.id = vectors.article_id
            WHERE article.scope = ? AND article.id = ? AND model = ?`,
        )
        .get(scope, id, model);
      if (row === undefined) return undefined;
      const { data, paragraphOf, sentenceOf } = vectorsRow.parse(row);
      const paragraphs = this.#database
        .prepare("SELECT number, headings, text, sentences FROM paragraph WHERE article_id = ? ORDER BY number")
        .all(id);
      return {
        paragraphs: z.array(paragraphRow).parse(paragraphs).map(paragraphOfRow),
        vectors: {
          data: new Float32Array(copyOf(data)),
          paragraphOf: new Int32Array(copyOf(paragraphOf)),
          sentenceOf: new Int32Array(copyOf(sentenceOf)),
        },
      };
    });
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  #insert(scope: Scope, article: ArticleToKeep): void {
    const { id, title, source, contentHash, addedAt, content, model, vectors } = article;
    this.#database.prepare("DELETE FROM article WHERE scope = ? AND id = ?").run(scope, id);
    this.#database
      .prepare("INSERT INTO article (id, scope, title, source, content_hash, added_at) VALUES (?, ?, ?, ?, ?, ?)")
      .run(id, scope, title, source, contentHash, addedAt);
    const insertParagraph = this.#database.prepare(
      "INSERT INTO paragraph (article_id, number, headings, text, sentences) VALUES (?, ?, ?, ?, ?)",
    );
    for (const { number, headings, text, sentences } of content) {
      const spans = sentences.map(({ start, end }) => [start, end]);
      insertParagraph.run(id, number, JSON.stringify(headings), text, JSON.stringify(spans));
    }
    this.#database
      .prepare("INSERT INTO vectors (article_id, model, data, paragraph_of, sentence_of) VALUES (?, ?, ?, ?, ?)")
      .run(id, model, bytesOf(vectors.data), bytesOf(vectors.paragraphOf), bytesOf(vectors.sentenceOf));
  }

  #transaction(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #try<T>(doing: string, work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw new StoreError(this.#file, `${doing} failed (${messageOf(cause)}).`, { cause });
    }
  }
}

function paragraphOfRow({ number, headings, text, sentences }: z.infer<typeof paragraphRow>): Paragraph {
  const spans = sentencesJson.parse(JSON.parse(sentences)).map(([start, end]) => ({ start, end }));
  return { number, headings: headingsJson.parse(JSON.parse(headings)), text, sentences: spans };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A copy whose buffer starts at 0, as typed arrays of four-byte numbers need. */
function copyOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
