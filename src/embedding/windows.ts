import pMap from "p-map";
import { HEADING, type TokenCodes } from "../retrieval/token-codes.js";
import type { Embedder, PassageEmbedding, PassageText, QuestionEmbedding, TextKind } from "./embedder.js";
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

/** A long passage's context takes no more of a window than this share, so that there is room for the text. */
const MOST_CONTEXT = 0.5;
/** A paragraph of thousands of sentences has hundreds of windows, which need not wait in memory all at once. */
const SOME_AT_ONCE = { concurrency: 16 };
/** The highest sentence that `TokenCodes` can name. */
const LAST_SENTENCE = 2 ** 15 - 1;

/** The vectors of a text that may have several windows. */
export type WindowVectors = readonly [Float32Array, ...Float32Array[]];

/**
 * The embeddings of a text of any length: one vector where it fits the model, otherwise one for each window of whole
 * sentences. Neighbouring windows share a sentence, so that no meaning is cut at a joint; a sentence longer than the model
 * is cut at white space. Nothing is truncated.
 * @param sentences the text in order, cut where a window may end; joined with a space they are the text.
 */
export async function embedInWindows(
  embedder: Embedder,
  kind: TextKind,
  sentences: readonly string[],
): Promise<WindowVectors> {
  const embed = (texts: readonly string[]) => embedder.embed(texts.join(" "), kind);
  const whole = await wholeIfFits(embedder, sentences, embed);
  if (whole !== undefined) return [whole];
  const windows = await packWindows(embedder, sentences, roomOf(embedder));
  return atLeastOne(await Promise.all(windows.map((window) => embed(window.map(({ text }) => text)))));
}

/** A question of any length: the mean of its windows, and the tokens of all. */
export async function embedQuestionInWindows(embedder: Embedder, text: string): Promise<QuestionEmbedding> {
  const whole = await wholeIfFits(embedder, [text], () => embedder.embedQuestion(text));
  if (whole !== undefined) return whole;
  const windows = await packWindows(embedder, [text], roomOf(embedder));
  const parts = await Promise.all(
    windows.map((window) => embedder.embedQuestion(window.map((piece) => piece.text).join(" "))),
  );
  const tokens = new Float32Array(parts.reduce((sum, part) => sum + part.tokens.length, 0));
  let at = 0;
  for (const part of parts) {
    tokens.set(part.tokens, at);
    at += part.tokens.length;
  }
  return { vector: meanVector(atLeastOne(parts.map(({ vector }) => vector))), tokens };
}

/**
 * A passage of any length, as `embedInWindows` does it; each window has the title and the headings before its sentences.
 * @param signal stops it between windows
 * @returns a vector for each window, and the tokens of all, each once.
 */
export async function embedPassageInWindows(
  embedder: Embedder,
  passage: PassageText,
  signal?: AbortSignal,
): Promise<{ vectors: WindowVectors; tokens: TokenCodes }> {
  const whole = await wholeIfFits(embedder, passage.sentences, () => embedder.embedPassage(passage));
  if (whole !== undefined && passage.sentences.length <= LAST_SENTENCE)
    return { vectors: [whole.vector], tokens: whole.tokens };
  const { context, tokens: contextTokens } = await fittingContext(embedder, passage);
  const windows = await packWindows(embedder, passage.sentences, roomOf(embedder) - contextTokens);
  const embedded = await pMap(
    windows,
    (window) => {
      signal?.throwIfAborted();
      return embedder.embedPassage({ ...context, sentences: window.map(({ text }) => text) });
    },
    SOME_AT_ONCE,
  );
  return { vectors: atLeastOne(embedded.map(({ vector }) => vector)), tokens: mergedTokens(windows, embedded) };
}

/** What is made of the whole text; `undefined` where the model does not read so much at once. */
async function wholeIfFits<T>(
  embedder: Embedder,
  sentences: readonly string[],
  embed: (sentences: readonly string[]) => Promise<T>,
): Promise<T | undefined> {
  if (sentences.reduce((sum, { length }) => sum + length + 1, 0) > mostUnits(embedder)) return undefined;
  try {
    return await embed(sentences);
  } catch (error) {
    if (error instanceof TextTooLongError) return undefined;
    throw error;
  }
}

/** Tokens of text that surely fit a window. */
function roomOf({ maxTokens, reservedTokens }: Embedder): number {
  return maxTokens - reservedTokens - JOINT_TOKENS;
}

