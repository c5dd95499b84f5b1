import { type Reply as ConversationReply, Conversations } from "../conversation/conversations.js";
import type { Library } from "../library/library.js";
import type { Pilcrow } from "../library/pilcrow.js";
import { PersonError } from "../person-error.js";
import { ArticleDesk, type DeskOptions } from "./article-desk.js";
import { UsageError } from "./command-words.js";
import { type Layout, renderAnswer, renderAnyway } from "./render-answer.js";
import { renderWhy } from "./render-why.js";
import { safeLine } from "./safe-text.js";
import { wrapped } from "./wrap.js";

/** What a line that was typed leads to. */
export interface Reply {
  readonly text: string;
  /** The person wants to leave. */
  readonly quit?: boolean;
  /** What was typed could not be done, and the text says why. */
  readonly failed?: boolean;
}

const HELP = `Ask a question about the articles, in your own words. You may go on with "and when was that?".
  /articles   the articles that are asked
  /add FILE|URL [TITLE]   read a document and keep it; a path with spaces in "quotes"
  /paste [TITLE]          keep the text of the lines that follow, until one with only a full stop
  /remove ID|TITLE        remove an article
  /undo       take the last removal back (for 5 minutes)
  /top N      show the N best passages (1 to 10)
  /plain      ask the last question alone, where it was searched together with the one before
  /anyway     after “The article does not say.”: the closest passage, though it is no answer
  /why        the numbers behind the last answer
  /good, /bad say whether the last answer helped (npm run article -- feedback shows what was said)
  /help       this list
  /quit       leave (or Ctrl-D)`;

/** The terminal has one conversation. */
const KEY = "terminal";

/** Whose verdicts the terminal's are: nobody's on Discord, whose people have numbers. */
const OPERATOR = "operator";

/** One person's conversation in the terminal, line by line. */
export class Session {
  readonly #library: Library;
  readonly #conversations: Conversations;
  readonly #layout: Layout;
  readonly #desk: ArticleDesk;
  #top = 3;
  #last: ConversationReply | undefined;

  constructor(pilcrow: Pick<Pilcrow, "library" | "articles">, layout: Layout, desk: DeskOptions) {
    this.#library = pilcrow.library;
    this.#conversations = new Conversations(pilcrow.library);
    this.#layout = layout;
    this.#desk = new ArticleDesk(pilcrow, desk);
  }

  /** Answers a question or follows a command; bad input gives a reply, not an error. */
  async reply(line: string): Promise<Reply> {
    const reply = await this.#reply(line);
    return { ...reply, text: wrapped(reply.text, this.#layout.width) };
  }

  async #reply(line: string): Promise<Reply> {
    if (this.#desk.isTakingText) return this.#forPeople(async () => ({ text: await this.#desk.takeLine(line) }));
    const input = line.trim();
    const decided = await this.#desk.decide(input);
    if (decided?.isWholeReply) return { text: decided.text };
    const reply = await this.#answer(input);
    return decided === undefined ? reply : { ...reply, text: `${decided.text}\n${reply.text}` };
  }

  /** Whether the lines that come are those of a pasted text: they are no questions. */
  get isTakingText(): boolean {
    return this.#desk.isTakingText;
  }

  /**
   * Stops what is being added, or drops the text that is being pasted.
   * @returns what to say of it now (of what was being added its own reply tells); `undefined` where there was neither
   */
  cancel(): string | undefined {
    return this.#desk.cancel();
  }

  /** What the end of the input leaves undone, in a sentence; `undefined` where nothing. */
  end(): string | undefined {
    return this.#desk.end();
  }

  async #answer(input: string): Promise<Reply> {
    if (input === "") return { text: "" };
    return this.#forPeople(async () =>
      input.startsWith("/") ? this.#follow(input) : { text: await this.#ask(input) },
    );
  }

  async #forPeople(reply: () => Promise<Reply>): Promise<Reply> {
    try {
      return await reply();
    } catch (error) {
      if (!(error instanceof PersonError)) throw error;
      return { text: this.#layout.style.warning(safeLine(error.message)), failed: true };
    }
  }

  async #ask(question: string, alone = false): Promise<string> {
    this.#last = await this.#conversations.ask(KEY, "house", question, { top: this.#top, alone });
    return renderAnswer(this.#last.answer, this.#layout);
  }

  async #follow(input: string): Promise<Reply> {
    const [, command = "", rest = ""] = /^(\S+)\s*(.*)$/s.exec(input) ?? [];
    const [argument = ""] = rest.split(/\s+/, 1);
    switch (command) {
      case "/help":
        return { text: HELP };
      case "/articles":
        return { text: await this.#articles() };
      case "/add":
        return { text: await this.#desk.add(rest) };
      case "/paste":
        return { text: this.#desk.paste(rest) };
      case "/remove":
        return { text: await this.#desk.remove(rest) };
      case "/undo":
        return { text: await this.#desk.undo() };
      case "/top":
        return { text: this.#setTop(argument) };
      case "/plain":
        return { text: await this.#plain() };
      case "/anyway":
        return { text: this.#anyway() };
      case "/why":
        return { text: await this.#why() };
      case "/good":
        return { text: await this.#judge("good") };
      case "/bad":
        return { text: await this.#judge("bad") };
      case "/quit":
      case "/exit":
        return { text: "", quit: true };
      default:
        throw new UsageError(`There is no command ${command}. /help lists them.`);
    }
  }

  async #articles(): Promise<string> {
    const articles = await this.#library.list("house");
    if (articles.length === 0)
      return "There are no articles. /add a file or an address, or put files into the articles folder.";
    return articles
      .map(({ id, title, source, paragraphs }) => `${id}  ${safeLine(title)}  (${safeLine(source)}, ${paragraphs} ¶)`)
      .join("\n");
  }

  #setTop(argument: string): string {
    const top = Number(argument);
    if (!/^\d+$/.test(argument) || top < 1 || top > 10) {
      throw new UsageError(
        `/top N: now ${this.#top === 1 ? "1 passage is" : `${this.#top} passages are`} shown; give 1 to 10, not ${JSON.stringify(safeLine(argument))}.`,
      );
    }
    this.#top = top;
    return `The ${top === 1 ? "best passage is" : `${top} best passages are`} shown.`;
  }

  async #plain(): Promise<string> {
    const { turn, isFollowUp } = this.#lastReply();
    return isFollowUp ? this.#ask(turn.question, true) : "The last question was searched alone already.";
  }

  #anyway(): string {
    const { answer } = this.#lastReply();
    const closest = answer.kind === "not-in-article" ? answer.nearest[0] : undefined;
    if (closest === undefined) throw new UsageError("/anyway works after “The article does not say.”");
    return renderAnyway(closest, this.#layout);
  }

  async #judge(verdict: "good" | "bad"): Promise<string> {
    const { answer } = this.#lastReply();
    if (answer.kind !== "found" && answer.kind !== "unsure")
      throw new UsageError("Only an answer can be judged; the last reply was none.");
    const [{ article, paragraph }] = answer.passages;
    const place = { person: OPERATOR, articleId: article.id, paragraph: paragraph.number };
    await this.#library.giveFeedback("house", { ...place, verdict });
    return `Noted: ¶ ${paragraph.number} ${verdict === "good" ? "helped" : "did not help"}.`;
  }

  async #why(): Promise<string> {
    return renderWhy(await this.#conversations.explain(this.#lastReply()), this.#layout);
  }

  /** @throws UsageError */
  #lastReply(): ConversationReply {
    if (this.#last === undefined) throw new UsageError("Ask a question first.");
    return this.#last;
  }
}
