import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { z } from "zod";
import type { Embedder, TextKind } from "../embedding/embedder.js";
import { TextTooLongError } from "../embedding/embedding-error.js";

const row = z.object({ vector: z.instanceof(Uint8Array) });

/**
 * An embedder that remembers on disk what it embedded, by model and text: an evaluation embeds a set once. A text that is
 * too long is remembered too, as an empty vector.
 */
export class CachedEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions: number;
  readonly maxTokens: number;
  readonly #embedder: Embedder;
  readonly #database: DatabaseSyncInstance;

  /** @param file the cache; made, with its folder, where it is missing. */
  constructor(embedder: Embedder, file: string) {
    this.#embedder = embedder;
    this.model = embedder.model;
    this.dimensions = embedder.dimensions;
    this.maxTokens = embedder.maxTokens;
    mkdirSync(path.dirname(file), { recursive: true });
    this.#database = new DatabaseSync(file, { timeout: 10_000 });
    this.#database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
       CREATE TABLE IF NOT EXISTS embedding (key BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT, WITHOUT ROWID;`,
    );
  }

  async embed(text: string, kind: TextKind): Promise<Float32Array> {
    const key = createHash("sha256")
      .update(JSON.stringify([this.model, kind, text]))
      .digest();
    const known = this.#database.prepare("SELECT vector FROM embedding WHERE key = ?").get(key);
    if (known !== undefined) {
      const { vector } = row.parse(known);
      if (vector.length === 0) throw new TextTooLongError(this.maxTokens + 1, this.maxTokens);
      return new Float32Array(Uint8Array.from(vector).buffer);
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
    this.#database.close();
    await this.#embedder.close();
  }

  #keep(key: Uint8Array, vector: Uint8Array): void {
    this.#database.prepare("INSERT OR IGNORE INTO embedding (key, vector) VALUES (?, ?)").run(key, vector);
  }
}
