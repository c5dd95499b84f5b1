import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { hasStore, openStore, type Parts, withPilcrow } from "../compose.js";
import { loadConfig } from "../config.js";
import { decodeText } from "../documents/decode-text.js";
import { ImportCancelledError } from "../library/errors.js";
import { UsageError } from "../person-error.js";
import { explain } from "../report-error.js";
import { GLOBAL, parseScope, type Scope } from "../store/scope.js";
import { addDocument, addText, ownArticles, removableArticle, theArticle } from "../terminal/change-articles.js";
import { articleLine, judgedParagraphs, markdownOf, verdictLine } from "../terminal/render/articles.js";
import { progressBar } from "../terminal/render/progress-bar.js";
import { inQuotes } from "../terminal/render/safe-text.js";
import { type Command, parseWords, print } from "./command.js";

const usage = `npm run --silent article -- COMMAND [--scope house|guild:ID|user:ID] [--json]
  add FILE|URL [--title TITLE]   read a document and keep it
  add - [--title TITLE]          the same with the text that is piped in
  list                           the articles; reads them all, and says which are damaged
  remove ID|TITLE                remove an article
  export ID|TITLE                its whole text
  feedback                       what people said of its paragraphs as answers, the worst first`;

const ACTIONS = ["add", "list", "remove", "export", "feedback"] as const;
type Action = (typeof ACTIONS)[number];

/** What can be done beside a running bot. */
const READING_ACTIONS: readonly Action[] = ["list", "export", "feedback"];

/** What a shell gives a program that was stopped by Ctrl-C. */
const INTERRUPTED = 130;

/** `npm run article` */
export const article: Command = {
  name: "article",
  usage,
  async run(words) {
    const asked = parseArticleWords(words);
    const config = loadConfig();
    // Only what is there can be read beside a running bot; where nothing is, an empty library is made.
    const store = await openStore(config, { readOnly: READING_ACTIONS.includes(asked.action) && hasStore(config) });
    // All but adding needs no vectors.
    const options = { onProblem: explain, preload: asked.action === "add" };
    await withPilcrow(config, store, options, async (parts) => {
      const stop = new AbortController();
      const interrupt = () => {
        process.exitCode = INTERRUPTED;
        stop.abort(new ImportCancelledError(asked.subject));
      };
      // A second Ctrl-C ends the process at once.
      process.once("SIGINT", interrupt);
      try {
        print(await doWithArticles(parts, asked, { onProgress: progressBar(process.stderr), signal: stop.signal }));
      } finally {
        process.off("SIGINT", interrupt);
      }
    });
  },
};

/** What `npm run article` was asked to do. */
interface ArticleWords {
  readonly action: Action;
  /** A file, an address, an id or a title; empty for `list` and `feedback`. */
  readonly subject: string;
  readonly scope: Scope;
  readonly title: string | undefined;
  readonly json: boolean;
}

/** Reads the words after `article`. @throws UsageError */
export function parseArticleWords(words: readonly string[]): ArticleWords {
  const { values, positionals } = parseWords(
    words,
    {
      scope: { type: "string", default: GLOBAL },
      title: { type: "string" },
      json: { type: "boolean", default: false },
    },
    usage,
  );
  const [given = "", ...rest] = positionals;
  const action = ACTIONS.find((known) => known === given);
  if (action === undefined) {
    throw new UsageError(`Expected one of ${ACTIONS.join(", ")}, got ${JSON.stringify(given)}.\n${usage}`);
  }
  const subject = rest.join(" ").trim();
  const isAboutAll = action === "list" || action === "feedback";
  if ((subject === "") !== isAboutAll) {
    const expected = isAboutAll ? `nothing after ${action}` : `something to ${action}`;
    throw new UsageError(`Expected ${expected}, got ${JSON.stringify(subject)}.\n${usage}`);
  }
  const scope = parseScope(values.scope);
  if (scope === undefined) {
    throw new UsageError(`--scope: expected house, guild:ID or user:ID, got ${JSON.stringify(values.scope)}.`);
  }
  return { action, subject, scope, title: values.title, json: values.json };
}

/** How an article is added. */
interface AddingOptions {
  readonly onProgress: (title: string, done: number, total: number) => void;
  /** Stops `add`: nothing is kept, and its reason is thrown. */
  readonly signal?: AbortSignal;
  /** What `add -` reads. Default: standard input. */
  readonly input?: Readable;
}

/** Does what was asked; the text to print. @throws UsageError where there is no such article, and what adding throws */
export async function doWithArticles(
  { pilcrow, documents }: Parts,
  { action, subject, scope, title, json }: ArticleWords,
  { onProgress, signal, input = process.stdin }: AddingOptions,
): Promise<string> {
  const { articles } = pilcrow;
  switch (action) {
    case "add": {
      const addition = { scope, title, onProgress, ...(signal && { signal }) };
      return subject === "-"
        ? addText(articles, documents, await textFrom(input, signal), addition)
        : addDocument(articles, documents, subject, addition);
    }
    case "list": {
      await articles.check(scope);
      const own = await ownArticles(articles, scope);
      if (json) return JSON.stringify(own, null, 2);
      return own.length === 0 ? "There are no articles." : own.map(articleLine).join("\n");
    }
    case "feedback": {
      const judged = await judgedParagraphs(articles, scope);
      if (json) return JSON.stringify(judged, null, 2);
      return judged.length === 0 ? "Nobody has judged an answer yet." : judged.map(verdictLine).join("\n");
    }
    case "remove": {
      const { id, title } = await removableArticle(articles, scope, subject);
      await articles.remove(scope, id);
      return `Removed ${inQuotes(title)}.`;
    }
    case "export": {
      const whole = await articles.text(scope, (await theArticle(articles, scope, subject)).id);
      return json ? JSON.stringify(whole, null, 2) : markdownOf(whole);
    }
  }
}

/** @throws ArticleError where it is no text; the signal's reason */
async function textFrom(input: Readable, signal?: AbortSignal): Promise<string> {
  const stop = () => input.destroy(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return decodeText(await buffer(input), "standard input");
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
