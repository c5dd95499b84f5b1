import type { Paragraph } from "../documents/article.js";
import type { Answer, ArticleRef } from "../retrieval/answer.js";
import type { Scope } from "../store/scope.js";

/** An article in a list. */
export interface ArticleSummary extends ArticleRef {
  /** How many paragraphs it has. */
  readonly paragraphs: number;
}

/** Narrows a question. */
export interface AskOptions {
  /** Ask this article only; unknown in the scope: `UnknownArticleError`. Default: all articles of the scope. */
  readonly articleId?: string;
  /** The channel where it is asked: its default article, where it has one, is asked first, the others if that does not say. */
  readonly channelId?: string | undefined;
  /** At most this many passages. Default 3. */
  readonly top?: number;
}

/** One paragraph, and whose it is. */
export interface ParagraphOfArticle {
  readonly article: ArticleRef;
  readonly paragraph: Paragraph;
}

/** The articles of every scope and the one question that the outer rooms ask. */
export interface Library {
  /** Answers from the articles that `scope` sees: those of `house` and its own. */
  ask(scope: Scope, question: string, options?: AskOptions): Promise<Answer>;
  /** The articles that `scope` sees, by title. */
  articles(scope: Scope): Promise<readonly ArticleSummary[]>;
  /**
   * How well each paragraph of an article fits a question: its score, in the article's order.
   * @throws UnknownArticleError when `scope` sees no such article.
   */
  profile(scope: Scope, question: string, articleId: string): Promise<readonly number[]>;
  /** A paragraph by its number; `undefined` where `scope` sees no such article or paragraph. */
  paragraph(scope: Scope, articleId: string, number: number): Promise<ParagraphOfArticle | undefined>;
}
