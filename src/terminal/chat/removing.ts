import { english } from "../../interface-texts/texts.js";
import { type ArticleSummary, type Articles, UNDO_TIME } from "../../library/library.js";
import { UsageError } from "../../person-error.js";
import { GLOBAL } from "../../store/scope.js";
import { removableArticle } from "../change-articles.js";
import { inQuotes } from "../render/safe-text.js";
import type { ChatCommand } from "./command.js";

/** What a line meant for an article whose removal was asked about. */
interface Decision {
  readonly text: string;
  /** `false` where the line was none of yes and no, but something to be answered. */
  readonly isWholeReply: boolean;
}

/** Removes the global articles in a chat, and takes that back. */
export class Removing {
  readonly #articles: Articles;
  #askedAbout: ArticleSummary | undefined;
  /** Those removed in this chat, the earliest first. */
  readonly #removed: ArticleSummary[] = [];
  #hasUndone = false;

  constructor(articles: Articles) {
    this.#articles = articles;
  }

  readonly commands: readonly ChatCommand[] = [
    {
      names: ["/remove"],
      usage: "/remove ID|TITLE",
      does: "remove an article",
      run: (words) => this.#ask(words.trim()),
    },
    {
      names: ["/undo"],
      usage: "/undo",
      does: `take the last removal back (for ${UNDO_TIME / 60_000} minutes)`,
      run: () => this.#undo(),
    },
  ];

  /** What a line means where a removal was asked about; `undefined` where none was. */
  async decide(line: string): Promise<Decision | undefined> {
    const article = this.#askedAbout;
    if (article === undefined) return undefined;
    this.#askedAbout = undefined;
    if (/^y(?:es)?$/i.test(line)) return { text: await this.#remove(article), isWholeReply: true };
    return { text: `Kept ${inQuotes(article.title)}.`, isWholeReply: /^(?:no?)?$/i.test(line) };
  }

  /** What the end of the input leaves undone, in a sentence; `undefined` where nothing. */
  end(): string | undefined {
    return this.#askedAbout && `The input ended before a y: kept ${inQuotes(this.#askedAbout.title)}.`;
  }

  /** Only asks; the next line decides. */
  async #ask(wanted: string): Promise<string> {
    if (wanted === "")
      throw new UsageError("/remove: expected an id or a whole title, got none. /articles lists them.");
    const article = await removableArticle(this.#articles, GLOBAL, wanted);
    this.#askedAbout = article;
    return `Remove ${inQuotes(article.title)} (${article.paragraphs} ¶)? y or n`;
  }

  async #remove(article: ArticleSummary): Promise<string> {
    const title = inQuotes(article.title);
    if (!(await this.#articles.remove(GLOBAL, article.id))) return `${title} is not here any more.`;
    this.#removed.push(article);
    return `Removed ${title}. For ${UNDO_TIME / 60_000} minutes /undo brings it back.`;
  }

  async #undo(): Promise<string> {
    const article = this.#removed.pop();
    if (article === undefined) {
      throw new UsageError(
        this.#hasUndone
          ? "There is nothing more to undo."
          : "There is nothing to undo: nothing was removed in this chat.",
      );
    }
    this.#hasUndone = true;
    const title = inQuotes(article.title);
    switch (await this.#articles.restore(GLOBAL, article.id)) {
      case "restored":
        return english().say("article.here-again", { name: title });
      case "already-here":
        return `The content of ${title} was added again meanwhile. Nothing was changed.`;
      case "too-late":
        return `It is too late to bring ${title} back. Add it again.`;
    }
  }
}
