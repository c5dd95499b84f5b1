import { Conversations, type Reply } from "../../conversation/conversations.js";
import type { Paragraph } from "../../documents/article.js";
import type { Library } from "../../library/library.js";
import { UsageError } from "../../person-error.js";
import { matchTitle } from "../../presentation/article-by-title.js";
import { count } from "../../presentation/counts.js";
import { shownSection } from "../../presentation/sections.js";
import { type ArticleRef, isGiven, type Passage } from "../../retrieval/answer.js";
import { GLOBAL } from "../../store/scope.js";
import { renderAnswer, renderAnyway, renderWhy } from "../render/answer.js";
import type { Layout } from "../render/layout.js";
import { asTyped, inQuotes } from "../render/safe-text.js";
import { renderRest, sectionText } from "../render/section.js";
import type { ChatCommand } from "./command.js";

/** The terminal has one conversation. */
const KEY = "terminal";

/** The person by whom verdicts from the terminal are kept. No Discord user has this id: theirs are numbers. */
const OPERATOR = "operator";

/** Below a part of a section. */
const MORE = "/more goes on.";

/** The questions of a chat, and the commands that go on from the last answer. */
export class Questions {
  readonly #library: Library;
  readonly #conversations: Conversations;
  readonly #layout: Layout;
  #top = 3;
  #last: Reply | undefined;
  /** What `/more` shows. */
  #left: { readonly article: ArticleRef; readonly paragraphs: readonly Paragraph[] } | undefined;

  constructor(library: Library, layout: Layout) {
    this.#library = library;
    this.#conversations = new Conversations(library);
    this.#layout = layout;
  }

