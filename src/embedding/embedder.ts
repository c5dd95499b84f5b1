import type { Reader } from "../retrieval/reader.js";
import type { TokenCodes, TokenSpace } from "../retrieval/token-codes.js";

/** Models such as E5 embed what is asked and what is read with different prefixes. */
export type TextKind = "question" | "passage";

/** A paragraph with what it stands under: what is embedded in one pass. */
export interface PassageText {
  /** Context, like the headings; no token of it is kept. */
  readonly title: string;
  /** Outermost first. */
  readonly headings: readonly string[];
  readonly sentences: readonly string[];
}

/** What is kept of a passage. */
export interface PassageEmbedding {
  /** The mean of all tokens, a unit vector. */
  readonly vector: Float32Array;
  /** The tokens of headings and sentences that have a letter or digit; all of them where none has. */
  readonly tokens: TokenCodes;
}

/** What a question is searched by. */
export interface QuestionEmbedding {
  /** The mean of all tokens, a unit vector. */
  readonly vector: Float32Array;
  /** The vectors of its tokens that have a letter or digit (of all where none has), of length 1 in the `tokenSpace`; one row each. */
  readonly tokens: Float32Array;
}

/** Turns a text into vectors. The seam between Pilcrow and a model. */
export interface Embedder {
  /**
   * Names the model, its weights and what is kept of the tokens, as `owner/name@hash+tokens1`: vectors and tokens are
   * comparable only under the same name.
   */
  readonly model: string;
  /** Length of every vector. */
  readonly dimensions: number;
  /** The longest input in tokens, prefix and special tokens included. */
  readonly maxTokens: number;
  /** Most tokens of an input that are not its text's: those of the prefix and the special ones, such as `[CLS]`. */
  readonly reservedTokens: number;
  /** How its token vectors are quantized. */
  readonly tokenSpace: TokenSpace;
  /** Judges passages by these tokens; `undefined` where the model has none. */
  readonly reader?: Reader | undefined;
  /**
   * The embedding of one text: a `Float32Array` of `dimensions`, of length 1. A question overtakes waiting passages.
   * @throws TextTooLongError when the text has more tokens than the model reads; nothing is ever truncated.
   */
  embed(text: string, kind: TextKind): Promise<Float32Array>;
  /** A question's embedding and its tokens, in one pass. @throws TextTooLongError */
  embedQuestion(text: string): Promise<QuestionEmbedding>;
  /**
   * A paragraph's embedding and its tokens, in one pass over title, headings and sentences.
   * @throws TextTooLongError
   */
  embedPassage(passage: PassageText): Promise<PassageEmbedding>;
  /** How many tokens each text adds to an input; prefix and special tokens are not counted. */
  countTokens(texts: readonly string[]): Promise<number[]>;
  /** Fails what still waits with `EmbeddingError` and frees the model. */
  close(): Promise<void>;
}
