import { type Link, PARAGRAPH_FORMS, type Paragraph, type Span } from "../../documents/article.js";
import type { ArticleVectors } from "../../retrieval/article-index.js";
import type { TokenCodes } from "../../retrieval/token-codes.js";
import { type CheckedRow, compareChecksum, keepChecksum } from "./checksum.js";
import type { Connection } from "./connection.js";
import type { Row } from "./rows.js";
import { TOKEN_ROWS_AT_ONCE, type TokenPiece, tokenColumns, tokensIn } from "./token-rows.js";
import { joinVectors, vectorColumns } from "./vector-parts.js";

/** Paragraphs that are read or written at a time: some milliseconds' work, here and for the main thread. */
export const PARAGRAPHS_AT_ONCE = 100;

/** Paragraphs that are deleted at a time: about as many bytes as a part of the vectors. */
const DELETED_AT_ONCE = 500;

const PARAGRAPH_COLUMNS = "number, headings, text, sentences, page, time, form, links";

/**
 * The texts and embeddings of a database: its blobs. The tokens are of the same blob as the vectors. They may be large, so they are written and deleted piece by piece, each in
 * a transaction of its own. A blob is listed as unused from its first piece on, until something points to it.
 */
export class BlobTable {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Adds paragraphs to a text. */
  writeText(id: string, paragraphs: readonly Paragraph[]): void {
    this.#database.transaction("keeping a text", () => {
      this.#listAsUnused(id);
      const insert = `INSERT INTO paragraph (text_id, ${PARAGRAPH_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
      for (const paragraph of paragraphs) {
        const columns = paragraphColumns(paragraph);
        this.#database.run(insert, id, ...columns);
        keepChecksum(this.#database, id, `p${paragraph.number}`, columns);
      }
    });
  }

  /** Adds a part to vectors. */
  writeVectors(id: string, part: number, vectors: ArticleVectors): void {
    this.#database.transaction("keeping embeddings", () => {
      this.#listAsUnused(id);
      const columns = vectorColumns(vectors);
      this.#database.run(
        "INSERT INTO vector_part (vectors_id, part, data, paragraph_of, sentence_of) VALUES (?, ?, ?, ?, ?)",
        id,
        part,
        ...columns,
      );
      keepChecksum(this.#database, id, `v${part}`, columns);
    });
  }

  /** Adds the tokens of some paragraphs to vectors. */
  writeTokens(id: string, { first, tokens }: TokenPiece): void {
    this.#database.transaction("keeping tokens", () => {
      this.#listAsUnused(id);
      const insert = "INSERT INTO paragraph_tokens (vectors_id, paragraph, codes, sentence_of) VALUES (?, ?, ?, ?)";
      for (const [at, one] of tokens.entries()) {
        const columns = tokenColumns(one);
        this.#database.run(insert, id, first + at, ...columns);
        keepChecksum(this.#database, id, `t${first + at}`, columns);
      }
    });
  }

  /** The next paragraphs of a text, after that of a number; fewer than `PARAGRAPHS_AT_ONCE` at its end. */
  readText(id: string, after: number): Paragraph[] {
    const select = `SELECT ${PARAGRAPH_COLUMNS} FROM paragraph
                     WHERE text_id = ? AND number > ? ORDER BY number LIMIT ${PARAGRAPHS_AT_ONCE}`;
    return this.#database.try("reading a text", () => {
      const rows = this.#database.all(select, id, after);
      for (const row of rows) compareChecksum(this.#database, id, `p${row.number("number")}`, textColumnsOf(row));
      return rows.map(paragraphOf);
    });
  }

  /** @param rows how many there are. */
  readVectors(id: string, rows: number): ArticleVectors {
    const select = `SELECT data, paragraph_of AS paragraphOf, sentence_of AS sentenceOf FROM vector_part
                     WHERE vectors_id = ? AND part = ?`;
    return this.#database.try("reading embeddings", () =>
      joinVectors(rows, (part) => this.#checked(id, `v${part}`, ["data", "paragraphOf", "sentenceOf"], select, part)),
    );
  }

  /** Whether there are so many rows of tokens; reads none of them. @throws StoreError where there are not. */
  checkTokens(id: string, rows: number): void {
    this.#database.try("reading embeddings", () => {
      const found = this.#database.count("SELECT count(*) AS count FROM paragraph_tokens WHERE vectors_id = ?", id);
      if (found !== rows) throw new Error(`its tokens are damaged: those of ${found} of ${rows} paragraphs`);
    });
  }

  /** The tokens of paragraphs in the order asked. */
  readTokens(id: string, paragraphs: readonly number[]): TokenCodes[] {
    return this.#database.try("reading tokens", () => this.tokensOf(id, paragraphs));
  }

  /** The same inside a transaction. */
  tokensOf(id: string, paragraphs: readonly number[]): TokenCodes[] {
    const select = `SELECT codes, sentence_of AS sentenceOf FROM paragraph_tokens
                     WHERE vectors_id = ? AND paragraph = ?`;
    const row = (paragraph: number) => this.#checked(id, `t${paragraph}`, ["codes", "sentenceOf"], select, paragraph);
    return paragraphs.map((paragraph) => tokensIn(row(paragraph), paragraph));
  }

  /** Inside a transaction: something points to a blob now. */
  markUsed(id: string): void {
    this.#database.run("DELETE FROM unused WHERE id = ?", id);
  }

  /** The blobs that nothing points to. */
  unused(): string[] {
    return this.#database.try("looking for what is not used", () =>
      this.#database.all("SELECT id FROM unused").map((row) => row.text("id")),
    );
  }

  /** Deletes a piece of an unused blob; whether there is more of it. */
  deletePiece(id: string): boolean {
    return this.#database.transaction("deleting what is not used any more", () => {
      const parts = this.#database.run(
        "DELETE FROM vector_part WHERE vectors_id = ?1 AND part = (SELECT max(part) FROM vector_part WHERE vectors_id = ?1)",
        id,
      );
      if (parts > 0 && this.#database.get("SELECT 1 FROM vector_part WHERE vectors_id = ?", id) !== undefined)
        return true;
      const tokens = this.#database.run(
        `DELETE FROM paragraph_tokens WHERE vectors_id = ?1
            AND paragraph IN (SELECT paragraph FROM paragraph_tokens WHERE vectors_id = ?1 LIMIT ${TOKEN_ROWS_AT_ONCE})`,
        id,
      );
      if (tokens === TOKEN_ROWS_AT_ONCE) return true;
      const paragraphs = this.#database.run(
        `DELETE FROM paragraph WHERE text_id = ?1
            AND number IN (SELECT number FROM paragraph WHERE text_id = ?1 LIMIT ${DELETED_AT_ONCE})`,
        id,
      );
      if (paragraphs === DELETED_AT_ONCE) return true;
      this.#database.run("DELETE FROM checksum WHERE blob_id = ?", id);
      this.markUsed(id);
      return false;
    });
  }

  /** Empties the log, where deleted text would linger. */
  clearLog(): void {
    this.#database.try("clearing the log", () => this.#database.checkpoint());
  }

  /** A row of bytes, where there is one. @throws Error where it is not what was written */
  #checked(id: string, key: CheckedRow, columns: readonly string[], select: string, number: number): Row | undefined {
    const row = this.#database.get(select, id, number);
    if (row !== undefined)
      compareChecksum(
        this.#database,
        id,
        key,
        columns.map((column) => row.bytes(column)),
      );
    return row;
  }

  #listAsUnused(id: string): void {
    this.#database.run("INSERT OR IGNORE INTO unused (id) VALUES (?)", id);
  }
}

/** A paragraph's columns after its text's id, in the order of `PARAGRAPH_COLUMNS`. */
function paragraphColumns({ number, headings, text, sentences, page, time, form, links = [] }: Paragraph) {
  const spans = JSON.stringify(sentences.map(({ start, end }) => [start, end]));
  const pairs = JSON.stringify(links.map((link) => [link.text, link.address]));
  return [number, JSON.stringify(headings), text, spans, page ?? null, time ?? null, form ?? null, pairs] as const;
}

/** The values of a row of `PARAGRAPH_COLUMNS` as they are kept, in the same order. */
function textColumnsOf(row: Row) {
  const before = [row.number("number"), row.text("headings"), row.text("text"), row.text("sentences")];
  return [...before, row.numberOrNull("page"), row.textOrNull("time"), row.textOrNull("form"), row.text("links")];
}

/** A row of `PARAGRAPH_COLUMNS`. */
function paragraphOf(row: Row): Paragraph {
  const [page, time] = [row.numberOrNull("page"), row.textOrNull("time")];
  const form = row.textOrNull("form") === null ? null : row.oneOf(PARAGRAPH_FORMS, "form");
  const links = row.list(linkOf, "links");
  return {
    number: row.number("number"),
    headings: row.list(textOf, "headings"),
    text: row.text("text"),
    sentences: row.list(spanOf, "sentences"),
    ...(page !== null && { page }),
    ...(time !== null && { time }),
    ...(form !== null && { form }),
    ...(links.length > 0 && { links }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function linkOf(value: unknown): Link | undefined {
  const [text, address, ...more]: unknown[] = Array.isArray(value) ? value : [];
  return typeof text === "string" && typeof address === "string" && more.length === 0 ? { text, address } : undefined;
}

function spanOf(value: unknown): Span | undefined {
  const [start, end, ...more]: unknown[] = Array.isArray(value) ? value : [];
  return typeof start === "number" && typeof end === "number" && more.length === 0 ? { start, end } : undefined;
}
