import type { Documents } from "../../documents/documents.js";
import { ImportCancelledError } from "../../library/errors.js";
import type { Pilcrow } from "../../library/pilcrow.js";
import { UsageError } from "../../person-error.js";
import { GLOBAL } from "../../store/scope.js";
import { type Addition, addDocument, addText } from "../change-articles.js";
import { PACES_TYPED, refreshArticle, renameArticle, replaceArticle } from "../change-editions.js";
import type { ShowProgress } from "../render/progress-bar.js";
import { asTyped } from "../render/safe-text.js";
import type { ChatCommand } from "./command.js";

/** What adding works with. */
interface AddingParts {
  readonly pilcrow: Pick<Pilcrow, "articles">;
  readonly documents: Documents;
  readonly onProgress: ShowProgress;
}

/** A word, in quotes or with `\ ` where it has spaces, as a shell takes it and a dragged file gives it; then the rest. */
const WORD_AND_REST = /^(?:"([^"]+)"|'([^']+)'|(?!["'])((?:\\[\s"']|(?!\\[\s"'])\S)+))(?:\s+(.*))?$/s;

/** How often, behind an article. */
const EVERY_AT_END = new RegExp(`^(.+)\\s(${PACES_TYPED.join("|")})$`, "s");

/** The line after a pasted text, as SMTP has it after a message (RFC 5321, section 4.1.1.4). */
const END_OF_TEXT = ".";

/** Adds global articles in a chat. */
export class Adding {
  readonly #parts: AddingParts;
  #underWay: { readonly subject: string; readonly stop: AbortController } | undefined;
  #pasted: { readonly title: string | undefined; readonly lines: string[] } | undefined;

  constructor(parts: AddingParts) {
    this.#parts = parts;
  }

  readonly commands: readonly ChatCommand[] = [
    {
      names: ["/add"],
      usage: "/add FILE|URL [TITLE]",
      does: 'read a document and keep it; a path with spaces in "quotes"',
      run: (words) => this.#addDocument(words),
    },
    {
      names: ["/paste"],
      usage: "/paste [TITLE]",
      does: "keep the text of the lines that follow, until one with only a full stop",
      run: (words) => this.#paste(words),
    },
    {
      names: ["/rename"],
      usage: "/rename ID|TITLE TITLE",
      does: 'give an article another title; the present one in "quotes"',
      run: (words) => this.#rename(words),
    },
    {
      names: ["/replace"],
      usage: "/replace ID|TITLE FILE|URL",
      does: "give an article another text; title and verdicts stay",
      run: (words) => this.#replace(words),
    },
    {
      names: ["/refresh"],
      usage: "/refresh ID|TITLE [PACE]",
      does: `fetch its address again; PACE: ${PACES_TYPED.join(", ")}`,
      run: (words) => this.#refresh(words),
    },
  ];

  /** Whether the lines that come are those of a pasted text. */
  get isTakingText(): boolean {
    return this.#pasted !== undefined;
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
      addText(this.#parts.pilcrow.articles, this.#parts.documents, text, addition),
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
    if (this.#underWay === undefined) return undefined;
    this.#underWay.stop.abort(new ImportCancelledError(this.#underWay.subject));
    this.#wipeProgress();
    return "";
  }

  /** What the end of the input leaves undone, in a sentence; `undefined` where nothing. */
  end(): string | undefined {
    return this.#pasted && "The input ended before the line with only a full stop: the pasted text was dropped.";
  }

  async #rename(words: string): Promise<string> {
    const [wanted, rest] = wordAndRest(words);
    const title = titleIn(rest);
    if (wanted === undefined || title === undefined)
      throw new UsageError(`/rename: expected an article (in "quotes") and its new title, got ${asTyped(words)}.`);
    return this.#add(wanted, title, (addition) => renameArticle(this.#parts.pilcrow.articles, wanted, addition));
  }

  async #replace(words: string): Promise<string> {
    const [wanted, rest] = wordAndRest(words);
    const [subject] = wordAndRest(rest);
    if (wanted === undefined || subject === undefined)
      throw new UsageError(
        `/replace: expected an article (in "quotes") and a file or an address, got ${asTyped(words)}.`,
      );
    const { pilcrow, documents } = this.#parts;
    return this.#add(wanted, undefined, (addition) =>
      replaceArticle(pilcrow.articles, documents, [wanted, subject], addition),
    );
  }

  async #refresh(words: string): Promise<string> {
    const [, before = words.trim(), every] = EVERY_AT_END.exec(words.trim()) ?? [];
    const wanted = titleIn(before);
    if (wanted === undefined) throw new UsageError("/refresh: expected an id or a whole title, got none.");
    const { pilcrow, documents } = this.#parts;
    return this.#add(wanted, undefined, (addition) =>
      refreshArticle(pilcrow.articles, documents, [wanted, every], addition),
    );
  }

  async #addDocument(words: string): Promise<string> {
    const [subject, rest] = wordAndRest(words);
    if (subject === undefined) {
      throw new UsageError(
        `/add: expected a file or an address (a path with spaces in "quotes") and perhaps a title, got ${asTyped(words)}.`,
      );
    }
    return this.#add(subject, titleIn(rest), (addition) =>
      addDocument(this.#parts.pilcrow.articles, this.#parts.documents, subject, addition),
    );
  }

  #paste(words: string): string {
    this.#pasted = { title: titleIn(words), lines: [] };
    return "Paste the text, then a line with only a full stop. Ctrl-C drops it.";
  }

  async #add(
    subject: string,
    title: string | undefined,
    add: (addition: Addition) => Promise<string>,
  ): Promise<string> {
    const stop = new AbortController();
    this.#underWay = { subject, stop };
    // What was under way when it was stopped still tells of its progress.
    const onProgress: ShowProgress = (...progress) => {
      if (this.#underWay?.stop === stop && !stop.signal.aborted) this.#parts.onProgress(...progress);
    };
    try {
      return await add({ scope: GLOBAL, title, onProgress, signal: stop.signal });
    } finally {
      this.#underWay = undefined;
      this.#wipeProgress();
    }
  }

  #wipeProgress(): void {
    this.#parts.onProgress("", 1, 1);
  }
}

function wordAndRest(words: string): readonly [word: string | undefined, rest: string] {
  const [, double, single, bare, rest = ""] = WORD_AND_REST.exec(words.trim()) ?? [];
  return [double ?? single ?? bare?.replace(/\\([\s"'])/g, "$1"), rest];
}

/** The title that was typed, without the quotes around it. */
function titleIn(words: string): string | undefined {
  const title = words.replace(/\s+/g, " ").trim();
  const [, ...inner] = /^(?:"(.*)"|'(.*)'|“(.*)”)$/.exec(title) ?? [];
  return (inner.find((one) => one !== undefined) ?? title) || undefined;
}
