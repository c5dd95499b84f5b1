import type { Connection, Parameter } from "./connection.js";
import { PARAGRAPH_COLUMNS } from "./rows.js";

/** Rows of paragraphs that are deleted at a time: about as many bytes as a part of the vectors. */
const PARAGRAPHS_AT_ONCE = 500;

/**
 * A small piece of work on a text or on vectors, each of them a transaction of its own. A body (either of the two) counts as
 * unused from its first piece on, until something points to it.
 */
export type BodyJob =
  | { readonly kind: "paragraphs"; readonly id: string; readonly rows: readonly (readonly Parameter[])[] }
  | { readonly kind: "vectors"; readonly id: string; readonly part: number; readonly blobs: readonly Uint8Array[] }
  | { readonly kind: "delete"; readonly id: string }
  | { readonly kind: "checkpoint" };

/** Does a job; whether there is more of it to do, which only deleting knows. */
export async function doBodyJob(database: Connection, job: BodyJob): Promise<boolean> {
  switch (job.kind) {
    case "paragraphs":
      await database.transaction("keeping a text", () => {
        noteUnused(database, job.id);
        const columns = `INSERT INTO paragraph (text_id, ${PARAGRAPH_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`;
        for (const row of job.rows) database.run(columns, job.id, ...row);
      });
      return false;
    case "vectors":
      await database.transaction("keeping embeddings", () => {
        noteUnused(database, job.id);
        const columns = "vectors_id, part, data, paragraph_of, sentence_of";
        database.run(`INSERT INTO vector_part (${columns}) VALUES (?, ?, ?, ?, ?)`, job.id, job.part, ...job.blobs);
      });
      return false;
    case "delete":
      return database.transaction("deleting what is not used any more", () => deleteSome(database, job.id));
    case "checkpoint":
      await database.try("clearing the log", () => database.checkpoint());
      return false;
  }
}

function noteUnused(database: Connection, id: string): void {
  database.run("INSERT OR IGNORE INTO unused (id) VALUES (?)", id);
}

function deleteSome(database: Connection, id: string): boolean {
  const parts = database.run(
    "DELETE FROM vector_part WHERE vectors_id = ?1 AND part = (SELECT max(part) FROM vector_part WHERE vectors_id = ?1)",
    id,
  );
  if (parts > 0 && database.get("SELECT 1 FROM vector_part WHERE vectors_id = ?", id) !== undefined) return true;
  const paragraphs = database.run(
    `DELETE FROM paragraph WHERE text_id = ?1
        AND number IN (SELECT number FROM paragraph WHERE text_id = ?1 LIMIT ${PARAGRAPHS_AT_ONCE})`,
    id,
  );
  if (paragraphs === PARAGRAPHS_AT_ONCE) return true;
  database.run("DELETE FROM unused WHERE id = ?", id);
  return false;
}
