import { endianness } from "node:os";
import type { ArticleVectors } from "../../retrieval/article-index.js";
import type { Row } from "./rows.js";

// How vectors lie in the database: in parts of so many rows, each of three columns of little-endian numbers (float32, int32, int32).

/** Rows of a part: 786 kB where each has 384 numbers, a millisecond to read. */
const ROWS_EACH = 512;

const BYTES = 4;

const SWAP = endianness() === "BE";

/** Copies of the parts of vectors, in order. */
export function* vectorPartsOf({ data, paragraphOf, sentenceOf }: ArticleVectors) {
  const rows = paragraphOf.length;
  const width = data.length / rows;
  for (let first = 0; first < rows; first += ROWS_EACH) {
    const end = first + ROWS_EACH;
    yield {
      data: data.slice(first * width, end * width),
      paragraphOf: paragraphOf.slice(first, end),
      sentenceOf: sentenceOf.slice(first, end),
    };
  }
}

/** A part's columns: `data`, `paragraph_of` and `sentence_of`. */
export function vectorColumns({ data, paragraphOf, sentenceOf }: ArticleVectors): Uint8Array[] {
  return [data, paragraphOf, sentenceOf].map(({ buffer, byteOffset, byteLength }) => {
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    return SWAP ? Buffer.from(bytes).swap32() : bytes;
  });
}

/**
 * Puts vectors together.
 * @param rows how many there are.
 * @param rowOf the row of a part by its number, which counts from 0.
 * @throws Error when a part is missing or does not fit, as in a damaged database.
 */
export function joinVectors(rows: number, rowOf: (part: number) => Row | undefined): ArticleVectors {
  const paragraphOf = new Int32Array(rows);
  const sentenceOf = new Int32Array(rows);
  // Its width is known from the first part on.
  let all = new Float32Array(0);
  for (let part = 0, first = 0; first < rows; part++) {
    const row = rowOf(part);
    if (row === undefined) throw new Error(`its vectors are damaged: part ${part} is missing`);
    const columns = {
      data: row.bytes("data"),
      paragraphOf: row.bytes("paragraphOf"),
      sentenceOf: row.bytes("sentenceOf"),
    };
    const here = columns.paragraphOf.byteLength / BYTES;
    const width = columns.data.byteLength / BYTES / here;
    if (first === 0 && Number.isInteger(width)) all = new Float32Array(rows * width);
    const fits = here > 0 && first + here <= rows && width * rows === all.length;
    if (!fits || columns.sentenceOf.byteLength !== columns.paragraphOf.byteLength) {
      throw new Error(`its vectors are damaged: ${columns.data.byteLength} bytes for ${here} of ${rows} rows`);
    }
    all.set(new Float32Array(numbersIn(columns.data)), first * width);
    paragraphOf.set(new Int32Array(numbersIn(columns.paragraphOf)), first);
    sentenceOf.set(new Int32Array(numbersIn(columns.sentenceOf)), first);
    first += here;
  }
  return { data: all, paragraphOf, sentenceOf };
}

/** A copy whose buffer starts at 0 and has this machine's byte order, as typed arrays need. */
function numbersIn(column: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(column.byteLength);
  new Uint8Array(copy).set(column);
  if (SWAP) Buffer.from(copy).swap32();
  return copy;
}
