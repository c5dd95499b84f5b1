import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Embedder } from "../../src/embedding/embedder.js";
import { TextTooLongError } from "../../src/embedding/embedding-error.js";
import type { Calibration } from "../../src/retrieval/confidence.js";
import { recordOf, SIGNAL_NAMES } from "../../src/retrieval/signals.js";

const DIMENSIONS = 64;

/**
 * A model in miniature: texts with common words have similar vectors. Each name gives other vectors, as each model does.
 */
export class WordEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions = DIMENSIONS;
  readonly maxTokens = 512;
  readonly reservedTokens = 11;
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
    const vector = new Float32Array(DIMENSIONS).fill(0.01);
    for (const word of words) {
      const digest = createHash("md5").update(`${this.model} ${word}`).digest();
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
  thresholds: {
    lenient: { found: 0.3, unsure: 0.3 },
    balanced: { found: 0.5, unsure: 0.5 },
    strict: { found: 0.7, unsure: 0.7 },
  },
};

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
