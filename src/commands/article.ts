import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { hasStore, openStore, openTemporaryStore, type Parts, withPilcrow } from "../compose.js";
import { type Config, loadConfig } from "../config.js";
import { decodeText } from "../documents/decode-text.js";
import { ImportCancelledError } from "../library/errors.js";
import { UsageError } from "../person-error.js";
import { explain } from "../report-error.js";
import { GLOBAL, parseScope, SCOPE_FORMS, type Scope } from "../store/scope.js";
import type { Store } from "../store/store.js";
import { addDocument, addText, ownArticles, removableArticle, theArticle } from "../terminal/change-articles.js";
import { PACES_TYPED, refreshArticle, renameArticle, replaceArticle } from "../terminal/change-editions.js";
import { articleLine, judgedParagraphs, markdownOf, verdictLine } from "../terminal/render/articles.js";
import { progressBar } from "../terminal/render/progress-bar.js";
import { inQuotes } from "../terminal/render/safe-text.js";
import { type Command, parseWords, print } from "./command.js";

/** One of the things that `npm run article` does. */
interface Action {
  readonly name: string;
  /** Each way of writing it, and what it then does. */
  readonly usage: readonly (readonly [words: string, does: string])[];
  /** It changes nothing, so that it can be done beside a running bot. */
  readonly reads: boolean;
  /** Whether a file, an address, an id or a title follows its name. */
  readonly takesSubject: boolean;
  /** Gives the text to print. @throws UsageError where there is no such article, and what adding throws */
  run(parts: Parts, words: ArticleWords, options: AddingOptions): Promise<string>;
}

const ADD: Action = {
  name: "add",
  usage: [
    ["add FILE|URL [--title TITLE]", "read a document and keep it"],
    ["add - [--title TITLE]", "the same with the text that is piped in"],
  ],
  reads: false,
  takesSubject: true,
  async run({ pilcrow: { articles }, documents }, { scope, subject, title }, options) {
    const { onProgress, signal, input = process.stdin } = options;
    const addition = { scope, title, onProgress, ...(signal && { signal }) };
    return subject === "-"
      ? addText(articles, documents, await textFrom(input, signal), addition)
      : addDocument(articles, documents, subject, addition);
  },
};

const ACTIONS: readonly Action[] = [
  ADD,
  {
    name: "list",
    usage: [["list", "the articles; reads them all, and says which are damaged"]],
    reads: true,
    takesSubject: false,
    async run({ pilcrow: { articles } }, { scope, json }) {
      await articles.check(scope);
      const own = await ownArticles(articles, scope);
      if (json) return JSON.stringify(own, null, 2);
      return own.length === 0 ? "There are no articles." : own.map(articleLine).join("\n");
    },
  },
  {
    name: "rename",
    usage: [["rename ID|TITLE --title TITLE", "give an article another title"]],
    reads: false,
    takesSubject: true,
    async run({ pilcrow: { articles } }, { scope, subject, title }, options) {
      if (title === undefined) throw new UsageError(`rename: expected --title and the new title, got none.\n${usage}`);
      return renameArticle(articles, subject, { ...options, scope, title });
    },
  },
  {
    name: "replace",
    usage: [["replace ID|TITLE --by FILE|URL", "give it another text; title and verdicts stay"]],
    reads: false,
    takesSubject: true,
    async run({ pilcrow: { articles }, documents }, { scope, subject, by }, options) {
      if (by === undefined)
        throw new UsageError(`replace: expected --by and a file or an address, got none.\n${usage}`);
      return replaceArticle(articles, documents, [subject, by], { ...options, scope, title: undefined });
    },
  },
  {
    name: "refresh",
    usage: [[`refresh ID|TITLE [--every PACE]`, `fetch its address again; PACE: ${PACES_TYPED.join(", ")}`]],
    reads: false,
    takesSubject: true,
    async run({ pilcrow: { articles }, documents }, { scope, subject, every }, options) {
      return refreshArticle(articles, documents, [subject, every], { ...options, scope, title: undefined });
    },
  },
  {
    name: "remove",
    usage: [["remove ID|TITLE", "remove an article"]],
    reads: false,
    takesSubject: true,
    async run({ pilcrow: { articles } }, { scope, subject }) {
      const { id, title } = await removableArticle(articles, scope, subject);
      await articles.remove(scope, id);
      return `Removed ${inQuotes(title)}.`;
    },
  },
  {
    name: "export",
    usage: [["export ID|TITLE", "its whole text"]],
    reads: true,
    takesSubject: true,
    async run({ pilcrow: { articles } }, { scope, subject, json }) {
      const whole = await articles.text(scope, (await theArticle(articles, scope, subject)).id);
      return json ? JSON.stringify(whole, null, 2) : markdownOf(whole);
    },
  },
  {
    name: "feedback",
    usage: [["feedback", "what people said of its paragraphs as answers, the worst first"]],
    reads: true,
    takesSubject: false,
    async run({ pilcrow: { articles } }, { scope, json }) {
      const judged = await judgedParagraphs(articles, scope);
      if (json) return JSON.stringify(judged, null, 2);
      return judged.length === 0 ? "Nobody has judged an answer yet." : judged.map(verdictLine).join("\n");
    },
  },
];

