import type { Article } from "../documents/article.js";
import { type Figures, timed } from "../health/figures.js";
import type { Answer } from "../retrieval/answer.js";
import { type ArticleIndex, indexingArticle, refOf, tokensFrom } from "../retrieval/article-index.js";
import type { Strictness } from "../retrieval/confidence.js";
import { inSlices } from "../retrieval/in-slices.js";
import { summaryOf } from "../store/rules.js";
import type { Scope } from "../store/scope.js";
import type { Feedback, Store } from "../store/store.js";
import { AnswerCache } from "./answer-cache.js";
import { askArticles } from "./ask-articles.js";
import { embedArticle } from "./embed-article.js";
import {
  ArticlesNotReadyError,
  EmptyQuestionError,
  QuestionTooLongError,
  UnknownArticleError,
  UnreadableArticleError,
} from "./errors.js";
import { findTitles } from "./find-titles.js";
import type { ArticleSummary, AskOptions, Library, ParagraphOfArticle, Settings } from "./library.js";
import { inListOrder } from "./list-order.js";
import { ArticleChangedError, asUnreadable, type LoadedArticles, type Owned } from "./loaded-articles.js";
import { mergeAnswers, preferred } from "./merge-answers.js";
import type { Model, Models } from "./models.js";
import { fullOverview, listOfOverviews, meantArticle } from "./overview.js";
import { type PurposeOfQuestion, purposeOf, saidInForeignLanguage } from "./purposes.js";
import { QuestionEmbeddings } from "./question-embeddings.js";

const DEFAULT_TOP = 3;

/** A longer text is no question. In UTF-16 units. */
const MAX_QUESTION_LENGTH = 6000;

/** As many as a person looks through. */
const DEFAULT_FOUND = 25;

/** What answers are made from. */
interface AnsweringParts {
  readonly store: Store;
  readonly models: Models;
  readonly loaded: LoadedArticles;
  readonly settings: Settings;
  readonly figures: Pick<Figures, "stage">;
  /** Aborted when Pilcrow closes. */
  readonly closing: AbortSignal;
}

/** A question's options, with what the settings say. */
interface SearchOptions extends Omit<AskOptions, "channelId" | "threadId"> {
  readonly top: number;
  readonly strictness: Strictness;
  /** The default article of the thread or channel. */
  readonly defaultId: string | undefined;
}

/** Articles by the model that embedded them, and why others are not among them. */
interface Askable {
  readonly groups: ReadonlyMap<Model, readonly ArticleIndex[]>;
  readonly unreadable: readonly UnreadableArticleError[];
  /** How many wait for the present model, because theirs is gone. */
  readonly waiting: number;
}

/** The `Library` over a store's articles, each asked through the model that embedded it. */
export class StoredLibrary implements Library {
  readonly #parts: AnsweringParts;
  readonly #answers = new AnswerCache();

  constructor(parts: AnsweringParts) {
    this.#parts = parts;
  }

