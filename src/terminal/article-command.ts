import { parseArgs } from "node:util";
import type { Article } from "../article/article.js";
import type { Documents } from "../library/documents.js";
import type { ArticleDetails, Librarian } from "../library/librarian.js";
import { parseScope, type Scope } from "../library/scope.js";
import { UsageError } from "./ask-once.js";

const ARTICLE_USAGE = `npm run --silent article -- COMMAND [--scope house|guild:ID|user:ID] [--json]
  add FILE|URL [--title TITLE]   read a document and keep it
  list                           the articles
  remove ID|TITLE                remove an article
  export ID|TITLE                its whole text`;

const ACTIONS = ["add", "list", "remove", "export"] as const;
type Action = (typeof ACTIONS)[number];

/** What `npm run article` was asked to do. */
export interface ArticleArguments {
  readonly action: Action;
  /** A file, an address, an id or a title; empty for `list`. */
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
  const { values, positionals } = parse(words);
  const [given = "", ...rest] = positionals;
  const action = ACTIONS.find((known) => known === given);
  if (action === undefined) {
    throw new UsageError(`Expected one of ${ACTIONS.join(", ")}, got ${JSON.stringify(given)}.\n${ARTICLE_USAGE}`);
  }
  const subject = rest.join(" ").trim();
  if ((subject === "") !== (action === "list")) {
    const expected = action === "list" ? "nothing after list" : `something to ${action}`;
    throw new UsageError(`Expected ${expected}, got ${JSON.stringify(subject)}.\n${ARTICLE_USAGE}`);
  }
  const scope = parseScope(values.scope);
  if (scope === undefined) {
    throw new UsageError(`--scope: expected house, guild:ID or user:ID, got ${JSON.stringify(values.scope)}.`);
  }
  return { action, subject, scope, title: values.title, json: values.json };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        scope: { type: "string", default: "house" },
        title: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : String(cause)}\n${ARTICLE_USAGE}`, { cause });
  }
}

/** Does what was asked; the text to print. */
export async function runArticleCommand(
  library: Librarian,
  documents: Documents,
  command: ArticleArguments,
  onProgress: (title: string, done: number, total: number) => void,
): Promise<string> {
  const { scope, subject, json } = command;
  switch (command.action) {
    case "add":
      return add(library, documents, command, onProgress);
    case "list": {
      const articles = (await library.details(scope)).filter(({ owner }) => owner === "scope" || scope === "house");
      if (json) return JSON.stringify(articles, null, 2);
      return articles.length === 0 ? "There are no articles." : articles.map(lineOf).join("\n");
    }
    case "remove": {
      const { id, title, sourceKind } = await theOne(library, scope, subject);
      if (sourceKind === "folder")
        throw new UsageError(`“${title}” is a file of the articles folder. Remove the file.`);
      await library.remove(scope, id);
      return `Removed “${title}”.`;
    }
    case "export": {
      const article = await library.text(scope, (await theOne(library, scope, subject)).id);
      return json ? JSON.stringify(article, null, 2) : markdownOf(article);
    }
  }
}

async function add(
  library: Librarian,
  documents: Documents,
  { scope, subject, title }: ArticleArguments,
  onProgress: (title: string, done: number, total: number) => void,
): Promise<string> {
  const isUrl = /^https?:\/\//i.test(subject);
  await library.checkImport(scope);
  const { article, bytes } = isUrl ? await documents.fromUrl(subject) : await documents.fromFile(subject);
  const result = await library.add(scope, article, {
    title,
    bytes,
    sourceKind: isUrl ? "url" : "file",
    onProgress: (done, total) => onProgress(article.title, done, total),
  });
  const kept = result.article;
  if (result.kind === "already-here") return `Its text is here already, as “${kept.title}” (${kept.id}).`;
  return `Added “${kept.title}” (${kept.id}, ${kept.paragraphs} ¶).`;
}

/** The scope's own article of this id or whole title. */
async function theOne(library: Librarian, scope: Scope, wanted: string): Promise<ArticleDetails> {
  const own = (await library.details(scope)).filter(({ owner }) => owner === "scope" || scope === "house");
  const found = own.filter(({ id, title }) => id === wanted || title.toLowerCase() === wanted.toLowerCase());
  const [one, another] = found;
  if (one !== undefined && another === undefined) return one;
  const problem = one === undefined ? "There is no article" : "There are several articles";
  throw new UsageError(`${problem} ${JSON.stringify(wanted)} in ${scope}. "article list" shows ids and titles.`);
}

function lineOf({ id, title, source, paragraphs, addedAt, ready }: ArticleDetails): string {
  const day = new Date(addedAt).toISOString().slice(0, 10);
  return `${id}  ${title}  (${source}, ${paragraphs} ¶, ${day}${ready ? "" : ", being embedded anew"})`;
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
