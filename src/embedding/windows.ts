import type { Embedder, TextKind } from "./embedder.js";
import { TextTooLongError } from "./embedding-error.js";

/** Pieces that are counted apart may have some tokens more where they are joined. */
const JOINT_TOKENS = 5;

/**
 * No text of more UTF-16 units a token fits the model (English has about 4.5): a longer one is cut before it is tokenized, which
 * would keep a thread from all questions for seconds.
 */
const MOST_UNITS_PER_TOKEN = 20;
/** Most UTF-16 units that are counted in one go, for the same reason. */
const COUNTED_AT_ONCE = 50_000;

/**
 * The embeddings of a text of any length: one vector where it fits the model, otherwise one for each window of whole
 * sentences. Neighbouring windows share a sentence, so that no meaning is cut at a joint; a sentence longer than the model
 * is cut at white space. Every window starts with `context` (the title). Nothing is truncated.
 * @param sentences the text in order, cut where a window may end; joined with a space they are the text.
 */
export async function embedInWindows(
  embedder: Embedder,
  kind: TextKind,
  sentences: readonly string[],
  context = "",
): Promise<[Float32Array, ...Float32Array[]]> {
  const inContext = (text: string) => (context === "" ? text : `${context}\n${text}`);
  if (sentences.reduce((sum, { length }) => sum + length + 1, 0) <= mostUnits(embedder)) {
    try {
      return [await embedder.embed(inContext(sentences.join(" ")), kind)];
    } catch (error) {
      if (!(error instanceof TextTooLongError)) throw error;
    }
  }
  const [contextTokens = 0] = await embedder.countTokens([context]);
  const limit = embedder.maxTokens - embedder.reservedTokens - JOINT_TOKENS - contextTokens;
  const windows = await packWindows(embedder, sentences, limit);
  const [first, ...rest] = await Promise.all(windows.map((window) => embedder.embed(inContext(window), kind)));
  if (first === undefined) throw new RangeError("Expected a text with at least one sentence, got none.");
  return [first, ...rest];
}

/** Packs sentences into as few windows of at most `limit` tokens as order allows, each starting with the last sentence of the one before. */
async function packWindows(embedder: Embedder, sentences: readonly string[], limit: number): Promise<string[]> {
  const pieces = await splitLongPieces(embedder, sentences, limit);
  const windows: string[] = [];
  let window: Piece[] = [];
  let tokens = 0;
  for (const piece of pieces) {
    if (tokens + piece.tokens > limit) {
      windows.push(window.map(({ text }) => text).join(" "));
      const last = window.at(-1);
      const overlaps = last !== undefined && last.tokens + piece.tokens <= limit;
      window = overlaps ? [last] : [];
      tokens = overlaps ? last.tokens : 0;
    }
    window.push(piece);
    tokens += piece.tokens;
  }
  windows.push(window.map(({ text }) => text).join(" "));
  return windows;
}

interface Piece {
  readonly text: string;
  readonly tokens: number;
}

/** Halves each text, at white space where there is some, until every piece has at most `limit` tokens. */
async function splitLongPieces(embedder: Embedder, texts: readonly string[], limit: number): Promise<Piece[]> {
  const short = texts.flatMap((text) => cutTo(mostUnits(embedder), text));
  const pieces: Piece[] = [];
  for (const batch of batchesOf(short)) {
    const counts = await embedder.countTokens(batch);
    for (const [at, text] of batch.entries()) {
      const tokens = counts[at] ?? 0;
      if (tokens <= limit) pieces.push({ text, tokens });
      else pieces.push(...(await splitLongPieces(embedder, halves(text), limit)));
    }
  }
  return pieces;
}

function mostUnits({ maxTokens }: Embedder): number {
  return maxTokens * MOST_UNITS_PER_TOKEN;
}

/** Halves a text until no piece is longer than `most` UTF-16 units. */
function cutTo(most: number, text: string): string[] {
  return text.length <= most ? [text] : halves(text).flatMap((half) => cutTo(most, half));
}

/** The texts in order, about `COUNTED_AT_ONCE` UTF-16 units together. */
function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let left = 0;
  for (const text of texts) {
    if (left <= 0) {
      batches.push([]);
      left = COUNTED_AT_ONCE;
    }
    batches.at(-1)?.push(text);
    left -= text.length + 1;
  }
  return batches;
}

function halves(text: string): [string, string] {
  const middle = text.length >> 1;
  const space = text.lastIndexOf(" ", middle);
  if (space > 0) return [text.slice(0, space), text.slice(space + 1)];
  // Not between the halves of a surrogate pair.
  const cut = /[\uDC00-\uDFFF]/.test(text.charAt(middle)) ? middle + 1 : middle;
  return [text.slice(0, cut), text.slice(cut)];
}

/** One unit vector for a text of several windows: their mean, scaled to length 1. */
export function meanVector(vectors: readonly [Float32Array, ...Float32Array[]]): Float32Array {
  const [first, ...rest] = vectors;
  if (rest.length === 0) return first;
  const sum = first.slice();
  for (const vector of rest) for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
  const norm = Math.hypot(...sum);
  return sum.map((value) => value / norm);
}