  readonly commands: readonly ChatCommand[] = [
    {
      names: ["/summary"],
      usage: "/summary [ID|TITLE]",
      does: "an article in its own words: how it begins, its central sentences, its headings",
      run: (words) => this.#summary(words),
    },
    {
      names: ["/top"],
      usage: "/top N",
      does: "show the N best passages (1 to 10)",
      run: (words) => this.#setTop(words),
    },
    {
      names: ["/plain"],
      usage: "/plain",
      does: "ask the last question alone, where it was searched together with the one before",
      run: () => this.#plain(),
    },
    {
      names: ["/in"],
      usage: "/in N",
      does: "where more than one article may be meant: ask the Nth of them alone",
      run: (words) => this.#in(words),
    },
    {
      names: ["/more"],
      usage: "/more",
      does: "after a part of a section: how it goes on",
      run: () => this.#more(),
    },
    {
      names: ["/anyway"],
      usage: "/anyway",
      does: "after “The article does not say.”: the closest passage, though it is no answer",
      run: () => this.#anyway(),
    },
    { names: ["/why"], usage: "/why", does: "the numbers behind the last answer", run: () => this.#why() },
    {
      names: ["/good", "/bad"],
      usage: "/good, /bad",
      does: "say whether the last answer helped (npm run article -- feedback shows what was said)",
      run: (_, name) => this.#judge(name === "/good" ? "good" : "bad"),
    },
  ];

  /** @throws QuestionError */
  async ask(question: string, alone = false): Promise<string> {
    return this.#show(await this.#conversations.ask(KEY, GLOBAL, question, { top: this.#top, alone }));
  }

  #show(reply: Reply): string {
    this.#last = reply;
    const section = shownSection(reply.answer);
    if (section) this.#leave(section.best.article, section.paragraphs);
    else this.#left = undefined;
    const more = this.#left === undefined ? [] : [MORE];
    const choices = this.#choices().map(({ article }, at) => `/in ${at + 1} asks ${inQuotes(article.title)} alone.`);
    return [renderAnswer(reply.answer, this.#layout), ...more, ...choices].join("\n");
  }

  /** Notes what of a section is not shown yet. */
  #leave(article: ArticleRef, paragraphs: readonly Paragraph[]): void {
    const { rest } = sectionText(article, paragraphs, this.#layout.style);
    this.#left = rest.length > 0 ? { article, paragraphs: rest } : undefined;
  }

  #more(): string {
    if (this.#left === undefined) throw new UsageError("/more works where a part of a section was shown.");
    const { article, paragraphs } = this.#left;
    this.#leave(article, paragraphs);
    return [renderRest(article, paragraphs, this.#layout), ...(this.#left === undefined ? [] : [MORE])].join("\n");
  }

  /** The best passages of the articles that may be meant, where they are several. */
  #choices(): readonly Passage[] {
    const answer = this.#last?.answer;
    if (answer === undefined || !isGiven(answer) || answer.alternatives === undefined) return [];
    return [answer.passages[0], ...answer.alternatives];
  }

  async #in(words: string): Promise<string> {
    const { turn } = this.#lastReply();
    const choices = this.#choices();
    const chosen = /^\d+$/.test(words) ? choices[Number(words) - 1] : undefined;
    if (choices.length === 0) throw new UsageError("/in works where more than one article may be meant.");
    if (chosen === undefined) throw new UsageError(`/in N: give 1 to ${choices.length}, not ${asTyped(words)}.`);
    // As it was searched: it may have leant on the question before.
    const options = { top: this.#top, alone: true, articleId: chosen.article.id };
    return this.#show(await this.#conversations.ask(KEY, GLOBAL, turn.searched, options));
  }

  async #summary(words: string): Promise<string> {
    const named = words === "" ? undefined : matchTitle(await this.#library.list(GLOBAL), words);
    if (named !== undefined && named.kind !== "one") {
      throw new UsageError(`No single article is called ${asTyped(words)}. /articles lists them with their ids.`);
    }
    const articleId = named?.article.id;
    this.#last = await this.#conversations.ask(KEY, GLOBAL, words === "" ? "/summary" : `/summary ${words}`, {
      whole: true,
      ...(articleId !== undefined && { articleId }),
    });
    return renderAnswer(this.#last.answer, this.#layout);
  }

  #setTop(words: string): string {
    const [argument = ""] = words.split(/\s+/, 1);
    const top = Number(argument);
    if (!/^\d+$/.test(argument) || top < 1 || top > 10) {
      throw new UsageError(
        `/top N: now ${count(this.#top, "passage")} ${this.#top === 1 ? "is" : "are"} shown; give 1 to 10, not ${asTyped(argument)}.`,
      );
    }
    this.#top = top;
    return `The ${top === 1 ? "best passage is" : `${top} best passages are`} shown.`;
  }

  async #plain(): Promise<string> {
    const { turn, isFollowUp } = this.#lastReply();
    return isFollowUp ? this.ask(turn.question, true) : "The last question was searched alone already.";
  }

  #anyway(): string {
    const { answer } = this.#lastReply();
    if (answer.kind === "not-in-article" && answer.isForeign) {
      throw new UsageError("Nothing is near the last question: it is about another subject.");
    }
    const closest = answer.kind === "not-in-article" ? answer.nearest[0] : undefined;
    if (closest === undefined) throw new UsageError("/anyway works after “The article does not say.”");
    return renderAnyway(closest, this.#layout);
  }

  async #judge(verdict: "good" | "bad"): Promise<string> {
    const { answer } = this.#lastReply();
    if (!isGiven(answer)) throw new UsageError("Only an answer can be judged; the last reply was none.");
    const [{ article, paragraph }] = answer.passages;
    const place = { person: OPERATOR, articleId: article.id, paragraph: paragraph.number };
    await this.#library.giveFeedback(GLOBAL, { ...place, verdict });
    return `Noted: ¶ ${paragraph.number} ${verdict === "good" ? "helped" : "did not help"}.`;
  }

  async #why(): Promise<string> {
    return renderWhy(await this.#conversations.explain(this.#lastReply()), this.#layout);
  }

  /** @throws UsageError */
  #lastReply(): Reply {
    if (this.#last === undefined) throw new UsageError("Ask a question first.");
    return this.#last;
  }
}
