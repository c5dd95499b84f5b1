import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { z } from "zod";
import type { Embedder, PassageEmbedding, PassageText, QuestionEmbedding, TextKind } from "../embedding/embedder.js";
import { TextTooLongError } from "../embedding/embedding-error.js";
import { PersonError } from "../person-error.js";
import { bytesPerToken, type TokenSpace } from "../retrieval/token-codes.js";

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

/** How one kind of embedding is kept in bytes. */
interface Format<T> {
  readonly pack: (value: T) => Uint8Array;
  /** `undefined` for bytes that are none of this kind. */
  readonly unpack: (bytes: Uint8Array) => T | undefined;
}

/**
 * An embedder that remembers on disk what it embedded, by model and text: an evaluation embeds a set once. A text that is
 * too long is remembered too, as no bytes.
 */
export class CachedEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions: number;
  readonly maxTokens: number;
  readonly reservedTokens: number;
  readonly tokenSpace: TokenSpace;
  readonly #embedder: Embedder;
  readonly #file: string;
  readonly #database: DatabaseSyncInstance;

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
    this.tokenSpace = embedder.tokenSpace;
    this.#database = this.#orCacheError(() => open(file));
  }

  embed(text: string, kind: TextKind): Promise<Float32Array> {
    const format: Format<Float32Array> = {
      pack: bytesOf,
      unpack: (bytes) => (bytes.length === this.#vectorBytes ? floatsOf(bytes) : undefined),
    };
    return this.#remembered([kind, text], format, () => this.#embedder.embed(text, kind));
  }

  /** The vector, then the tokens. */
  embedQuestion(text: string): Promise<QuestionEmbedding> {
    const format: Format<QuestionEmbedding> = {
      pack: ({ vector, tokens }) => Buffer.concat([bytesOf(vector), bytesOf(tokens)]),
      unpack: (bytes) => {
        if (bytes.length < this.#vectorBytes || bytes.length % this.#vectorBytes !== 0) return undefined;
        const numbers = floatsOf(bytes);
        return { vector: numbers.subarray(0, this.dimensions), tokens: numbers.subarray(this.dimensions) };
      },
    };
    return this.#remembered(["question with tokens", text], format, () => this.#embedder.embedQuestion(text));
  }

  /** The vector, then for each token its sentence and its codes. */
  embedPassage(passage: PassageText): Promise<PassageEmbedding> {
    const tokenBytes = bytesPerToken(this.dimensions);
    const format: Format<PassageEmbedding> = {
      pack: ({ vector, tokens: { sentenceOf, codes } }) => Buffer.concat([bytesOf(vector), bytesOf(sentenceOf), codes]),
      unpack: (bytes) => {
        const tokens = (bytes.length - this.#vectorBytes) / (Int16Array.BYTES_PER_ELEMENT + tokenBytes);
        if (tokens < 0 || !Number.isInteger(tokens)) return undefined;
        const codesAt = this.#vectorBytes + tokens * Int16Array.BYTES_PER_ELEMENT;
        const sentenceOf = new Int16Array(bytes.slice(this.#vectorBytes, codesAt).buffer);
        return {
          vector: floatsOf(bytes.subarray(0, this.#vectorBytes)),
          tokens: { sentenceOf, codes: bytes.slice(codesAt) },
        };
      },
    };
    const { title, headings, sentences } = passage;
    return this.#remembered(["passage with tokens", title, headings, sentences], format, () =>
      this.#embedder.embedPassage(passage),
    );
  }

  countTokens(texts: readonly string[]): Promise<number[]> {
    return this.#embedder.countTokens(texts);
  }

  async close(): Promise<void> {
    await this.#embedder.close();
    this.#orCacheError(() => this.#database.close());
  }

  get #vectorBytes(): number {
    return this.dimensions * Float32Array.BYTES_PER_ELEMENT;
  }

  async #remembered<T>(of: readonly unknown[], { pack, unpack }: Format<T>, make: () => Promise<T>): Promise<T> {
    const key = createHash("sha256")
      .update(JSON.stringify([this.model, ...of]))
      .digest();
    const known = this.#known(key, unpack);
    if (known !== undefined) {
      if (known === "too long") throw new TextTooLongError(this.maxTokens + 1, this.maxTokens);
      return known.value;
    }
    try {
      const value = await make();
      this.#keep(key, pack(value));
      return value;
    } catch (error) {
      if (error instanceof TextTooLongError) this.#keep(key, new Uint8Array());
      throw error;
    }
  }

  #known<T>(key: Uint8Array, unpack: Format<T>["unpack"]): { readonly value: T } | "too long" | undefined {
    return this.#orCacheError(() => {
      const found = this.#database.prepare("SELECT vector FROM embedding WHERE key = ?").get(key);
      if (found === undefined) return undefined;
      const bytes = Uint8Array.from(ROW.parse(found).vector);
      if (bytes.length === 0) return "too long";
      const value = unpack(bytes);
      if (value === undefined) throw new RangeError(`Expected an embedding, got ${bytes.length} bytes.`);
      return { value };
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

const ROW = z.object({ vector: z.instanceof(Uint8Array) });

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Int16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** @param bytes that start where floats may */
function floatsOf({ buffer, byteOffset, byteLength }: Uint8Array): Float32Array {
  return new Float32Array(buffer, byteOffset, byteLength / Float32Array.BYTES_PER_ELEMENT);
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