/** Columns of an action's words in the usage, before what it does. */
const WORDS_COLUMNS = 38;

const usage = [
  `npm run --silent article -- COMMAND [--scope ${SCOPE_FORMS.join("|")}] [--json]`,
  ...ACTIONS.flatMap((action) => action.usage).map(([words, does]) => `  ${words.padEnd(WORDS_COLUMNS)}${does}`),
].join("\n");

/** What a shell gives a program that was stopped by Ctrl-C. */
const INTERRUPTED = 130;

/** `npm run article` */
export const article: Command = {
  name: "article",
  usage,
  async run(words) {
    const asked = parseArticleWords(words);
    const config = loadConfig();
    const store = await storeFor(asked.action, config);
    // Only adding needs the model.
    const options = { onProblem: explain, preload: asked.action === ADD };
    await withPilcrow(config, store, options, async (parts) => {
      const stop = new AbortController();
      const interrupt = () => {
        process.exitCode = INTERRUPTED;
        stop.abort(new ImportCancelledError(asked.subject));
      };
      // A second Ctrl-C ends the process at once.
      process.once("SIGINT", interrupt);
      try {
        const options = { onProgress: progressBar(process.stderr), signal: stop.signal };
        print(await asked.action.run(parts, asked, options));
      } finally {
        process.off("SIGINT", interrupt);
      }
    });
  },
};

/** What is there can be read beside a running bot. Where nothing is, only adding makes something: a typo in DATA_DIR is told. */
async function storeFor(action: Action, config: Config): Promise<Store> {
  if (action === ADD || (await hasStore(config))) return openStore(config, { readOnly: action.reads });
  process.stderr.write(`There is no database in ${config.dataDir} (DATA_DIR).\n`);
  return openTemporaryStore();
}

/** What `npm run article` was asked to do. */
interface ArticleWords {
  readonly action: Action;
  /** A file, an address, an id or a title; empty where the action takes none. */
  readonly subject: string;
  readonly scope: Scope;
  readonly title: string | undefined;
  /** Of `replace`: a file or an address. */
  readonly by: string | undefined;
  /** Of `refresh`: how often. */
  readonly every: string | undefined;
  readonly json: boolean;
}

/** "a, b or c" */
const oneOf = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** Reads the words after `article`. @throws UsageError */
export function parseArticleWords(words: readonly string[]): ArticleWords {
  const { values, positionals } = parseWords(
    words,
    {
      scope: { type: "string", default: GLOBAL },
      title: { type: "string" },
      by: { type: "string" },
      every: { type: "string" },
      json: { type: "boolean", default: false },
    },
    usage,
  );
  const [given = "", ...rest] = positionals;
  const action = ACTIONS.find(({ name }) => name === given);
  if (action === undefined) {
    const names = ACTIONS.map(({ name }) => name).join(", ");
    throw new UsageError(`Expected one of ${names}, got ${JSON.stringify(given)}.\n${usage}`);
  }
  const subject = rest.join(" ").trim();
  if ((subject !== "") !== action.takesSubject) {
    const expected = action.takesSubject ? `something to ${action.name}` : `nothing after ${action.name}`;
    throw new UsageError(`Expected ${expected}, got ${JSON.stringify(subject)}.\n${usage}`);
  }
  const scope = parseScope(values.scope);
  if (scope === undefined) {
    throw new UsageError(`--scope: expected ${oneOf.format(SCOPE_FORMS)}, got ${JSON.stringify(values.scope)}.`);
  }
  const { title, by, every, json } = values;
  return { action, subject, scope, title, by, every, json };
}

/** How an article is added. */
interface AddingOptions {
  readonly onProgress: (title: string, done: number, total: number) => void;
  /** Stops `add`: nothing is kept, and its reason is thrown. */
  readonly signal?: AbortSignal;
  /** What `add -` reads. Default: standard input. */
  readonly input?: Readable;
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
