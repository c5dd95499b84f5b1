import type { Embedder, QuestionEmbedding } from "../embedding/embedder.js";
import { embedQuestionInWindows } from "../embedding/windows.js";

/** The embeddings of one question: whoever needs one of a wording by a model, it is computed once. */
export class QuestionEmbeddings {
  readonly #known = new Map<Embedder, Map<string, Promise<QuestionEmbedding>>>();

  /** As `embedQuestionInWindows` gives it. */
  of(embedder: Embedder, text: string): Promise<QuestionEmbedding> {
    const known = this.#known.get(embedder) ?? new Map<string, Promise<QuestionEmbedding>>();
    this.#known.set(embedder, known);
    const embedding = known.get(text) ?? embedQuestionInWindows(embedder, text);
    known.set(text, embedding);
    return embedding;
  }
}
