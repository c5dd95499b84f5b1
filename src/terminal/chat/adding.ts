import type { Documents } from "../../documents/documents.js";
import { ImportCancelledError } from "../../library/errors.js";
import type { ArticleSummary } from "../../library/library.js";
import { UNDO_TIME } from "../../library/library.js";
import type { Pilcrow } from "../../library/pilcrow.js";
import { type Addition, addDocument, addText, removableArticle } from "../change-articles.js";
import { UsageError } from "../../commands/command.js";
import { safeLine } from "../render/safe-text.js";

/** What the desk works with. */
export interface DeskOptions {
  readonly documents: Documents;
  readonly onProgress: (title: string, done: number, total: number) => void;
}

/** What a line meant for an article whose removal was asked about. */
export interface Decision {
  readonly text: string;
  /** `false` where the line was none of yes and no, but something to be answered. */
  readonly isWholeReply: boolean;
}

/** The house: the terminal is its operator's. */
const SCOPE = "house";

/** A word, in quotes or with `\ ` where it has spaces, as a shell takes it and a dragged file gives it; then the rest. */
const WORD_AND_REST = /^(?:"([^"]+)"|'([^']+)'|(?!["'])((?:\\[\s"']|(?!\\[\s"'])\S)+))(?:\s+(.*))?$/s;

/** The line after a pasted text, as mail has ended its texts since RFC 821. */
const END_OF_TEXT = ".";

/** Adds and removes the house's articles in a chat. */
export class ArticleDesk {
  readonly #pilcrow: Pick<Pilcrow, "library" | "articles">;
  readonly #options: DeskOptions;
  #adding: { readonly subject: string; readonly stop: AbortController } | undefined;
  #pasted: { readonly title: string | undefined; readonly lines: string[] } | undefined;
  #askedAbout: ArticleSummary | undefined;
  /** The last removed one is the last. */
  readonly #removed: ArticleSummary[] = [];
  #hasUndone = false;

  constructor(pilcrow: Pick<Pilcrow, "library" | "articles">, options: DeskOptions) {
    this.#pilcrow = pilcrow;
    this.#options = options;
  }

  /** `/add FILE|URL [TITLE]` @throws PersonError */
  async add(words: string): Promise<string> {
    const [, double, single, bare, rest = ""] = WORD_AND_REST.exec(words.trim()) ?? [];
    const subject = double ?? single ?? bare?.replace(/\\([\s"'])/g, "$1");
    if (subject === undefined) {
      throw new UsageError(
        `/add: expected a file or an address (a path with spaces in "quotes") and perhaps a title, got ${shown(words)}.`,
      );
    }
    const { documents } = this.#options;
    return this.#add(subject, titleIn(rest), (addition) =>
      addDocument(this.#pilcrow.articles, documents, subject, addition),
    );
  }

  /** Whether the lines that come are those of a pasted text. */
  get isTakingText(): boolean {
    return this.#pasted !== undefined;
  }

  /** `/paste [TITLE]`: the lines that follow are the text, until one with only a full stop. */
  paste(words: string): string {
    this.#pasted = { title: titleIn(words), lines: [] };
    return "Paste the text, then a line with only a full stop. Ctrl-C drops it.";
  }

  /** A line of the pasted text; the last one keeps it. @throws PersonError */
  async takeLine(line: string): Promise<string> {
    const pasted = this.#pasted;
    if (pasted === undefined) return "";
    if (line.trimEnd() !== END_OF_TEXT) {
      pasted.lines.push(line);
      return "";
    }
    this.#pasted = undefined;
    const { title, lines } = pasted;
    const text = lines.join("\n");
    return this.#add(title ?? "the pasted text", title, (addition) =>
      addText(this.#pilcrow.articles, this.#options.documents, text, addition),
    );
  }

  /**
   * Stops what is being added, or drops the text that is being pasted.
   * @returns what to say of it now (of what was being added its own reply tells); `undefined` where there was neither
   */
  cancel(): string | undefined {
    if (this.#pasted !== undefined) {
      this.#pasted = undefined;
      return "The pasted text was dropped.";
    }
    if (this.#adding === undefined) return undefined;
    this.#adding.stop.abort(new ImportCancelledError(this.#adding.subject));
    this.#wipe();
    return "";
  }

  /** What the end of the input leaves undone, in a sentence; `undefined` where nothing. */
  end(): string | undefined {
    if (this.#pasted) return "The input ended before the line with only a full stop: the pasted text was dropped.";
    return this.#askedAbout && `The input ended before a y: kept “${safeLine(this.#askedAbout.title)}”.`;
  }

  async #add(
    subject: string,
    title: string | undefined,
    add: (addition: Addition) => Promise<string>,
  ): Promise<string> {
    const stop = new AbortController();
    this.#adding = { subject, stop };
    // What was under way when it was stopped still tells of itself.
    const onProgress: Addition["onProgress"] = (...progress) => {
      if (this.#adding?.stop === stop && !stop.signal.aborted) this.#options.onProgress(...progress);
    };
    try {
      return await add({ scope: SCOPE, title, onProgress, signal: stop.signal });
    } finally {
      this.#adding = undefined;
      this.#wipe();
    }
  }

  /** `/remove ID|TITLE`; it only asks, and the next line decides. @throws UsageError */
  async remove(words: string): Promise<string> {
    const wanted = words.trim();
    if (wanted === "")
      throw new UsageError("/remove: expected an id or a whole title, got none. /articles lists them.");
    const article = await removableArticle(this.#pilcrow, SCOPE, wanted);
    this.#askedAbout = article;
    return `Remove “${safeLine(article.title)}” (${article.paragraphs} ¶)? y or n`;
  }

  /** What a line means where a removal was asked about; `undefined` where none was. */
  async decide(line: string): Promise<Decision | undefined> {
    const article = this.#askedAbout;
    if (article === undefined) return undefined;
    this.#askedAbout = undefined;
    if (/^y(?:es)?$/i.test(line)) return { text: await this.#remove(article), isWholeReply: true };
    return { text: `Kept “${safeLine(article.title)}”.`, isWholeReply: /^(?:no?)?$/i.test(line) };
  }

  /** `/undo` @throws UsageError */
  async undo(): Promise<string> {
    const article = this.#removed.pop();
    if (article === undefined) {
      throw new UsageError(
        this.#hasUndone
          ? "There is nothing more to undo."
          : "There is nothing to undo: nothing was removed in this chat.",
      );
    }
    this.#hasUndone = true;
    const title = `“${safeLine(article.title)}”`;
    switch (await this.#pilcrow.articles.restore(SCOPE, article.id)) {
      case "restored":
        return `${title} is here again.`;
      case "already-here":
        return `The content of ${title} was added again meanwhile. Nothing was changed.`;
      case "too-late":
        return `It is too late to bring ${title} back. Add it again.`;
    }
  }

  /** Takes the bar of what was not finished away. */
  #wipe(): void {
    this.#options.onProgress("", 1, 1);
  }

  async #remove(article: ArticleSummary): Promise<string> {
    const title = `“${safeLine(article.title)}”`;
    if (!(await this.#pilcrow.articles.remove(SCOPE, article.id))) return `${title} is not here any more.`;
    this.#removed.push(article);
    return `Removed ${title}. For ${UNDO_TIME / 60_000} minutes /undo brings it back.`;
  }
}

/** The title that was typed, without the quotes around it. */
function titleIn(words: string): string | undefined {
  const title = words.replace(/\s+/g, " ").trim();
  return (
    (/^(?:"(.*)"|'(.*)'|“(.*)”)$/
      .exec(title)
      ?.slice(1)
      .find((inner) => inner !== undefined) ??
      title) ||
    undefined
  );
}

function shown(text: string): string {
  return JSON.stringify(safeLine(text));
}
