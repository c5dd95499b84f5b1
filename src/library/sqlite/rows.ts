import { endianness } from "node:os";
import { z } from "zod";
import type { Paragraph } from "../../article/article.js";
import type { ArticleVectors } from "../../retrieval/article-index.js";
import { parseScope, type Scope } from "../scope.js";

// What comes out of the database is validated as any other input: the file may have been edited or damaged.

export const scopeColumn = z.string().transform((text, context): Scope => {
  const scope = parseScope(text);
  if (scope !== undefined) return scope;
  context.addIssue(`expected a scope, got ${JSON.stringify(text)}`);
  return z.NEVER;
});

/** The columns that an article and an import share; the names are those of the records. */
export const COMMON_COLUMNS = `id, title, source, source_kind AS sourceKind, site, published, added_by AS addedBy,
  added_at AS addedAt, refreshed_at AS refreshedAt, bytes, content_hash AS contentHash`;

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
  contentHash: z.string(),
});

export const RECORD_COLUMNS = `${COMMON_COLUMNS}, paragraphs, model`;
export const recordRow = commonRow.extend({ paragraphs: z.number(), model: z.string() });

const span = z.tuple([z.number(), z.number()]).transform(([start, end]) => ({ start, end }));

function json<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}

const paragraph = {
  number: z.int().positive(),
  text: z.string(),
  page: z
    .number()
    .nullish()
    .transform((page) => page ?? undefined),
};

export const PARAGRAPH_COLUMNS = "number, headings, text, sentences, page";
const paragraphRow = z.object({
  ...paragraph,
  headings: json(z.array(z.string())),
  sentences: json(z.array(span)),
});

export function paragraphsOf(rows: readonly unknown[]): Paragraph[] {
  return rows.map((row) => withoutEmptyPage(paragraphRow.parse(row)));
}

export const importRow = commonRow.extend({
  importId: z.string(),
  vectorKey: z.string(),
  attempts: z.number(),
  content: json(z.array(z.object({ ...paragraph, headings: z.array(z.string()), sentences: z.array(span) }))).transform(
    (content): Paragraph[] => content.map(withoutEmptyPage),
  ),
});

export const importSummaryRow = z.object({
  importId: z.string(),
  id: z.string(),
  bytes: z.number(),
  paragraphs: z.number(),
  contentHash: z.string(),
});

interface MaybeOnPage extends Omit<Paragraph, "page"> {
  readonly page: number | undefined;
}

function withoutEmptyPage({ page, ...rest }: MaybeOnPage): Paragraph {
  return page === undefined ? rest : { ...rest, page };
}

/** A paragraph's columns after its article's id, in the order of `PARAGRAPH_COLUMNS`. */
export function paragraphColumns({ number, headings, text, sentences, page }: Paragraph) {
  return [number, JSON.stringify(headings), text, JSON.stringify(sentences.map(pairOf)), page ?? null] as const;
}

/** All paragraphs in one text, for an import that waits. */
export function contentJson(content: readonly Paragraph[]): string {
  return JSON.stringify(content.map((one) => ({ ...one, sentences: one.sentences.map(pairOf) })));
}

function pairOf({ start, end }: { start: number; end: number }): [number, number] {
  return [start, end];
}

export const VECTOR_COLUMNS = "data, paragraph_of AS paragraphOf, sentence_of AS sentenceOf";
const vectorsRow = z.object({
  data: z.instanceof(Uint8Array),
  paragraphOf: z.instanceof(Uint8Array),
  sentenceOf: z.instanceof(Uint8Array),
});

/** @throws Error when the parts do not fit together, as in a damaged database. */
export function vectorsOf(row: unknown): ArticleVectors {
  const blobs = vectorsRow.parse(row);
  const vectors = {
    data: new Float32Array(numbersIn(blobs.data)),
    paragraphOf: new Int32Array(numbersIn(blobs.paragraphOf)),
    sentenceOf: new Int32Array(numbersIn(blobs.sentenceOf)),
  };
  const rows = vectors.paragraphOf.length;
  if (vectors.sentenceOf.length !== rows || !Number.isInteger(vectors.data.length / rows)) {
    throw new Error(`its vectors are damaged: ${vectors.data.length} numbers for ${rows} rows`);
  }
  return vectors;
}

export function vectorColumns({ data, paragraphOf, sentenceOf }: ArticleVectors) {
  return [blobOf(data), blobOf(paragraphOf), blobOf(sentenceOf)] as const;
}

const SWAP = endianness() === "BE";

/** Little-endian bytes of four-byte numbers. */
function blobOf({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): Uint8Array {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return SWAP ? Buffer.from(bytes).swap32() : bytes;
}

/** A copy whose buffer starts at 0 and has this machine's byte order, as typed arrays need. */
function numbersIn(blob: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(blob.byteLength);
  new Uint8Array(copy).set(blob);
  if (SWAP) Buffer.from(copy).swap32();
  return copy;
}
