import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Embedder, PassageEmbedding, PassageText, QuestionEmbedding } from "../../src/embedding/embedder.js";
import { TextTooLongError } from "../../src/embedding/embedding-error.js";
import { weightsOf } from "../../src/embedding/manifest.js";
import type { Calibration } from "../../src/retrieval/confidence.js";
import { recordOf, SIGNAL_NAMES } from "../../src/retrieval/signals.js";
import { defaultTokenSpace, encodeTokens, HEADING } from "../../src/retrieval/token-codes.js";

const DIMENSIONS = 64;

/**
 * A model in miniature: texts with common words have similar vectors, and each word is a token. Other weights give other
 * vectors.
 */
export class WordEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions = DIMENSIONS;
  readonly maxTokens = 512;
  readonly reservedTokens = 11;
  readonly tokenSpace = defaultTokenSpace(DIMENSIONS);
  /** Every text that was embedded. */
  readonly passages: string[] = [];
  readonly questions: string[] = [];
  closed = false;
  readonly #delay: number;

  /** @param delay milliseconds that a passage takes. */
  constructor(model = "words@1", delay = 0) {
    this.model = model;
    this.#delay = delay;
  }

  async embed(text: string, kind: "question" | "passage"): Promise<Float32Array> {
    if (this.closed) throw new Error("The embedder was closed.");
    const words = wordsOf(text);
    if (words.length > this.maxTokens) throw new TextTooLongError(words.length, this.maxTokens);
    (kind === "question" ? this.questions : this.passages).push(text);
    if (kind === "passage" && this.#delay > 0) await sleep(this.#delay);
    return this.#mean(words);
  }

  async embedQuestion(text: string): Promise<QuestionEmbedding> {
    const vector = await this.embed(text, "question");
    const tokens = new Float32Array(wordsOf(text).flatMap((word) => [...this.#mean([word])]));
    return { vector, tokens };
  }

  async embedPassage({ title, headings, sentences }: PassageText): Promise<PassageEmbedding> {
    const context = [title, ...headings].join(" › ");
    const vector = await this.embed(`${context}\n${sentences.join(" ")}`, "passage");
    const words = [
      ...headings.flatMap(wordsOf).map((word) => ({ word, sentence: HEADING })),
      ...sentences.flatMap((text, sentence) => wordsOf(text).map((word) => ({ word, sentence }))),
    ];
    const vectors = words.map(({ word }) => this.#mean([word]));
    const codes = encodeTokens(vectors, this.tokenSpace);
    return { vector, tokens: { codes, sentenceOf: Int16Array.from(words, ({ sentence }) => sentence) } };
  }

  /** The unit vector of some words. */
  #mean(words: readonly string[]): Float32Array {
    const vector = new Float32Array(DIMENSIONS).fill(0.01);
    for (const word of words) {
      const digest = createHash("md5")
        .update(`${weightsOf(this.model)} ${word}`)
        .digest();
      for (const byte of digest.subarray(0, 4)) {
        vector[byte % DIMENSIONS] = (vector[byte % DIMENSIONS] ?? 0) + (byte & 64 ? 1 : -1);
      }
    }
    const norm = Math.hypot(...vector);
    return vector.map((value) => value / norm);
  }

  async countTokens(texts: readonly string[]): Promise<number[]> {
    return texts.map((text) => wordsOf(text).length);
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

const NO_WEIGHTS = recordOf(SIGNAL_NAMES, () => 0);

/** Answers whenever the best paragraph shares a good part of the question's words, and is never unsure. */
export const WORD_CALIBRATION: Calibration = {
  topic: { intercept: 100, weights: NO_WEIGHTS },
  answer: { intercept: -4, weights: { ...NO_WEIGHTS, paragraphCosine: 4, sentenceCosine: 4, coverage: 6 } },
  scale: { intercept: 0, slope: 1 },
  foreign: 0,
  topicCounts: true,
  thresholds: {
    lenient: { found: 0.3, unsure: 0.3 },
    balanced: { found: 0.5, unsure: 0.5 },
    strict: { found: 0.7, unsure: 0.7 },
  },
};

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
