import type { Embedder, QuestionEmbedding } from "../embedding/embedder.js";
import { embedQuestionInWindows } from "../embedding/windows.js";
import { type Figures, NO_FIGURES, timed } from "../health/figures.js";

/** The embeddings of one question: whoever needs one of a wording by a model, it is computed once. */
export class QuestionEmbeddings {
  readonly #figures: Pick<Figures, "stage">;
  readonly #known = new Map<Embedder, Map<string, Promise<QuestionEmbedding>>>();

  /** @param figures told how long each took. Default: nobody is told */
  constructor(figures: Pick<Figures, "stage"> = NO_FIGURES) {
    this.#figures = figures;
  }

  /** As `embedQuestionInWindows` gives it. */
  of(embedder: Embedder, text: string): Promise<QuestionEmbedding> {
    const known = this.#known.get(embedder) ?? new Map<string, Promise<QuestionEmbedding>>();
    this.#known.set(embedder, known);
    const embedding = known.get(text) ?? this.#embed(embedder, text);
    known.set(text, embedding);
    return embedding;
  }

  #embed(embedder: Embedder, text: string): Promise<QuestionEmbedding> {
    return timed(
      () => embedQuestionInWindows(embedder, text),
      (seconds) => this.#figures.stage("embedding", seconds),
    );
  }
}
