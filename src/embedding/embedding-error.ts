/** The model's files are missing, damaged or not what the manifest says. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  constructor(
    readonly model: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`Model ${model}: ${problem}`, options);
  }
}

/** A text could not be embedded. */
export class EmbeddingError extends Error {
  override readonly name: string = "EmbeddingError";
}

/** A text has more tokens than the model reads. Embed it in windows (`embedInWindows`). */
export class TextTooLongError extends EmbeddingError {
  override readonly name = "TextTooLongError";
  constructor(
    readonly tokens: number,
    readonly maxTokens: number,
  ) {
    super(`Expected a text of at most ${maxTokens} tokens, got ${tokens}.`);
  }
}
