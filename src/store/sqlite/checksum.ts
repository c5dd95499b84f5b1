import { crc32 } from "node:zlib";
import type { DatabaseSyncInstance } from "@photostructure/sqlite";
import type { Connection, Parameter } from "./connection.js";

// Each row of a text, of vectors and of tokens has a checksum beside it: a disk that flips a bit must not change an article's words.

/** A row's columns, in the order in which they are written; of a text its values, otherwise bytes. */
export type CheckedColumns = readonly Parameter[];

/** Which rows of a blob: `p` the paragraph of a number, `v` a part of vectors, `t` the tokens of a paragraph. */
export type CheckedRow = `${"p" | "v" | "t"}${number}`;

/** CRC-32 of a row. */
function checksumOf(columns: CheckedColumns): number {
  let sum = 0;
  for (const column of columns) {
    // The separator keeps what moves from one column to the next from going unseen.
    sum = column instanceof Uint8Array ? crc32(column, sum) : crc32(`${JSON.stringify(column)}\n`, sum);
  }
  return sum;
}

const KEEP = "INSERT OR REPLACE INTO checksum (blob_id, row, sum) VALUES (?, ?, ?)";

/** Inside a transaction: keeps the checksum of a row that is written. */
export function keepChecksum(database: Connection, blobId: string, row: CheckedRow, columns: CheckedColumns): void {
  database.run(KEEP, blobId, row, checksumOf(columns));
}

/** @throws Error where a row that was read is not what was written. */
export function compareChecksum(database: Connection, blobId: string, row: CheckedRow, columns: CheckedColumns): void {
  const kept = database.get("SELECT sum FROM checksum WHERE blob_id = ? AND row = ?", blobId, row)?.number("sum");
  if (kept === checksumOf(columns)) return;
  const what = { p: "paragraph", v: "part of the vectors", t: "tokens of paragraph" }[row.slice(0, 1)];
  throw new Error(`it is damaged: the ${what} ${row.slice(1)} is not what was kept`);
}

/** Of a database of before: the rows that it has get their checksums, read one by one. */
export function addChecksums(database: DatabaseSyncInstance): void {
  const keep = database.prepare(KEEP);
  for (const [letter, select] of [
    [
      "p",
      "SELECT text_id AS id, number AS row, number, headings, text, sentences, page, time, form, links FROM paragraph",
    ],
    ["v", "SELECT vectors_id AS id, part AS row, data, paragraph_of, sentence_of FROM vector_part"],
    ["t", "SELECT vectors_id AS id, paragraph AS row, codes, sentence_of FROM paragraph_tokens"],
  ] as const) {
    for (const found of database.prepare(select).iterate()) {
      const { id, row, ...columns } = found;
      keep.run(String(id), `${letter}${String(row)}`, checksumOf(Object.values(columns) as Parameter[]));
    }
  }
}
