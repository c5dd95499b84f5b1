import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { z } from "zod";
import type { Embedder, TextKind } from "../embedding/embedder.js";
import { TextTooLongError } from "../embedding/embedding-error.js";
import { PersonError } from "../person-error.js";

/** The file of a cache cannot be opened, read or written, or is no such file; the message says what to do. */
export class EmbeddingCacheError extends PersonError {
  override readonly name = "EmbeddingCacheError";

  constructor(
    readonly file: string,
    options: ErrorOptions,
  ) {
    super(
      `${file} cannot be used as a cache of embeddings. Where it is damaged, remove it: its texts are embedded again.`,
      options,
    );
  }
}

/**
 * An embedder that remembers on disk what it embedded, by model and text: an evaluation embeds a set once. A text that is
 * too long is remembered too, as an empty vector.
 */
export class CachedEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions: number;
  readonly maxTokens: number;
  readonly reservedTokens: number;
  readonly #embedder: Embedder;
  readonly #file: string;
  readonly #database: DatabaseSyncInstance;
  readonly #row: z.ZodType<{ vector: Uint8Array }>;

  /**
   * @param file the cache; made, with its folder, where it is missing.
   * @throws EmbeddingCacheError; so do `embed` and `close` where the file fails later.
   */
  constructor(embedder: Embedder, file: string) {
    this.#embedder = embedder;
    this.#file = file;
    this.model = embedder.model;
    this.dimensions = embedder.dimensions;
    this.maxTokens = embedder.maxTokens;
    this.reservedTokens = embedder.reservedTokens;
    const bytes = embedder.dimensions * Float32Array.BYTES_PER_ELEMENT;
    this.#row = z.object({
      vector: z
        .instanceof(Uint8Array)
        .refine(({ length }) => length === 0 || length === bytes, `not of ${bytes} bytes`),
    });
    this.#database = this.#orCacheError(() => open(file));
  }

  async embed(text: string, kind: TextKind): Promise<Float32Array> {
    const key = createHash("sha256")
      .update(JSON.stringify([this.model, kind, text]))
      .digest();
    const known = this.#known(key);
    if (known !== undefined) {
      if (known.length === 0) throw new TextTooLongError(this.maxTokens + 1, this.maxTokens);
      return new Float32Array(Uint8Array.from(known).buffer);
    }
    try {
      const vector = await this.#embedder.embed(text, kind);
      this.#keep(key, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
      return vector;
    } catch (error) {
      if (error instanceof TextTooLongError) this.#keep(key, new Uint8Array());
      throw error;
    }
  }

  countTokens(texts: readonly string[]): Promise<number[]> {
    return this.#embedder.countTokens(texts);
  }

  async close(): Promise<void> {
    await this.#embedder.close();
    this.#orCacheError(() => this.#database.close());
  }

  #known(key: Uint8Array): Uint8Array | undefined {
    return this.#orCacheError(() => {
      const found = this.#database.prepare("SELECT vector FROM embedding WHERE key = ?").get(key);
      return found === undefined ? undefined : this.#row.parse(found).vector;
    });
  }

  #keep(key: Uint8Array, vector: Uint8Array): void {
    this.#orCacheError(() =>
      this.#database.prepare("INSERT OR IGNORE INTO embedding (key, vector) VALUES (?, ?)").run(key, vector),
    );
  }

  #orCacheError<T>(use: () => T): T {
    try {
      return use();
    } catch (cause) {
      throw new EmbeddingCacheError(this.#file, { cause });
    }
  }
}

function open(file: string): DatabaseSyncInstance {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 10_000 });
  try {
    database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
       CREATE TABLE IF NOT EXISTS embedding (key BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT, WITHOUT ROWID;`,
    );
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
