import { randomBytes } from "node:crypto";
import type { Paragraph } from "../../documents/article.js";
import type { ArticleVectors } from "../../retrieval/article-index.js";
import { StoreError } from "../errors.js";
import { PARAGRAPHS_AT_ONCE } from "./blob-table.js";
import type { DatabaseThread } from "./database-thread.js";
import { vectorPartsOf } from "./vector-parts.js";

/**
 * Texts and vectors on their way between this thread and those of the database, piece by piece, so that no message takes
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

  /** Writes a text, then lets `use` point to it; where it does not, the text stays unused. */
  withText<T>(content: readonly Paragraph[], use: (textId: string) => Promise<T>): Promise<T> {
    return this.#with(async (id) => {
      for (let at = 0; at < content.length; at += PARAGRAPHS_AT_ONCE) {
        await this.#writer.call("blobs", "writeText", id, content.slice(at, at + PARAGRAPHS_AT_ONCE));
      }
    }, use);
  }

  /** The same for vectors. */
  withVectors<T>(vectors: ArticleVectors, use: (vectorsId: string) => Promise<T>): Promise<T> {
    return this.#with(async (id) => {
      let number = 0;
      for (const part of vectorPartsOf(vectors)) {
        const buffers = [part.data.buffer, part.paragraphOf.buffer, part.sentenceOf.buffer];
        await this.#writer.give(buffers, "blobs", "writeVectors", id, number++, part);
      }
    }, use);
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
