/** Models such as E5 embed what is asked and what is read with different prefixes. */
export type TextKind = "question" | "passage";

/** Turns a text into a unit vector. The seam between Pilcrow and a model. */
export interface Embedder {
  /** Names the model and its weights: vectors are comparable only under the same name. */
  readonly model: string;
  /** Length of every vector. */
  readonly dimensions: number;
  /** The longest input in tokens, prefix and special tokens included. */
  readonly maxTokens: number;
  /** Most tokens of an input that are not its text's: those of the prefix and the special ones, such as `[CLS]`. */
  readonly reservedTokens: number;
  /**
   * The embedding of one text: a `Float32Array` of `dimensions`, of length 1. A question overtakes waiting passages.
   * @throws TextTooLongError when the text has more tokens than the model reads; nothing is ever truncated.
   */
  embed(text: string, kind: TextKind): Promise<Float32Array>;
  /** How many tokens each text adds to an input; prefix and special tokens are not counted. */
  countTokens(texts: readonly string[]): Promise<number[]>;
  /** Fails what still waits with `EmbeddingError` and frees the model. */
  close(): Promise<void>;
}