  /** Chooses the articles: the one that is named, or the channel's default, and all of them where that does not say. */
  async ask(scope: Scope, question: string, options: AskOptions = {}): Promise<Answer> {
    const text = checkedQuestion(question);
    const embeddings = new QuestionEmbeddings(this.#parts.figures);
    const release = this.#parts.models.hold();
    try {
      for (;;) {
        try {
          return await this.#askOnce(scope, text, options, embeddings);
        } catch (error) {
          // Under an article that was loaded the store has another one by now, or none.
          if (!(error instanceof ArticleChangedError)) throw error;
        }
      }
    } finally {
      release();
    }
  }

  async askText(scope: Scope, article: Article, question: string): Promise<Answer> {
    const text = checkedQuestion(question);
    const { models, settings, closing, figures } = this.#parts;
    const model = models.current;
    const { strictness } = await settings.get(scope);
    const { title, source, paragraphs } = article;
    const embeddings = new QuestionEmbeddings(this.#parts.figures);
    const purpose = await purposeOf(model, text, [title], embeddings);
    if (purpose !== undefined && "smallTalk" in purpose.recognized)
      return { kind: "small-talk", question: text, reply: purpose.recognized.smallTalk };
    const { vectors, tokens } = await embedArticle(model.embedder, article, undefined, closing);
    const index = await inSlices(indexingArticle({ id: "", title, source }, paragraphs, vectors, tokensFrom(tokens)));
    if (purpose !== undefined) return fullOverview(text, index, article, purpose);
    const options = { strictness, top: DEFAULT_TOP };
    return saidInForeignLanguage(await askArticles(model, text, [index], options, embeddings, figures), model);
  }

  async list(scope: Scope): Promise<readonly ArticleSummary[]> {
    return inListOrder(await this.#parts.loaded.visible(scope)).map(({ record }) => summaryOf(record));
  }

  async find(scope: Scope, typed: string, limit = DEFAULT_FOUND): Promise<readonly ArticleSummary[]> {
    return findTitles(await this.list(scope), typed).slice(0, limit);
  }

  async paragraph(scope: Scope, articleId: string, number: number): Promise<ParagraphOfArticle | undefined> {
    const owned = (await this.#parts.loaded.visible(scope)).find(({ record }) => record.id === articleId);
    const loaded = owned && (await this.#parts.loaded.load(owned));
    const paragraph = loaded?.index.paragraphs.find((candidate) => candidate.number === number);
    return loaded && paragraph && { article: refOf(loaded.index, number), paragraph };
  }

  async giveFeedback(scope: Scope, feedback: Omit<Feedback, "at">): Promise<void> {
    const { record } = await this.#parts.loaded.find(scope, feedback.articleId);
    if (!Number.isInteger(feedback.paragraph) || feedback.paragraph < 1 || feedback.paragraph > record.paragraphs) {
      throw new RangeError(`Expected a paragraph from 1 to ${record.paragraphs}, got ${feedback.paragraph}.`);
    }
    await this.#parts.store.feedback.add(scope, { ...feedback, at: Date.now() });
  }

  /** @throws ArticleChangedError */
  async #askOnce(scope: Scope, text: string, options: AskOptions, embeddings: QuestionEmbeddings): Promise<Answer> {
    const { articleId, channelId, threadId, lastArticleId, whole, top = DEFAULT_TOP } = options;
    const { loaded, settings } = this.#parts;
    const [visible, { strictness, defaultArticles }] = await Promise.all([loaded.visible(scope), settings.get(scope)]);
    const defaults = [threadId, channelId].map((id) => (id === undefined ? undefined : defaultArticles[id]));
    const defaultId = defaults.find((id) => visible.some(({ record }) => record.id === id));
    const key = JSON.stringify([scope, text, articleId, defaultId, lastArticleId, whole, top, strictness]);
    const known = this.#answers.get(key, visible);
    if (known !== undefined) return known;
    const answer = await this.#search(visible, text, { ...options, top, strictness, defaultId }, embeddings);
    this.#answers.set(key, visible, answer);
    return answer;
  }

  /** @throws ArticleChangedError */
  async #search(
    visible: readonly Owned[],
    text: string,
    options: SearchOptions,
    embeddings: QuestionEmbeddings,
  ): Promise<Answer> {
    const { articleId, defaultId, top, strictness } = options;
    const { models, figures } = this.#parts;
    const withId = (id: string | undefined) => visible.filter(({ record }) => record.id === id);
    const wanted = articleId === undefined ? visible : withId(articleId);
    if (articleId !== undefined && wanted.length === 0) throw new UnknownArticleError(articleId);
    const purpose = await this.#purposeOf(text, wanted, options.whole, embeddings);
    if (purpose !== undefined && "smallTalk" in purpose.recognized)
      return { kind: "small-talk", question: text, reply: purpose.recognized.smallTalk };
    if (purpose !== undefined) return this.#overview(text, wanted, purpose, [defaultId, options.lastArticleId]);
    const askAll = async ({ groups }: Askable): Promise<Answer> => {
      const [first, ...others] = await Promise.all(
        [...groups].map(([model, indexes]) =>
          askArticles(model, text, indexes, { strictness, top }, embeddings, figures),
        ),
      );
      if (first === undefined) return { kind: "no-article", question: text };
      return saidInForeignLanguage(mergeAnswers([first, ...others], top), models.current);
    };
    // The channel's default article is asked first, else the one that was shown last: people go on about it, unless another is sure.
    const firstId = defaultId ?? options.lastArticleId;
    const isOneFirst = articleId === undefined && firstId !== undefined && visible.length > 1;
    const first = isOneFirst && (await askAll(await this.#askable(withId(firstId))));
    if (first && first.kind === "found" && defaultId !== undefined) return first;
    const askable = await this.#askable(wanted);
    if (askable.groups.size === 0) throwWhyNone(askable);
    const answer = await askAll(askable);
    if (first && first.kind === "found") return answer.kind === "found" ? answer : first;
    return first ? preferred(first, answer) : answer;
  }

  /** What a question is for, by the present model; `undefined` for one that is searched. @param whole it is about the whole anyway */
  async #purposeOf(
    text: string,
    articles: readonly Owned[],
    whole: boolean | undefined,
    embeddings: QuestionEmbeddings,
  ): Promise<PurposeOfQuestion | undefined> {
    if (whole) return { recognized: { whole: "about" }, vector: undefined };
    return purposeOf(
      this.#parts.models.current,
      text,
      articles.map(({ record }) => record.title),
      embeddings,
    );
  }

  /**
   * The overview of the one article that is meant; of several a list.
   * @param preferred ids of articles, the first that is among them is meant where the question names none
   */
  async #overview(
    question: string,
    articles: readonly Owned[],
    purpose: PurposeOfQuestion,
    preferred: readonly (string | undefined)[],
  ): Promise<Answer> {
    const { loaded, models } = this.#parts;
    const meant = meantArticle(question, articles, preferred);
    if (meant === undefined) return listOfOverviews(question, articles, loaded);
    const one = await loaded.load(meant);
    if (one === undefined) return { kind: "no-article", question };
    // The vectors of another model cannot be compared with the question's.
    const vector = one.model === models.current.embedder.model ? purpose.vector : undefined;
    return fullOverview(question, one.index, meant.record, { ...purpose, vector });
  }

  /** Articles ready to be asked. Left out are those that cannot be read, and those whose model is gone. */
  #askable(articles: readonly Owned[]): Promise<Askable> {
    return timed(
      () => this.#loadedOf(articles),
      (seconds) => this.#parts.figures.stage("loading", seconds),
    );
  }

  async #loadedOf(articles: readonly Owned[]): Promise<Askable> {
    const { loaded, models } = this.#parts;
    const groups = new Map<Model, ArticleIndex[]>();
    const known = new Map<string, Model | undefined>();
    const unreadable: UnreadableArticleError[] = [];
    let waiting = 0;
    for (const article of articles) {
      // A scope may have thousands: what is in memory is not waited for.
      const one = loaded.loaded(article) ?? (await loaded.load(article).catch(asUnreadable));
      if (one === undefined) continue;
      if (one instanceof UnreadableArticleError) {
        unreadable.push(one);
        continue;
      }
      if (!known.has(one.model)) known.set(one.model, await models.find(one.model));
      const model = known.get(one.model);
      if (model === undefined) {
        waiting++;
        continue;
      }
      // Tokens of another layout or space say nothing here.
      const index = one.model === model.embedder.model ? one.index : { ...one.index, tokensOf: undefined };
      const group = groups.get(model);
      if (group) group.push(index);
      else groups.set(model, [index]);
    }
    return { groups, unreadable, waiting };
  }
}

function throwWhyNone({ unreadable, waiting }: Askable): void {
  if (waiting > 0) throw new ArticlesNotReadyError(waiting);
  if (unreadable[0]) throw unreadable[0];
}

/** @throws EmptyQuestionError, QuestionTooLongError */
function checkedQuestion(question: string): string {
  const text = question.trim();
  if (text === "") throw new EmptyQuestionError();
  if (text.length > MAX_QUESTION_LENGTH) throw new QuestionTooLongError(text.length, MAX_QUESTION_LENGTH);
  return text;
}
