import type { Article } from "../documents/article.js";
import type { Answer } from "../retrieval/answer.js";
import { indexingArticle } from "../retrieval/article-index.js";
import { inSlices } from "../retrieval/in-slices.js";
import type { Scope } from "../store/scope.js";
import { askArticles } from "./ask-articles.js";
import { AskedQuestion } from "./asking.js";
import { embedArticle } from "./embed-article.js";
import { EmptyQuestionError, QuestionTooLongError, UnknownArticleError } from "./errors.js";
import type { AskOptions, ParagraphOfArticle } from "./library.js";
import type { Owned, Shelf } from "./loaded-articles.js";
import type { Models } from "./models.js";
import type { SettingsDesk } from "./settings.js";

const DEFAULT_TOP = 3;

/** Discord's longest option; a longer text is no question. */
const MAX_QUESTION_LENGTH = 6000;

/** Takes questions: which articles are asked, how strictly, and in which order. */
export class QuestionDesk {
  readonly #models: Models;
  readonly #shelf: Shelf;
  readonly #settings: SettingsDesk;
  readonly #asked = new Set<Promise<Answer>>();

  constructor(models: Models, shelf: Shelf, settings: SettingsDesk) {
    this.#models = models;
    this.#shelf = shelf;
    this.#settings = settings;
  }

  async ask(scope: Scope, question: string, options: AskOptions): Promise<Answer> {
    const text = checkedQuestion(question);
    const answering = this.#answer(scope, text, options);
    this.#asked.add(answering);
    try {
      return await answering;
    } finally {
      this.#asked.delete(answering);
    }
  }

  /** Resolves when all the questions that are under way now are answered, well or not. */
  async answered(): Promise<void> {
    await Promise.allSettled([...this.#asked]);
  }

  async askText(scope: Scope, article: Article, question: string, signal: AbortSignal): Promise<Answer> {
    const text = checkedQuestion(question);
    const model = this.#models.current;
    const { strictness } = await this.#settings.get(scope);
    const vectors = await embedArticle(model.embedder, article, undefined, signal);
    const { title, source, paragraphs } = article;
    const index = await inSlices(indexingArticle({ id: "", title, source }, paragraphs, vectors));
    return askArticles(model, text, [index], { strictness, top: DEFAULT_TOP });
  }

  async profile(scope: Scope, question: string, articleId: string): Promise<readonly number[]> {
    const [owned, asked] = await Promise.all([
      this.#shelf.find(scope, articleId),
      this.#asking(scope, question.trim()),
    ]);
    return asked.profileOf(owned);
  }

  async paragraph(scope: Scope, articleId: string, number: number): Promise<ParagraphOfArticle | undefined> {
    const owned = (await this.#shelf.visible(scope)).find(({ record }) => record.id === articleId);
    const loaded = owned && (await this.#shelf.load(owned));
    const paragraph = loaded?.index.paragraphs.find((candidate) => candidate.number === number);
    return loaded && paragraph && { article: loaded.index.article, paragraph };
  }

  /** The article that a channel asks first, while the scope sees it. */
  async defaultArticle(scope: Scope, channelId: string): Promise<Owned | undefined> {
    const [visible, { defaultArticles }] = await Promise.all([this.#shelf.visible(scope), this.#settings.get(scope)]);
    return visible.find(({ record }) => record.id === defaultArticles[channelId]);
  }

  async #answer(scope: Scope, text: string, { articleId, channelId, top = DEFAULT_TOP }: AskOptions): Promise<Answer> {
    const [visible, asked] = await Promise.all([this.#shelf.visible(scope), this.#asking(scope, text)]);
    if (articleId !== undefined) {
      const one = visible.filter(({ record }) => record.id === articleId);
      if (one.length === 0) throw new UnknownArticleError(articleId);
      return asked.answerFrom(one, top);
    }
    if (visible.length === 0) return { kind: "no-article", question: text };
    const first = channelId === undefined ? undefined : await this.defaultArticle(scope, channelId);
    if (first && visible.length > 1 && (await asked.canAsk(first))) {
      const answer = await asked.answerFrom([first], top);
      if (answer.kind === "found") return answer;
    }
    return asked.answerFrom(visible, top);
  }

  async #asking(scope: Scope, text: string): Promise<AskedQuestion> {
    const { strictness } = await this.#settings.get(scope);
    return new AskedQuestion(text, strictness, this.#models, this.#shelf);
  }
}

/** @throws EmptyQuestionError, QuestionTooLongError */
function checkedQuestion(question: string): string {
  const text = question.trim();
  if (text === "") throw new EmptyQuestionError();
  if (text.length > MAX_QUESTION_LENGTH) throw new QuestionTooLongError(text.length, MAX_QUESTION_LENGTH);
  return text;
}
