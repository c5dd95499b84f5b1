import { levelsOf, type TokenSpace } from "./token-codes.js";
import { TOKEN_SIMILARITIES } from "./token-similarities.js";

/** The question's tokens are compared four at a time, numbers in groups of eight, which take three bytes. */
const BLOCK = 4;
const GROUP = 8;
const GROUP_BYTES = 3;
const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/** Where WebAssembly computes, for all questions: a memory for each would reserve gigabytes of addresses. In pages of 64 KiB. */
const scratch = new WebAssembly.Memory({ initial: 48 });
const bytes = new Uint8Array(scratch.buffer);
const floats = new Float32Array(scratch.buffer);
const { exports: compiled } = new WebAssembly.Instance(
  new WebAssembly.Module(Buffer.from(TOKEN_SIMILARITIES, "base64")),
  { caller: { memory: scratch } },
);
const tokenSimilarities = compiled.tokenSimilarities as (
  dimensions: number,
  blocks: number,
  tokens: number,
  levels: number,
  question: number,
  row: number,
  codes: number,
  results: number,
) => void;

/**
 * The most tokens of a question that are compared: about a hundred words, as in a whole paragraph. A longer question's
 * embedding still counts all of them.
 */
const MOST_QUESTION_TOKENS = 128;

/**
 * The tokens of one question, to be compared with those of paragraphs by cosine similarity, for late interaction (Khattab and
 * Zaharia 2020, "ColBERT"). Paragraphs are decoded as they are compared: 10,000 tokens in about 10 ms.
 */
export class QuestionTokens {
  /** How many of the question's tokens are compared. */
  readonly count: number;
  /** As many, filled up to whole blocks. */
  readonly #columns: number;
  /** Numbers of a vector, filled up to whole groups. */
  readonly #dimensions: number;
  /** What WebAssembly reads: what the codes stand for, then the question's tokens. */
  readonly #numbers: Float32Array;

  /** @param tokens rows of unit vectors of the space */
  constructor(tokens: Float32Array, space: TokenSpace) {
    const width = space.scale.length;
    this.count = Math.min(MOST_QUESTION_TOKENS, Math.floor(tokens.length / width));
    this.#columns = Math.ceil(this.count / BLOCK) * BLOCK;
    this.#dimensions = Math.ceil(width / GROUP) * GROUP;
    this.#numbers = new Float32Array((2 + this.#columns) * this.#dimensions);
    if (this.#numbers.length > floats.length / 2)
      throw new RangeError(`Expected shorter vectors, got ${width} numbers.`);
    const { first, step } = levelsOf(space);
    this.#numbers.set(first);
    this.#numbers.set(step, this.#dimensions);
    for (let token = 0; token < this.count; token++)
      this.#put(token, tokens.subarray(token * width, (token + 1) * width));
  }

  /** In a block the first four numbers of each token stand first, then the next four of each. */
  #put(token: number, vector: Float32Array): void {
    const inBlock = token % BLOCK;
    const block = (2 + token - inBlock) * this.#dimensions;
    for (const [at, number] of vector.entries()) {
      const inFour = at % 4;
      this.#numbers[block + (at - inFour) * BLOCK + inBlock * 4 + inFour] = number;
    }
  }

  /**
   * For each group of a paragraph's tokens and each of the question's tokens the highest similarity, -1 where the group has no
   * token: one row of `count` numbers a group.
   * @param groupOf for each token of the paragraph its group, from 0
   */
  highest(codes: Uint8Array, groupOf: ArrayLike<number>, groups: number): Float32Array {
    const tokenBytes = (this.#dimensions / GROUP) * GROUP_BYTES;
    const rowAt = this.#numbers.length;
    const resultsAt = rowAt + this.#dimensions;
    // What is left is shared by the similarities of the tokens that are compared at once and their codes; one byte more is read.
    const room = scratch.buffer.byteLength - resultsAt * FLOAT - FLOAT;
    const atOnce = Math.floor(room / (tokenBytes + this.#columns * FLOAT));
    const codesAt = (resultsAt + atOnce * this.#columns) * FLOAT;
    const highest = new Float32Array(groups * this.count).fill(-1);
    floats.set(this.#numbers);
    for (let from = 0; from < groupOf.length; from += atOnce) {
      const tokens = Math.min(atOnce, groupOf.length - from);
      bytes.set(codes.subarray(from * tokenBytes, (from + tokens) * tokenBytes), codesAt);
      tokenSimilarities(
        this.#dimensions,
        this.#columns / BLOCK,
        tokens,
        0,
        2 * this.#dimensions * FLOAT,
        rowAt * FLOAT,
        codesAt,
        resultsAt * FLOAT,
      );
      for (let token = 0; token < tokens; token++) {
        const group = (groupOf[from + token] ?? 0) * this.count;
        const result = resultsAt + token * this.#columns;
        for (let at = 0; at < this.count; at++) {
          const similarity = floats[result + at] ?? -1;
          if (similarity > (highest[group + at] ?? -1)) highest[group + at] = similarity;
        }
      }
    }
    return highest;
  }
}
