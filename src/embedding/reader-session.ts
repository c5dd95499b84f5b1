import { readFile } from "node:fs/promises";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { type PassageToRead, READER_FEATURES, type Reading } from "../retrieval/reader.js";
import { decodeTokens, type TokenCodes, type TokenSpace } from "../retrieval/token-codes.js";

/** What a reader takes at most; what is beyond is not read. */
export interface ReaderLimits {
  readonly passages: number;
  readonly questionTokens: number;
  /** Of one passage. */
  readonly passageTokens: number;
  /** Of one passage. */
  readonly sentences: number;
}

/** The value by which the reader knows that a sentence is not there, as in training/reader.py. */
const NO_SENTENCE = -1e4;

/** The reader's ONNX file in a thread. */
export class ReaderSession {
  readonly #session: InferenceSession;
  readonly #limits: ReaderLimits;
  readonly #space: TokenSpace;

  private constructor(session: InferenceSession, limits: ReaderLimits, space: TokenSpace) {
    this.#session = session;
    this.#limits = limits;
    this.#space = space;
  }

  static async open(file: string, limits: ReaderLimits, space: TokenSpace): Promise<ReaderSession> {
    const session = await InferenceSession.create(await readFile(file), { intraOpNumThreads: 1, interOpNumThreads: 1 });
    return new ReaderSession(session, limits, space);
  }

  /** As `Reader.read` has it. */
  async read(question: Float32Array, passages: readonly PassageToRead[]): Promise<Reading> {
    const width = this.#space.scale.length;
    const limits = this.#limits;
    const words = Math.min(limits.questionTokens, question.length / width);
    const read = passages.slice(0, limits.passages);
    const ofSentences = read.map(({ tokens }) => sentenceTokens(tokens, limits.passageTokens));
    const length = Math.max(1, ...ofSentences.map(({ sentenceOf }) => sentenceOf.length));
    const size = Math.min(limits.sentences, Math.max(1, ...read.map(({ sentenceScores }) => sentenceScores.length)));
    const count = read.length;
    const vectors = new Float32Array(count * length * width);
    const isToken = new Uint8Array(count * length);
    const sentenceOf = new BigInt64Array(count * length);
    const scores = new Float32Array(count * size).fill(NO_SENTENCE);
    const features = new Float32Array(count * READER_FEATURES);
    for (const [at, { sentenceScores, features: own }] of read.entries()) {
      const tokens = ofSentences[at];
      if (tokens === undefined) continue;
      vectors.set(decodeTokens(tokens, this.#space), at * length * width);
      isToken.fill(1, at * length, at * length + tokens.sentenceOf.length);
      sentenceOf.set(BigInt64Array.from(tokens.sentenceOf, BigInt), at * length);
      for (const [sentence, score] of sentenceScores.subarray(0, size).entries())
        scores[at * size + sentence] = Math.max(NO_SENTENCE, score);
      features.set(own, at * READER_FEATURES);
    }
    const output = await this.#session.run({
      question: new Tensor("float32", question.slice(0, words * width), [1, words, width]),
      question_mask: new Tensor("bool", new Uint8Array(words).fill(1), [1, words]),
      passages: new Tensor("float32", vectors, [1, count, length, width]),
      passage_mask: new Tensor("bool", isToken, [1, count, length]),
      sentence_of: new Tensor("int64", sentenceOf, [1, count, length]),
      sentence_scores: new Tensor("float32", scores, [1, count, size]),
      features: new Tensor("float32", features, [1, count, READER_FEATURES]),
      given: new Tensor("bool", new Uint8Array(count).fill(1), [1, count]),
    });
    return readingOf(numbersOf(output.logits), numbersOf(output.sentences), read, size);
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}

/** The first tokens of a passage's sentences; its headings are not read. */
function sentenceTokens({ codes, sentenceOf }: TokenCodes, most: number): TokenCodes {
  const bytes = sentenceOf.length === 0 ? 0 : codes.length / sentenceOf.length;
  const kept = [...sentenceOf.keys()].filter((token) => (sentenceOf[token] ?? -1) >= 0).slice(0, most);
  const own = new Uint8Array(kept.length * bytes);
  for (const [at, token] of kept.entries()) own.set(codes.subarray(token * bytes, (token + 1) * bytes), at * bytes);
  return { codes: own, sentenceOf: Int16Array.from(kept, (token) => sentenceOf[token] ?? 0) };
}

/** @param logits log probabilities of which passage answers if one does, and the log odds that none does */
function readingOf(
  logits: Float32Array,
  sentences: Float32Array,
  read: readonly PassageToRead[],
  size: number,
): Reading {
  const none = logits[read.length] ?? 0;
  return {
    answered: 1 / (1 + Math.exp(none)),
    which: read.map((_, at) => Math.exp(logits[at] ?? -Infinity)),
    sentence: read.map(({ sentenceScores }, at) => {
      if (sentenceScores.length > size) return undefined;
      const own = sentences.subarray(at * size, at * size + sentenceScores.length);
      return own.length === 0 ? undefined : own.indexOf(Math.max(...own));
    }),
  };
}

function numbersOf(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new Error(`Expected float32 numbers from the reader, got ${tensor?.type ?? "nothing"}.`);
}
