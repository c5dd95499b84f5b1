import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Paragraph } from "../../documents/article.js";
import type { ArticleVectors } from "../../retrieval/article-index.js";
import type { TokenCodes } from "../../retrieval/token-codes.js";
import { StoreError } from "../errors.js";
import type { Embedded } from "../store.js";
import { PARAGRAPHS_AT_ONCE } from "./blob-table.js";
import type { DatabaseThread } from "./database-thread.js";
import type { EmbeddingPointers } from "./records.js";
import { TOKEN_ROWS_AT_ONCE, tokenPiecesOf } from "./token-rows.js";
import { vectorPartsOf } from "./vector-parts.js";

/**
 * Texts, vectors and tokens on their way between this thread and those of the database, piece by piece, so that no message takes
 * long. A blob is whole only when something points to it: what a process leaves half written is unused, and deleted later.
 */
export class Blobs {
  readonly #reader: DatabaseThread;
  readonly #writer: DatabaseThread;
  /** On their way in: unused, but not to be deleted. */
  readonly #coming = new Set<string>();

  constructor(reader: DatabaseThread, writer: DatabaseThread) {
    this.#reader = reader;
    this.#writer = writer;
  }

  /** @param count how many paragraphs there are. @throws StoreError where they are not. */
  async readText(textId: string, count: number): Promise<Paragraph[]> {
    const paragraphs: Paragraph[] = [];
    for (;;) {
      const piece = await this.#reader.call("blobs", "readText", textId, paragraphs.at(-1)?.number ?? 0);
      paragraphs.push(...piece);
      if (piece.length < PARAGRAPHS_AT_ONCE) break;
    }
    if (paragraphs.length === count) return paragraphs;
    throw new StoreError(this.#reader.store, `a text is damaged: ${paragraphs.length} of ${count} paragraphs.`);
  }

  /** The vectors. @throws StoreError where they, or the tokens that belong to them, are not all there. */
  async readVectors({ vectorsId, vectorRows, tokenRows }: EmbeddingPointers): Promise<ArticleVectors> {
    await this.#reader.call("blobs", "checkTokens", vectorsId, tokenRows);
    return this.#reader.call("blobs", "readVectors", vectorsId, vectorRows);
  }

  /** The vectors and all tokens. @throws StoreError */
  async readEmbedded(pointers: EmbeddingPointers): Promise<Embedded> {
    const vectors = await this.readVectors(pointers);
    const tokens: TokenCodes[] = [];
    while (tokens.length < pointers.tokenRows) {
      const length = Math.min(TOKEN_ROWS_AT_ONCE, pointers.tokenRows - tokens.length);
      const next = Array.from({ length }, (_, at) => tokens.length + at);
      tokens.push(...(await this.#reader.call("blobs", "readTokens", pointers.vectorsId, next)));
    }
    return { model: pointers.model, vectors, tokens };
  }

  /** Writes a text, then lets `use` point to it; where it does not, the text stays unused. */
  withText<T>(content: readonly Paragraph[], use: (textId: string) => Promise<T>): Promise<T> {
    return this.#with(async (id) => {
      for (let at = 0; at < content.length; at += PARAGRAPHS_AT_ONCE) {
        await this.#writer.call("blobs", "writeText", id, content.slice(at, at + PARAGRAPHS_AT_ONCE));
      }
    }, use);
  }

  /** The same for vectors and tokens. */
  withEmbedded<T>({ model, vectors, tokens }: Embedded, use: (written: EmbeddingPointers) => Promise<T>): Promise<T> {
    const write = async (id: string) => {
      let number = 0;
      for (const part of vectorPartsOf(vectors)) {
        const buffers = [part.data.buffer, part.paragraphOf.buffer, part.sentenceOf.buffer];
        await this.#writer.give(buffers, "blobs", "writeVectors", id, number++, part);
      }
      for (const piece of tokenPiecesOf(tokens)) {
        const buffers = piece.tokens.flatMap(({ codes, sentenceOf }) => [codes.buffer, sentenceOf.buffer]);
        await this.#writer.give(buffers, "blobs", "writeTokens", id, piece);
      }
    };
    const rows = { vectorRows: vectors.paragraphOf.length, tokenRows: tokens.length };
    return this.#with(write, (vectorsId) => use({ model, vectorsId, ...rows }));
  }

  /** Deletes all that nothing points to. What cannot be deleted keeps nothing else. @throws StoreError of the first of it */
  async deleteUnused(): Promise<void> {
    const problems: unknown[] = [];
    for (const id of await this.#writer.call("blobs", "unused")) {
      if (!this.#coming.has(id)) await this.#delete(id).catch((error: unknown) => problems.push(error));
    }
    if (problems.length > 0) throw problems[0];
  }

  /** The same after something else was done, which is not undone when this fails: the next time finds it again, and tells. */
  async tryDeleteUnused(): Promise<void> {
    await this.deleteUnused().catch((error: unknown) => {
      if (!(error instanceof StoreError)) throw error;
    });
  }

  async #with<T>(write: (id: string) => Promise<void>, use: (id: string) => Promise<T>): Promise<T> {
    const id = randomBytes(9).toString("base64url");
    this.#coming.add(id);
    try {
      await write(id);
      return await use(id);
    } finally {
      this.#coming.delete(id);
    }
  }

  async #delete(id: string): Promise<void> {
    let more = true;
    while (more) more = await this.#writer.call("blobs", "deletePiece", id);
  }
}

/** Reads what something points to; anew where that was replaced meanwhile, and what it pointed to is gone. */
export async function readPointed<Pointers, T>(
  pointersNow: () => Promise<Pointers | undefined>,
  read: (pointers: Pointers) => Promise<T>,
): Promise<T | undefined> {
  for (;;) {
    const pointers = await pointersNow();
    if (pointers === undefined) return undefined;
    try {
      return await read(pointers);
    } catch (error) {
      if (isDeepStrictEqual(await pointersNow(), pointers)) throw error;
    }
  }
}
