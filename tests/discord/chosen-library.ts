import type { ArticleSummary, AskOptions, Library, ParagraphOfArticle } from "../../src/library/library.js";
import type { Scope } from "../../src/library/scope.js";
import type { Answer } from "../../src/retrieval/answer.js";
import { bridge, found, span } from "./answers.js";

/** A library whose answers a test chooses, and which notes what it was asked. */
export class ChosenLibrary implements Library {
  readonly asked: { scope: Scope; question: string; options: AskOptions }[] = [];
  list: readonly ArticleSummary[] = [{ ...bridge, paragraphs: 12 }];
  answer: (question: string) => Answer | Promise<Answer> = (question) => found([span], question);

  async ask(scope: Scope, question: string, options: AskOptions = {}): Promise<Answer> {
    this.asked.push({ scope, question, options });
    return this.answer(question);
  }

  async articles(scope: Scope): Promise<readonly ArticleSummary[]> {
    this.listed.push(scope);
    return this.list;
  }

  readonly listed: Scope[] = [];

  /** The scopes that see the bridge's article; default: all. */
  sees: (scope: Scope) => boolean = () => true;

  async paragraph(scope: Scope, articleId: string, number: number): Promise<ParagraphOfArticle | undefined> {
    const there = this.sees(scope) && articleId === bridge.id && number === span.paragraph.number;
    return there ? { article: bridge, paragraph: span.paragraph } : undefined;
  }

  async profile(): Promise<readonly number[]> {
    return [0.1, 0.2, 0.1, 0.1, 0.3, 0.1, 0.9, 0.1, 0.1, 0.1, 0.1, 0.1];
  }
}
