import { SOURCE_KINDS } from "../../documents/article.js";
import { byTitle, type Kept } from "../rules.js";
import type { Scope } from "../scope.js";
import type { ArticleRecord, ClaimedImport, WrittenMessage } from "../store.js";
import type { Connection } from "./connection.js";
import { IS_DAMAGED } from "./facts.js";
import type { Row } from "./rows.js";

/** An import under way, and where its text is. */
export type ImportRow = Omit<ClaimedImport, "content" | "left"> & { readonly textId: string };

/** Which embeddings an article has: the model, where they are, and how many rows there must be of vectors and of tokens. */
export interface EmbeddingPointers {
  readonly model: string;
  readonly vectorsId: string;
  readonly vectorRows: number;
  /** One a paragraph; 0 where it has no tokens. */
  readonly tokenRows: number;
}

export const EMBEDDING_COLUMNS = "model, vectors_id AS vectorsId, vector_rows AS vectorRows, token_rows AS tokenRows";

/** A row of `EMBEDDING_COLUMNS`. */
export function embeddingPointersOf(row: Row): EmbeddingPointers {
  return {
    model: row.text("model"),
    vectorsId: row.text("vectorsId"),
    vectorRows: row.number("vectorRows"),
    tokenRows: row.number("tokenRows"),
  };
}

/** The columns that an article and an import share; the names are those of the records. */
const COMMON_COLUMNS = `id, title, source, source_kind AS sourceKind, site, published, added_by AS addedBy,
  added_at AS addedAt, refreshed_at AS refreshedAt, bytes, paragraphs, content_hash AS contentHash, messages`;

export const RECORD_COLUMNS = `${COMMON_COLUMNS}, model, ${IS_DAMAGED} AS damaged`;

export const IMPORT_COLUMNS = `${COMMON_COLUMNS}, import_id AS importId, scope, vector_key AS vectorKey, attempts,
  text_id AS textId`;

function commonOf(row: Row): Omit<ArticleRecord, "model"> {
  return {
    id: row.text("id"),
    title: row.text("title"),
    source: row.text("source"),
    sourceKind: row.oneOf(SOURCE_KINDS, "sourceKind"),
    site: row.textOrNull("site"),
    published: row.textOrNull("published"),
    addedBy: row.textOrNull("addedBy"),
    addedAt: row.number("addedAt"),
    refreshedAt: row.numberOrNull("refreshedAt"),
    bytes: row.number("bytes"),
    paragraphs: row.number("paragraphs"),
    contentHash: row.text("contentHash"),
    messages: row.list(messageOf, "messages"),
  };
}

function messageOf(value: unknown): WrittenMessage | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { person, address, first, last } = value as Record<string, unknown>;
  const isMessage =
    typeof person === "string" && typeof address === "string" && typeof first === "number" && typeof last === "number";
  return isMessage ? { person, address, first, last } : undefined;
}

/** A row of `RECORD_COLUMNS`. */
export function recordOf(row: Row): ArticleRecord {
  const record = { ...commonOf(row), model: row.text("model") };
  return row.number("damaged") === 0 ? record : { ...record, damaged: true };
}

/** A row of `IMPORT_COLUMNS`. */
export function importOf(row: Row): ImportRow {
  return {
    ...commonOf(row),
    importId: row.text("importId"),
    scope: row.scope(),
    vectorKey: row.text("vectorKey"),
    attempts: row.number("attempts"),
    textId: row.text("textId"),
  };
}

/** The articles of a scope without those removed, in the order of a list. */
export function recordsIn(database: Connection, scope: Scope): ArticleRecord[] {
  const rows = database.all(`SELECT ${RECORD_COLUMNS} FROM article WHERE scope = ? AND removed_at IS NULL`, scope);
  return rows.map(recordOf).sort(byTitle);
}

/**
 * What a scope has, by which the rules decide.
 * @param since imports begun from this time on are counted.
 * @param owned the imports that somebody works on, by id.
 */
export function keptIn(database: Connection, scope: Scope, since: number, owned: ReadonlyMap<string, Scope>): Kept {
  const imports = database.all(`SELECT ${IMPORT_COLUMNS} FROM import WHERE scope = ? ORDER BY rowid`, scope);
  return {
    articles: recordsIn(database, scope),
    imports: imports.map(importOf).map((one) => ({ ...one, isOwned: owned.has(one.importId) })),
    begun: database.count("SELECT count(*) AS count FROM import_count WHERE scope = ? AND at >= ?", scope, since),
  };
}
