import type { Embedder, TextKind } from "./embedder.js";
import { TextTooLongError } from "./embedding-error.js";

/** Tokens that the prefix ("passage: "), [CLS] and [SEP] take; e5 needs 5, the rest is room for joints. */
const RESERVED_TOKENS = 16;

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
  const whole = inContext(sentences.join(" "));
  try {
    return [await embedder.embed(whole, kind)];
  } catch (error) {
    if (!(error instanceof TextTooLongError)) throw error;
  }
  const [contextTokens = 0] = await embedder.countTokens([context]);
  const room = embedder.maxTokens - RESERVED_TOKENS - contextTokens;
  const windows = await packWindows(embedder, sentences, room);
  const [first, ...rest] = await Promise.all(windows.map((window) => embedder.embed(inContext(window), kind)));
  if (first === undefined) throw new RangeError("Expected a text with at least one sentence, got none.");
  return [first, ...rest];
}

/** Packs sentences into as few windows of at most `room` tokens as order allows, each starting with the last sentence of the one before. */
async function packWindows(embedder: Embedder, sentences: readonly string[], room: number): Promise<string[]> {
  const pieces = await splitLongPieces(embedder, sentences, room);
  const windows: string[] = [];
  let window: Piece[] = [];
  let tokens = 0;
  for (const piece of pieces) {
    if (tokens + piece.tokens > room) {
      windows.push(window.map(({ text }) => text).join(" "));
      const last = window.at(-1);
      const overlaps = last !== undefined && last.tokens + piece.tokens <= room;
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

/** Halves each text, at white space where there is some, until every piece has at most `room` tokens. */
async function splitLongPieces(embedder: Embedder, texts: readonly string[], room: number): Promise<Piece[]> {
  const counts = await embedder.countTokens(texts);
  const pieces: Piece[] = [];
  for (const [at, text] of texts.entries()) {
    const tokens = counts[at] ?? 0;
    if (tokens <= room) pieces.push({ text, tokens });
    else pieces.push(...(await splitLongPieces(embedder, halves(text), room)));
  }
  return pieces;
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
