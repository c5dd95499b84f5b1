import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Paragraph } from "../../documents/article.js";
import type { ArticleVectors } from "../../retrieval/article-index.js";
import { Pace } from "../../retrieval/in-slices.js";
import { StoreError } from "../errors.js";
import type { Connection } from "./connection.js";
import { PARAGRAPH_COLUMNS, paragraphColumns, paragraphsOf, VectorParts, vectorPartsOf } from "./rows.js";
import type { WritingThread } from "./writing-thread.js";

/** Paragraphs that are read or written at a time: some milliseconds' work. */
const PARAGRAPHS_AT_ONCE = 100;

const unusedRow = z.object({ id: z.string() });

/**
 * The texts and vectors of a database: its bodies. They may be large, so they are read, written and deleted bit by bit, and
 * are whole only when something points to them: what a process leaves half written is unused, and swept away later.
 */
export class Bodies {
  readonly #database: Connection;
  readonly #thread: WritingThread;
  /** On their way in: unused, but not to be swept. */
  readonly #coming = new Set<string>();

  constructor(database: Connection, thread: WritingThread) {
    this.#database = database;
    this.#thread = thread;
  }

  /** @param count how many there are. @throws StoreError where they are not. */
  async readText(textId: string, count: number): Promise<Paragraph[]> {
    const pace = new Pace();
    const paragraphs: Paragraph[] = [];
    const select = `SELECT ${PARAGRAPH_COLUMNS} FROM paragraph
                     WHERE text_id = ? AND number > ? ORDER BY number LIMIT ${PARAGRAPHS_AT_ONCE}`;
    for (;;) {
      const rows = this.#database.all(select, textId, paragraphs.at(-1)?.number ?? 0);
      paragraphs.push(...paragraphsOf(rows));
      if (rows.length < PARAGRAPHS_AT_ONCE) break;
      await pace.pause();
    }
    if (paragraphs.length !== count) {
      throw new StoreError(this.#database.file, `a text is damaged: ${paragraphs.length} of ${count} paragraphs.`);
    }
    return paragraphs;
  }

  /** @param rows how many there are. @throws StoreError where they are not. */
  async readVectors(vectorsId: string, rows: number): Promise<ArticleVectors> {
    const pace = new Pace();
    const vectors = new VectorParts(rows);
    const select = `SELECT data, paragraph_of AS paragraphOf, sentence_of AS sentenceOf FROM vector_part
                     WHERE vectors_id = ? AND part = ?`;
    for (let part = 0; !vectors.isWhole; part++) {
      vectors.add(this.#database.get(select, vectorsId, part));
      await pace.pause();
    }
    return vectors.whole;
  }

  /** Writes a text, then lets `use` point to it, in a transaction with `markUsed`; where it does not, the text is swept. */
  withText<T>(content: readonly Paragraph[], use: (textId: string) => Promise<T>): Promise<T> {
    return this.#with(async (id) => {
      for (let at = 0; at < content.length; at += PARAGRAPHS_AT_ONCE) {
        const rows = content.slice(at, at + PARAGRAPHS_AT_ONCE).map(paragraphColumns);
        await this.#thread.do({ kind: "paragraphs", id, rows });
      }
    }, use);
  }

  /** The same for vectors. */
  withVectors<T>(vectors: ArticleVectors, use: (vectorsId: string) => Promise<T>): Promise<T> {
    return this.#with(async (id) => {
      for (const [part, blobs] of vectorPartsOf(vectors)) {
        await this.#thread.do({ kind: "vectors", id, part, blobs }, [...new Set(blobs.map(({ buffer }) => buffer))]);
      }
    }, use);
  }

  /** Notes, inside a transaction, that something points to a body now. */
  markUsed(id: string): void {
    this.#database.run("DELETE FROM unused WHERE id = ?", id);
  }

  /** Deletes all that nothing points to. What cannot be deleted keeps nothing else. @throws StoreError of the first of it */
  async sweep(): Promise<void> {
    const rows = await this.#database.try("looking for what is not used", () =>
      z.array(unusedRow).parse(this.#database.all("SELECT id FROM unused")),
    );
    const problems: unknown[] = [];
    for (const { id } of rows.filter((row) => !this.#coming.has(row.id))) {
      await this.#delete(id).catch((error: unknown) => problems.push(error));
    }
    if (problems.length > 0) throw problems[0];
  }

  /** The same after something else was done, which is not undone when this fails: the next sweep finds it again, and tells. */
  async sweepSoon(): Promise<void> {
    await this.sweep().catch(ifStoreError);
  }

  /** Empties the log, where deleted text would linger. */
  async clearLog(): Promise<void> {
    await this.#thread.do({ kind: "checkpoint" });
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
    while (more) more = await this.#thread.do({ kind: "delete", id });
  }
}

function ifStoreError(error: unknown): void {
  if (!(error instanceof StoreError)) throw error;
}
