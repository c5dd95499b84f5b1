import { endianness } from "node:os";
import { z } from "zod";
import type { Paragraph } from "../../documents/article.js";
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

export const PARAGRAPH_COLUMNS = "number, headings, text, sentences, page";
const paragraphRow = z.object({
  number: z.int().positive(),
  headings: json(z.array(z.string())),
  text: z.string(),
  sentences: json(z.array(span)),
  page: z
    .number()
    .nullable()
    .transform((page) => page ?? undefined),
});

export function paragraphsOf(rows: readonly unknown[]): Paragraph[] {
  return rows.map((row) => withoutEmptyPage(paragraphRow.parse(row)));
}

export const importRow = commonRow.extend({
  importId: z.string(),
  vectorKey: z.string(),
  attempts: z.number(),
  textId: z.string(),
  paragraphs: z.number(),
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

/** A paragraph's columns after its text's id, in the order of `PARAGRAPH_COLUMNS`. */
export function paragraphColumns({ number, headings, text, sentences, page }: Paragraph) {
  return [number, JSON.stringify(headings), text, JSON.stringify(sentences.map(pairOf)), page ?? null] as const;
}

function pairOf({ start, end }: { start: number; end: number }): [number, number] {
  return [start, end];
}

/** Rows of vectors that are kept together: 786 kB of 384 numbers each, a millisecond to read. */
const ROWS_EACH = 512;

const BYTES = 4;

const vectorsRow = z.object({
  data: z.instanceof(Uint8Array),
  paragraphOf: z.instanceof(Uint8Array),
  sentenceOf: z.instanceof(Uint8Array),
});

/** Vectors that are put together part by part. */
export class VectorParts {
  readonly #paragraphOf: Int32Array;
  readonly #sentenceOf: Int32Array;
  /** Known to be of the right length from the first part on. */
  #data = new Float32Array(0);
  #rows = 0;

  /** @param rows how many there will be. */
  constructor(rows: number) {
    this.#paragraphOf = new Int32Array(rows);
    this.#sentenceOf = new Int32Array(rows);
  }

  get isWhole(): boolean {
    return this.#rows === this.#paragraphOf.length;
  }

  get whole(): ArticleVectors {
    return { data: this.#data, paragraphOf: this.#paragraphOf, sentenceOf: this.#sentenceOf };
  }

  /** @throws Error when the part is missing or does not fit, as in a damaged database. */
  add(row: unknown): void {
    const { data, paragraphOf, sentenceOf } = vectorsRow.parse(row);
    const all = this.#paragraphOf.length;
    const rows = paragraphOf.byteLength / BYTES;
    const width = data.byteLength / BYTES / rows;
    if (this.#rows === 0 && Number.isInteger(width)) this.#data = new Float32Array(all * width);
    const fits = rows > 0 && this.#rows + rows <= all && width * all === this.#data.length;
    if (!fits || sentenceOf.byteLength !== paragraphOf.byteLength) {
      throw new Error(`its vectors are damaged: ${data.byteLength} bytes for ${rows} of ${all} rows`);
    }
    this.#data.set(new Float32Array(numbersIn(data)), this.#rows * width);
    this.#paragraphOf.set(new Int32Array(numbersIn(paragraphOf)), this.#rows);
    this.#sentenceOf.set(new Int32Array(numbersIn(sentenceOf)), this.#rows);
    this.#rows += rows;
  }
}

/** The parts of vectors, in order: their number, and copies of numbers, paragraphs and sentences for the database. */
export function* vectorPartsOf({ data, paragraphOf, sentenceOf }: ArticleVectors) {
  const rows = paragraphOf.length;
  const width = data.length / rows;
  for (let first = 0; first < rows; first += ROWS_EACH) {
    const end = first + ROWS_EACH;
    const numbers = data.subarray(first * width, end * width);
    const places = [paragraphOf.subarray(first, end), sentenceOf.subarray(first, end)];
    yield [first / ROWS_EACH, [numbers, ...places].map(blobOf)] as const;
  }
}

const SWAP = endianness() === "BE";

/** A copy in little-endian bytes. */
function blobOf({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(byteLength);
  bytes.set(new Uint8Array(buffer, byteOffset, byteLength));
  if (SWAP) Buffer.from(bytes.buffer).swap32();
  return bytes;
}

/** A copy whose buffer starts at 0 and has this machine's byte order, as typed arrays need. */
function numbersIn(blob: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(blob.byteLength);
  new Uint8Array(copy).set(blob);
  if (SWAP) Buffer.from(copy).swap32();
  return copy;
}
