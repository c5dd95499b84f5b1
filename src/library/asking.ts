import { embedInWindows, meanVector } from "../embedding/windows.js";
import type { Answer } from "../retrieval/answer.js";
import type { ArticleIndex } from "../retrieval/article-index.js";
import type { Strictness } from "../retrieval/confidence.js";
import { scoreParagraphs } from "../retrieval/rank.js";
import { askArticles } from "./ask-articles.js";
import { ArticlesNotReadyError } from "./library-error.js";
import { mergeAnswers } from "./merge-answers.js";
import type { Model, Models } from "./models.js";
import type { Owned, Shelf } from "./shelf.js";

/** One question on its way through the articles, asked of each model's articles by that model. */
export class AskedQuestion {
  readonly #text: string;
  readonly #models: Models;
  readonly #shelf: Shelf;
  readonly #strictness: Strictness;

  constructor(text: string, strictness: Strictness, models: Models, shelf: Shelf) {
    this.#text = text;
    this.#strictness = strictness;
    this.#models = models;
    this.#shelf = shelf;
  }

  /**
   * Answers from these articles. Those whose model is gone are left out until they are embedded anew.
   * @throws ArticlesNotReadyError when that leaves none.
   */
  async answerFrom(articles: readonly Owned[], top: number): Promise<Answer> {
    const { groups, waiting } = await this.#byModel(articles);
    const answers = await Promise.all(
      [...groups].map(([{ embedder, calibration }, indexes]) =>
        askArticles(embedder, this.#text, indexes, { calibration, strictness: this.#strictness, top }),
      ),
    );
    const [first, ...others] = answers;
    if (first !== undefined) return mergeAnswers([first, ...others], top);
    if (waiting > 0) throw new ArticlesNotReadyError(waiting);
    return { kind: "no-article", question: this.#text };
  }

  /**
   * The score of each paragraph of an article, in order.
   * @throws ArticlesNotReadyError when its model is gone.
   */
  async profileOf(article: Owned): Promise<readonly number[]> {
    const { groups, waiting } = await this.#byModel([article]);
    if (waiting > 0) throw new ArticlesNotReadyError(waiting);
    const profiles = await Promise.all(
      [...groups].map(async ([{ embedder }, indexes]) => {
        const vector = meanVector(await embedInWindows(embedder, "question", [this.#text]));
        return scoreParagraphs({ text: this.#text, vector }, indexes).flatMap(({ score }) => [...score]);
      }),
    );
    return profiles.flat();
  }

  async #byModel(articles: readonly Owned[]): Promise<{ groups: Map<Model, ArticleIndex[]>; waiting: number }> {
    const groups = new Map<Model, ArticleIndex[]>();
    let waiting = 0;
    for (const article of articles) {
      const loaded = await this.#shelf.load(article);
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
}
