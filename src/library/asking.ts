import { embedInWindows, meanVector } from "../embedding/windows.js";
import type { Answer } from "../retrieval/answer.js";
import { answerQuestion } from "../retrieval/answer-question.js";
import type { ArticleIndex } from "../retrieval/article-index.js";
import { ArticlesNotReadyError } from "./library-error.js";
import { mergeAnswers } from "./merge-answers.js";
import type { Model, Models } from "./models.js";
import type { Owned, Shelf } from "./shelf.js";

/** One question on its way through the articles: embedded once for each model that made their vectors. */
export class AskedQuestion {
  readonly #text: string;
  readonly #models: Models;
  readonly #shelf: Shelf;
  readonly #vectors = new Map<Model, Promise<Float32Array>>();

  constructor(text: string, models: Models, shelf: Shelf) {
    this.#text = text;
    this.#models = models;
    this.#shelf = shelf;
  }

  /**
   * Answers from these articles. Those whose model is gone are left out until they are embedded anew.
   * @throws ArticlesNotReadyError when that leaves none.
   */
  async answerFrom(articles: readonly Owned[], top: number): Promise<Answer> {
    // Most articles are of the present model: its vector is made while the articles are read.
    const [, { groups, waiting }] = await Promise.all([this.#embed(this.#models.current), this.#byModel(articles)]);
    const answers = await Promise.all(
      [...groups].map(async ([model, indexes]) =>
        answerQuestion({ text: this.#text, vector: await this.#embed(model) }, indexes, model.calibration, top),
      ),
    );
    const [first, ...others] = answers;
    if (first !== undefined) return mergeAnswers([first, ...others], top);
    if (waiting > 0) throw new ArticlesNotReadyError(waiting);
    return { kind: "no-article", question: this.#text };
  }

  async #byModel(articles: readonly Owned[]): Promise<{ groups: Map<Model, ArticleIndex[]>; waiting: number }> {
    const groups = new Map<Model, ArticleIndex[]>();
    let waiting = 0;
    for (const loaded of await Promise.all(articles.map((article) => this.#shelf.load(article)))) {
      if (loaded === undefined) continue;
      const model = await this.#models.find(loaded.model);
      if (model === undefined) {
        waiting++;
        continue;
      }
      const group = groups.get(model) ?? [];
      group.push(loaded.index);
      groups.set(model, group);
    }
    return { groups, waiting };
  }

  #embed(model: Model): Promise<Float32Array> {
    const known = this.#vectors.get(model);
    if (known) return known;
    const vector = embedInWindows(model.embedder, "question", [this.#text]).then(meanVector);
    this.#vectors.set(model, vector);
    return vector;
  }
}
