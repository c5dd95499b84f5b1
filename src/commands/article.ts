import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Article } from "../documents/article.js";
import { decodeText } from "../documents/decode-text.js";
import type { Documents } from "../documents/documents.js";
import type { ArticleDetails } from "../library/library.js";
import type { Pilcrow } from "../library/pilcrow.js";
import { parseScope, type Scope } from "../store/scope.js";
import { addDocument, addText, ownArticles, removableArticle, theArticle } from "../terminal/change-articles.js";
import { parseWords, UsageError } from "./command.js";
import { judgedParagraphs, verdictLine } from "../terminal/render/articles.js";
import { safeLine } from "../terminal/render/safe-text.js";

const ARTICLE_USAGE = `npm run --silent article -- COMMAND [--scope house|guild:ID|user:ID] [--json]
  add FILE|URL [--title TITLE]   read a document and keep it
  add - [--title TITLE]          the same with the text that is piped in
  list                           the articles; reads them all, and says which are damaged
  remove ID|TITLE                remove an article
  export ID|TITLE                its whole text
  feedback                       what people said of its paragraphs as answers, the worst first`;

const ACTIONS = ["add", "list", "remove", "export", "feedback"] as const;
type Action = (typeof ACTIONS)[number];

/** What `npm run article` was asked to do. */
export interface ArticleArguments {
  readonly action: Action;
  /** A file, an address, an id or a title; empty for `list` and `feedback`. */
  readonly subject: string;
  readonly scope: Scope;
  readonly title: string | undefined;
  readonly json: boolean;
}

/**
 * Reads the words after `article`.
 * @throws UsageError
 */
export function parseArticleArguments(words: readonly string[]): ArticleArguments {
  const { values, positionals } = parseWords(
    words,
    {
      scope: { type: "string", default: "house" },
      title: { type: "string" },
      json: { type: "boolean", default: false },
    },
    ARTICLE_USAGE,
  );
  const [given = "", ...rest] = positionals;
  const action = ACTIONS.find((known) => known === given);
  if (action === undefined) {
    throw new UsageError(`Expected one of ${ACTIONS.join(", ")}, got ${JSON.stringify(given)}.\n${ARTICLE_USAGE}`);
  }
  const subject = rest.join(" ").trim();
  const isAboutAll = action === "list" || action === "feedback";
  if ((subject === "") !== isAboutAll) {
    const expected = isAboutAll ? `nothing after ${action}` : `something to ${action}`;
    throw new UsageError(`Expected ${expected}, got ${JSON.stringify(subject)}.\n${ARTICLE_USAGE}`);
  }
  const scope = parseScope(values.scope);
  if (scope === undefined) {
    throw new UsageError(`--scope: expected house, guild:ID or user:ID, got ${JSON.stringify(values.scope)}.`);
  }
  return { action, subject, scope, title: values.title, json: values.json };
}

/**
 * Does what was asked; the text to print. The signal stops `add`: nothing is kept, and its reason is thrown.
 * @param input what `add -` reads
 */
export async function runArticleCommand(
  pilcrow: Pick<Pilcrow, "library" | "articles">,
  documents: Documents,
  command: ArticleArguments,
  onProgress: (title: string, done: number, total: number) => void,
  signal?: AbortSignal,
  input: Readable = process.stdin,
): Promise<string> {
  const { articles } = pilcrow;
  const { scope, subject, title, json } = command;
  switch (command.action) {
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
      return own.length === 0 ? "There are no articles." : own.map(lineOf).join("\n");
    }
    case "feedback": {
      const judged = await judgedParagraphs(articles, scope);
      if (json) return JSON.stringify(judged, null, 2);
      return judged.length === 0 ? "Nobody has judged an answer yet." : judged.map(verdictLine).join("\n");
    }
    case "remove": {
      const article = await removableArticle(pilcrow, scope, subject);
      await articles.remove(scope, article.id);
      return `Removed “${safeLine(article.title)}”.`;
    }
    case "export": {
      const article = await articles.text(scope, (await theArticle(pilcrow, scope, subject)).id);
      return json ? JSON.stringify(article, null, 2) : markdownOf(article);
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

function lineOf(article: ArticleDetails): string {
  const { id, title, source, site, published, paragraphs, addedAt, ready, readable } = article;
  const facts = [
    safeLine(source),
    ...(site === null ? [] : [safeLine(site)]),
    ...(published === null ? [] : [`published ${safeLine(published.slice(0, "2019-03-04".length))}`]),
    `${paragraphs} ¶`,
    new Date(addedAt).toISOString().slice(0, "2019-03-04".length),
    ...(ready ? [] : ["being embedded anew"]),
    ...(readable ? [] : ["DAMAGED: remove it and add it again"]),
  ];
  return `${id}  ${safeLine(title)}  (${facts.join(", ")})`;
}

/** The article word for word, its title and headings as Markdown headings. */
function markdownOf({ title, paragraphs }: Article): string {
  const parts = [`# ${title}`];
  let above: readonly string[] = [];
  for (const { headings, text } of paragraphs) {
    const from = headings.findIndex((heading, at) => heading !== above[at]);
    if (from >= 0) parts.push(...headings.slice(from).map((heading, at) => `${"#".repeat(from + at + 2)} ${heading}`));
    above = headings;
    parts.push(text);
  }
  return parts.join("\n\n");
}
