import type { Library } from "../library/library.js";
import { QuestionError } from "../library/library-error.js";
import type { Answer } from "../retrieval/answer.js";
import { type Layout, renderAnswer, renderWhy } from "./render-answer.js";

/** What a line that was typed leads to. */
export interface Reply {
  readonly text: string;
  /** The person wants to leave. */
  readonly quit?: boolean;
}

const HELP = `Ask a question about the articles, in your own words.
  /articles   the articles that are asked
  /top N      show the N best passages (1 to 10)
  /why        the numbers behind the last answer
  /help       this list
  /quit       leave (or Ctrl-D)`;

/** One person's conversation in the terminal, line by line. */
export class Session {
  readonly #library: Library;
  readonly #layout: Layout;
  #top = 3;
  #last: Answer | undefined;

  constructor(library: Library, layout: Layout) {
    this.#library = library;
    this.#layout = layout;
  }

  /** Answers a question or follows a command; bad input gives a reply, not an error. */
  async reply(line: string): Promise<Reply> {
    const input = line.trim();
    if (input === "") return { text: "" };
    if (input.startsWith("/")) return this.#follow(input);
    try {
      this.#last = await this.#library.ask("house", input, { top: this.#top });
      return { text: renderAnswer(this.#last, this.#layout) };
    } catch (error) {
      if (error instanceof QuestionError) return { text: this.#layout.style.warning(error.message) };
      throw error;
    }
  }

  async #follow(input: string): Promise<Reply> {
    const [command = "", argument = ""] = input.split(/\s+/, 2);
    switch (command) {
      case "/help":
        return { text: HELP };
      case "/articles":
        return { text: await this.#articles() };
      case "/top":
        return { text: this.#setTop(argument) };
      case "/why":
        return { text: this.#last ? renderWhy(this.#last, this.#layout) : "Ask a question first." };
      case "/quit":
      case "/exit":
        return { text: "", quit: true };
      default:
        return { text: `There is no command ${command}. /help lists them.` };
    }
  }

  async #articles(): Promise<string> {
    const articles = await this.#library.articles("house");
    if (articles.length === 0) return "There are no articles. Put .txt or .md files into the articles folder.";
    return articles.map(({ title, source, paragraphs }) => `${title}  (${source}, ${paragraphs} ¶)`).join("\n");
  }

  #setTop(argument: string): string {
    const top = Number(argument);
    if (!Number.isInteger(top) || top < 1 || top > 10) {
      return `/top: expected a whole number from 1 to 10, got ${JSON.stringify(argument)}. Now ${this.#top}.`;
    }
    this.#top = top;
    return `The ${top === 1 ? "best passage is" : `${top} best passages are`} shown.`;
  }
}