/** Title and headings, made shorter where little room is left beside them: outer headings go first, then the title's end. */
async function fittingContext(embedder: Embedder, { title, headings }: PassageText) {
  for (let context = { title, headings }; ; ) {
    const counts = await embedder.countTokens([context.title, ...context.headings]);
    // One more for what stands before each heading.
    const tokens = counts.reduce((sum, count) => sum + count + 1, 0);
    if (tokens <= roomOf(embedder) * MOST_CONTEXT) return { context, tokens };
    context =
      context.headings.length > 0
        ? { ...context, headings: context.headings.slice(1) }
        : { ...context, title: halves(context.title)[0] };
  }
}

/** The tokens of all windows: those of a sentence that stands in two, and of the headings, from the first that has them. */
function mergedTokens(windows: readonly (readonly Piece[])[], embedded: readonly PassageEmbedding[]): TokenCodes {
  const codes: Uint8Array[] = [];
  const sentenceOf: number[] = [];
  const known = new Set<Piece | undefined>();
  for (const [at, { tokens }] of embedded.entries()) {
    const window = windows[at] ?? [];
    const bytes = tokens.codes.length / tokens.sentenceOf.length;
    for (const [token, position] of tokens.sentenceOf.entries()) {
      const piece = window[position];
      if (known.has(piece)) continue;
      codes.push(tokens.codes.subarray(token * bytes, (token + 1) * bytes));
      sentenceOf.push(piece === undefined ? HEADING : Math.min(piece.sentence, LAST_SENTENCE));
    }
    known.add(undefined);
    for (const piece of window) known.add(piece);
  }
  return { codes: new Uint8Array(Buffer.concat(codes)), sentenceOf: Int16Array.from(sentenceOf) };
}

function atLeastOne<T>([first, ...rest]: readonly T[]): [T, ...T[]] {
  if (first === undefined) throw new RangeError("Expected a text with at least one sentence, got none.");
  return [first, ...rest];
}

/** Packs sentences into as few windows of at most `limit` tokens as order allows, each starting with the last piece of the one before. */
async function packWindows(embedder: Embedder, sentences: readonly string[], limit: number): Promise<Piece[][]> {
  const pieces = await splitLongPieces(
    embedder,
    sentences.map((text, sentence) => ({ text, sentence })),
    limit,
  );
  const windows: Piece[][] = [];
  let window: Piece[] = [];
  let tokens = 0;
  for (const piece of pieces) {
    if (tokens + piece.tokens > limit) {
      windows.push(window);
      const last = window.at(-1);
      const overlaps = last !== undefined && last.tokens + piece.tokens <= limit;
      window = overlaps ? [last] : [];
      tokens = overlaps ? last.tokens : 0;
    }
    window.push(piece);
    tokens += piece.tokens;
  }
  windows.push(window);
  return windows;
}

/** A sentence or a part of one. */
interface PieceText {
  readonly text: string;
  /** The position of the sentence. */
  readonly sentence: number;
}

interface Piece extends PieceText {
  readonly tokens: number;
}

/** Halves each text, at white space where there is some, until every piece has at most `limit` tokens. */
async function splitLongPieces(embedder: Embedder, texts: readonly PieceText[], limit: number): Promise<Piece[]> {
  const short = texts.flatMap(({ text, sentence }) =>
    cutTo(mostUnits(embedder), text).map((text) => ({ text, sentence })),
  );
  const pieces: Piece[] = [];
  for (const batch of batchesOf(short)) {
    const counts = await embedder.countTokens(batch.map(({ text }) => text));
    for (const [at, { text, sentence }] of batch.entries()) {
      const tokens = counts[at] ?? 0;
      if (tokens <= limit || text.length < 2) pieces.push({ text, sentence, tokens });
      else {
        const parts = halves(text).map((half) => ({ text: half, sentence }));
        pieces.push(...(await splitLongPieces(embedder, parts, limit)));
      }
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
function batchesOf(texts: readonly PieceText[]): PieceText[][] {
  const batches: PieceText[][] = [];
  let left = 0;
  for (const piece of texts) {
    if (left <= 0) {
      batches.push([]);
      left = COUNTED_AT_ONCE;
    }
    batches.at(-1)?.push(piece);
    left -= piece.text.length + 1;
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
export function meanVector(vectors: WindowVectors): Float32Array {
  const [first, ...rest] = vectors;
  if (rest.length === 0) return first;
  const sum = first.slice();
  for (const vector of rest) for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
  const norm = Math.hypot(...sum);
  return sum.map((value) => value / norm);
}
