import { z } from "zod";
import type { Paragraph } from "../../documents/article.js";
import { parseScope, type Scope } from "../scope.js";

// What comes out of the database is validated as any other input: the file may have been edited or damaged.

export const scopeColumn = z.string().transform((text, context): Scope => {
  const scope = parseScope(text);
  if (scope !== undefined) return scope;
  context.addIssue(`expected a scope, got ${JSON.stringify(text)}`);
  return z.NEVER;
});

export const countRow = z.object({ count: z.number() });

/** The columns that an article and an import share; the names are those of the records. */
const COMMON_COLUMNS = `id, title, source, source_kind AS sourceKind, site, published, added_by AS addedBy,
  added_at AS addedAt, refreshed_at AS refreshedAt, bytes, paragraphs, content_hash AS contentHash`;

const commonRow = z.object({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  sourceKind: z.enum(["folder", "file", "url", "text"]),
  site: z.string().nullable(),
  published: z.string().nullable(),
  addedBy: z.string().nullable(),
  addedAt: z.number(),
  refreshedAt: z.number().nullable(),
  bytes: z.number(),
  paragraphs: z.number(),
  contentHash: z.string(),
});

export const RECORD_COLUMNS = `${COMMON_COLUMNS}, model`;
export const recordRow = commonRow.extend({ model: z.string() });

export const IMPORT_COLUMNS = `${COMMON_COLUMNS}, import_id AS importId, scope, vector_key AS vectorKey, attempts,
  text_id AS textId`;
export const importRow = commonRow.extend({
  importId: z.string(),
  scope: scopeColumn,
  vectorKey: z.string(),
  attempts: z.number(),
  textId: z.string(),
});

const span = z.tuple([z.number(), z.number()]).transform(([start, end]) => ({ start, end }));

function json<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}

export const PARAGRAPH_COLUMNS = "number, headings, text, sentences, page";
const paragraphRow = z.object({
  number: z.int().positive(),
  headings: json(z.array(z.string())),
  text: z.string(),
  sentences: json(z.array(span)),
  page: z.number().nullable(),
});

/** Rows of `PARAGRAPH_COLUMNS` as paragraphs. */
export function paragraphsOf(rows: readonly unknown[]): Paragraph[] {
  return rows.map((row) => {
    const { page, ...paragraph } = paragraphRow.parse(row);
    return page === null ? paragraph : { ...paragraph, page };
  });
}

/** A paragraph's columns after its text's id, in the order of `PARAGRAPH_COLUMNS`. */
export function paragraphColumns({ number, headings, text, sentences, page }: Paragraph) {
  const spans = sentences.map(({ start, end }) => [start, end]);
  return [number, JSON.stringify(headings), text, JSON.stringify(spans), page ?? null] as const;
}
