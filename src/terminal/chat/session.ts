import type { Documents } from "../../documents/documents.js";
import type { Pilcrow } from "../../library/pilcrow.js";
import { PersonError, UsageError } from "../../person-error.js";
import { GLOBAL } from "../../store/scope.js";
import { type Layout, wrapped } from "../render/layout.js";
import type { ShowProgress } from "../render/progress-bar.js";
import { safeLine } from "../render/safe-text.js";
import { Adding } from "./adding.js";
import { type ChatCommand, type ChatOutput, helpLines } from "./command.js";
import { Questions } from "./questions.js";
import { Removing } from "./removing.js";

/** What a chat works with. */
export interface SessionParts {
  readonly pilcrow: Pick<Pilcrow, "library" | "articles">;
  readonly documents: Documents;
  readonly layout: Layout;
  readonly onProgress: ShowProgress;
}

/** One person's conversation in the terminal, line by line. */
export class Session {
  readonly #parts: SessionParts;
  readonly #questions: Questions;
  readonly #adding: Adding;
  readonly #removing: Removing;
  readonly #commands: readonly ChatCommand[];

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#questions = new Questions(parts.pilcrow.library, parts.layout);
    this.#adding = new Adding(parts);
    this.#removing = new Removing(parts.pilcrow.articles);
    this.#commands = [
      { names: ["/articles"], usage: "/articles", does: "the articles that are asked", run: () => this.#articles() },
      ...this.#adding.commands,
      ...this.#removing.commands,
      ...this.#questions.commands,
      { names: ["/help"], usage: "/help", does: "this list", run: () => this.#help() },
      { names: ["/quit", "/exit"], usage: "/quit", does: "leave (or Ctrl-D)", run: () => ({ text: "", quit: true }) },
    ];
  }

  /** Answers a question or follows a command; bad input gives a reply, not an error. */
  async reply(line: string): Promise<ChatOutput> {
    const reply = await this.#reply(line);
    return { ...reply, text: wrapped(reply.text, this.#parts.layout.width) };
  }

  /** Whether the lines that come are those of a pasted text: they are no questions. */
  get isTakingText(): boolean {
    return this.#adding.isTakingText;
  }

  /**
   * Stops what is being added, or drops the text that is being pasted.
   * @returns what to say of it now (of what was being added its own reply tells); `undefined` where there was neither
   */
  cancel(): string | undefined {
    return this.#adding.cancel();
  }

  /** What the end of the input leaves undone, in a sentence; `undefined` where nothing. */
  end(): string | undefined {
    return this.#adding.end() ?? this.#removing.end();
  }

  async #reply(line: string): Promise<ChatOutput> {
    if (this.isTakingText) return this.#forPeople(() => this.#adding.takeLine(line));
    const input = line.trim();
    const decided = await this.#removing.decide(input);
    if (decided?.isWholeReply) return { text: decided.text };
    const reply = await this.#answer(input);
    return decided === undefined ? reply : { ...reply, text: `${decided.text}\n${reply.text}` };
  }

  async #answer(input: string): Promise<ChatOutput> {
    if (input === "") return { text: "" };
    return this.#forPeople(() => (input.startsWith("/") ? this.#follow(input) : this.#questions.ask(input)));
  }

  async #forPeople(act: () => Promise<string | ChatOutput>): Promise<ChatOutput> {
    try {
      const reply = await act();
      return typeof reply === "string" ? { text: reply } : reply;
    } catch (error) {
      if (!(error instanceof PersonError)) throw error;
      return { text: this.#parts.layout.style.warning(safeLine(error.message)), failed: true };
    }
  }

  async #follow(input: string): Promise<string | ChatOutput> {
    const [, name = "", words = ""] = /^(\S+)\s*(.*)$/s.exec(input) ?? [];
    const command = this.#commands.find(({ names }) => names.includes(name));
    if (command === undefined) throw new UsageError(`There is no command ${name}. /help lists them.`);
    return command.run(words, name);
  }

  #help(): string {
    return `Ask a question about the articles, in your own words. You may go on with "and when was that?".\n${helpLines(this.#commands)}`;
  }

  async #articles(): Promise<string> {
    const articles = await this.#parts.pilcrow.library.list(GLOBAL);
    if (articles.length === 0)
      return "There are no articles. /add a file or an address, or put files into the articles folder.";
    return articles
      .map(({ id, title, source, paragraphs }) => `${id}  ${safeLine(title)}  (${safeLine(source)}, ${paragraphs} ¶)`)
      .join("\n");
  }
}
