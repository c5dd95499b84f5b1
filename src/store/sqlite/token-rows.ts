import { endianness } from "node:os";
import type { TokenCodes } from "../../retrieval/token-codes.js";
import type { Row } from "./rows.js";

// How tokens lie in the database: a row for each paragraph, of two columns: the codes as they are, and little-endian int16.

/** Bytes that are read or written at a time: about as many as a part of the vectors has. */
const BYTES_AT_ONCE = 786_000;

/** Paragraphs that are read or deleted at a time: about as many bytes. */
export const TOKEN_ROWS_AT_ONCE = 50;

const SWAP = endianness() === "BE";

/** Tokens of paragraphs that stand one after another. */
export interface TokenPiece {
  /** The position of the first paragraph. */
  readonly first: number;
  readonly tokens: readonly TokenCodes[];
}

/** Copies of an article's tokens, in pieces; a paragraph is never cut. */
export function* tokenPiecesOf(tokens: readonly TokenCodes[]) {
  for (let first = 0, end = 0; first < tokens.length; first = end) {
    const piece: ReturnType<typeof copyOf>[] = [];
    for (let bytes = 0; bytes < BYTES_AT_ONCE && end < tokens.length; end++) {
      const copy = copyOf(tokens[end] ?? NONE);
      piece.push(copy);
      bytes += copy.codes.byteLength;
    }
    yield { first, tokens: piece };
  }
}

const NONE: TokenCodes = { codes: new Uint8Array(), sentenceOf: new Int16Array() };

/** With buffers of their own: those that are shared would be sent whole with each paragraph. */
function copyOf({ codes, sentenceOf }: TokenCodes) {
  return { codes: codes.slice(), sentenceOf: sentenceOf.slice() };
}

/** A row's columns: `codes` and `sentence_of`. */
export function tokenColumns({ codes, sentenceOf }: TokenCodes): Uint8Array[] {
  const bytes = new Uint8Array(sentenceOf.buffer, sentenceOf.byteOffset, sentenceOf.byteLength);
  return [codes, SWAP ? Buffer.from(bytes).swap16() : bytes];
}

/**
 * Reads the tokens of a paragraph.
 * @throws Error when the row is missing or does not fit, as in a damaged database.
 */
export function tokensIn(row: Row | undefined, paragraph: number): TokenCodes {
  if (row === undefined) throw new Error(`the tokens of paragraph ${paragraph} are missing`);
  const codes = row.bytes("codes");
  // A copy, whose buffer starts at 0 and has this machine's byte order, as typed arrays need.
  const positions = new Uint8Array(row.bytes("sentenceOf"));
  const count = positions.byteLength / Int16Array.BYTES_PER_ELEMENT;
  const fits = count === 0 ? codes.byteLength === 0 : Number.isInteger(count) && codes.byteLength % count === 0;
  if (!fits) {
    const found = `${codes.byteLength} bytes for ${count} tokens`;
    throw new Error(`the tokens of paragraph ${paragraph} are damaged: ${found}`);
  }
  if (SWAP) Buffer.from(positions.buffer).swap16();
  return { codes, sentenceOf: new Int16Array(positions.buffer) };
}
