import { embedInWindows, meanVector } from "../embedding/windows.js";
import { withoutFraming } from "../language/framing.js";
import type { Answer } from "../retrieval/answer.js";
import type { ArticleIndex } from "../retrieval/article-index.js";
import type { Strictness } from "../retrieval/confidence.js";
import { scoreParagraphs } from "../retrieval/rank.js";
import { askArticles } from "./ask-articles.js";
import { ArticlesNotReadyError, UnreadableArticleError } from "./errors.js";
import { asUnreadable, type Owned, type Shelf } from "./loaded-articles.js";
import { mergeAnswers } from "./merge-answers.js";
import type { Model, Models } from "./models.js";

/** Articles by the model that embedded them, and why others are not among them. */
interface Askable {
  readonly groups: ReadonlyMap<Model, readonly ArticleIndex[]>;
  readonly unreadable: readonly UnreadableArticleError[];
  /** How many wait for the present model, because theirs is gone. */
  readonly waiting: number;
}

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
   * Answers from these articles. Left out are those that cannot be read, and those whose model is gone until they are
   * embedded anew.
   * @throws UnreadableArticleError, ArticlesNotReadyError when that leaves none.
   */
  async answerFrom(articles: readonly Owned[], top: number): Promise<Answer> {
    const askable = await this.#byModel(articles);
    const answers = await Promise.all(
      [...askable.groups].map(([model, indexes]) =>
        askArticles(model, this.#text, indexes, { strictness: this.#strictness, top }),
      ),
    );
    const [first, ...others] = answers;
    if (first !== undefined) return mergeAnswers([first, ...others], top);
    throwWhyNone(askable);
    return { kind: "no-article", question: this.#text };
  }

  /**
   * The score of each paragraph of an article, in order.
   * @throws UnreadableArticleError; ArticlesNotReadyError when its model is gone.
   */
  async profileOf(article: Owned): Promise<readonly number[]> {
    const askable = await this.#byModel([article]);
    throwWhyNone(askable);
    const text = withoutFraming(this.#text);
    const profiles = await Promise.all(
      [...askable.groups].map(async ([{ embedder, ranking }, indexes]) => {
        const vector = meanVector(await embedInWindows(embedder, "question", [text]));
        return scoreParagraphs({ text, vector }, indexes, ranking).flatMap(({ score }) => [...score]);
      }),
    );
    return profiles.flat();
  }

  /** Whether the article can be asked at all. */
  async canAsk(article: Owned): Promise<boolean> {
    return (await this.#byModel([article])).groups.size > 0;
  }

  async #byModel(articles: readonly Owned[]): Promise<Askable> {
    const groups = new Map<Model, ArticleIndex[]>();
    const models = new Map<string, Model | undefined>();
    const unreadable: UnreadableArticleError[] = [];
    let waiting = 0;
    for (const article of articles) {
      // A scope may have thousands: what is in memory is not waited for.
      const loaded = this.#shelf.loaded(article) ?? (await this.#shelf.load(article).catch(asUnreadable));
      if (loaded === undefined) continue;
      if (loaded instanceof UnreadableArticleError) {
        unreadable.push(loaded);
        continue;
      }
      if (!models.has(loaded.model)) models.set(loaded.model, await this.#models.find(loaded.model));
      const model = models.get(loaded.model);
      if (model === undefined) {
        waiting++;
        continue;
      }
      const group = groups.get(model) ?? [];
      group.push(loaded.index);
      groups.set(model, group);
    }
    return { groups, unreadable, waiting };
  }
}

function throwWhyNone({ unreadable, waiting }: Askable): void {
  if (waiting > 0) throw new ArticlesNotReadyError(waiting);
  if (unreadable[0]) throw unreadable[0];
}
