import type { Article } from "../../src/documents/article.js";
import { findTitles } from "../../src/library/find-titles.js";
import type { ArticleSummary, AskOptions, Library, ParagraphOfArticle } from "../../src/library/library.js";
import { createPilcrow, type Pilcrow } from "../../src/library/pilcrow.js";
import type { Answer } from "../../src/retrieval/answer.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Scope } from "../../src/store/scope.js";
import type { Feedback } from "../../src/store/store.js";
import { WORD_CALIBRATION, WordEmbedder } from "../library/word-embedder.js";
import { bridge, found, span } from "./answers.js";

/** An empty library, but for answers and a list of articles that a test chooses; it notes what it was asked. */
export class ChosenLibrary implements Library {
  readonly #real = createPilcrow({
    embedder: new WordEmbedder(),
    store: new MemoryStore(),
    calibration: WORD_CALIBRATION,
  });
  readonly asked: { scope: Scope; question: string; options: AskOptions }[] = [];
  readonly listed: Scope[] = [];
  articles: readonly ArticleSummary[] = [{ ...bridge, paragraphs: 12 }];
  answer: (question: string) => Answer | Promise<Answer> = (question) => found([span], question);

  /** A Pilcrow that is empty but for this library. */
  get pilcrow(): Pilcrow {
    return { ...this.#real, library: this };
  }

  async ask(scope: Scope, question: string, options: AskOptions = {}): Promise<Answer> {
    this.asked.push({ scope, question, options });
    return this.answer(question);
  }

  askText(scope: Scope, article: Article, question: string): Promise<Answer> {
    return this.#real.library.askText(scope, article, question);
  }

  async list(scope: Scope): Promise<readonly ArticleSummary[]> {
    this.listed.push(scope);
    return this.articles;
  }

  async find(scope: Scope, typed: string, limit = 25): Promise<readonly ArticleSummary[]> {
    return findTitles(await this.list(scope), typed).slice(0, limit);
  }

  /** The scopes that see the bridge's article; default: all. */
  sees: (scope: Scope) => boolean = () => true;

  async paragraph(scope: Scope, articleId: string, number: number): Promise<ParagraphOfArticle | undefined> {
    const there = this.sees(scope) && articleId === bridge.id && number === span.paragraph.number;
    return there ? { article: bridge, paragraph: span.paragraph } : undefined;
  }

  giveFeedback(scope: Scope, feedback: Omit<Feedback, "at">): Promise<void> {
    return this.#real.library.giveFeedback(scope, feedback);
  }
}
