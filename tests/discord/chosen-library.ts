import { ArticleLibrary } from "../../src/library/article-library.js";
import type { ArticleSummary, AskOptions, ParagraphOfArticle } from "../../src/library/library.js";
import type { Answer } from "../../src/retrieval/answer.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Scope } from "../../src/store/scope.js";
import { WORD_CALIBRATION, WordEmbedder } from "../library/word-embedder.js";
import { bridge, found, span } from "./answers.js";

/** An empty library, but for answers and a list of articles that a test chooses; it notes what it was asked. */
export class ChosenLibrary extends ArticleLibrary {
  readonly asked: { scope: Scope; question: string; options: AskOptions }[] = [];
  readonly listed: Scope[] = [];
  list: readonly ArticleSummary[] = [{ ...bridge, paragraphs: 12 }];
  answer: (question: string) => Answer | Promise<Answer> = (question) => found([span], question);

  constructor() {
    super({ embedder: new WordEmbedder(), store: new MemoryStore(), calibration: WORD_CALIBRATION });
  }

  override async ask(scope: Scope, question: string, options: AskOptions = {}): Promise<Answer> {
    this.asked.push({ scope, question, options });
    return this.answer(question);
  }

  override async articles(scope: Scope): Promise<readonly ArticleSummary[]> {
    this.listed.push(scope);
    return this.list;
  }

  /** The scopes that see the bridge's article; default: all. */
  sees: (scope: Scope) => boolean = () => true;

  override async paragraph(scope: Scope, articleId: string, number: number): Promise<ParagraphOfArticle | undefined> {
    const there = this.sees(scope) && articleId === bridge.id && number === span.paragraph.number;
    return there ? { article: bridge, paragraph: span.paragraph } : undefined;
  }

  override async profile(): Promise<readonly number[]> {
    return [0.1, 0.2, 0.1, 0.1, 0.3, 0.1, 0.9, 0.1, 0.1, 0.1, 0.1, 0.1];
  }
}
