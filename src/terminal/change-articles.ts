import { homedir } from "node:os";
import path from "node:path";
import type { Documents, LoadedDocument } from "../documents/documents.js";
import type { ArticleDetails, Articles } from "../library/library.js";
import { UsageError } from "../person-error.js";
import { matchTitle } from "../presentation/article-by-title.js";
import { withOmissions } from "../presentation/sentences.js";
import { GLOBAL, type Scope } from "../store/scope.js";
import type { ShowProgress } from "./render/progress-bar.js";
import { asTyped, inQuotes, safeLine } from "./render/safe-text.js";

/** What a text is called that has no title. */
const PASTED = "pasted text";

/** How a document is to be kept. */
export interface Addition {
  readonly scope: Scope;
  /** Instead of the document's own. */
  readonly title: string | undefined;
  readonly onProgress: ShowProgress;
  /** Cancels: nothing is kept, and the signal's reason is thrown. */
  readonly signal?: AbortSignal;
}

/**
 * Reads a document and keeps it; the sentence that says so, and what of it is missing on a line of its own.
 * @param subject a file's path, where `~/` is the home folder, or a web address
 * @throws what the fetching, the reading and the library throw for people; the system's error for a file that cannot be read
 */
export function addDocument(
  articles: Articles,
  documents: Documents,
  subject: string,
  addition: Addition,
): Promise<string> {
  const { signal } = addition;
  return keep(articles, addition, () => documentAt(documents, subject, signal));
}

/** Reads what is at a file's path or a web address. */
export function documentAt(documents: Documents, subject: string, signal?: AbortSignal): Promise<LoadedDocument> {
  return /^https?:\/\//i.test(subject)
    ? documents.fromUrl(subject, signal)
    : documents.fromFile(pathOf(subject), undefined, signal);
}

/** The same of a text that was pasted or piped. @throws what the reading and the library throw for people */
export function addText(articles: Articles, documents: Documents, text: string, addition: Addition): Promise<string> {
  const { title = PASTED, signal } = addition;
  return keep(articles, addition, () => documents.fromText(text, title, signal));
}

async function keep(
  articles: Articles,
  { scope, title, onProgress, signal }: Addition,
  read: () => Promise<LoadedDocument>,
): Promise<string> {
  await articles.checkImport(scope);
  const { article, bytes, sourceKind } = await read();
  const { article: kept, kind } = await articles.add(scope, article, {
    title,
    bytes,
    sourceKind,
    onProgress: (done, total) => onProgress(title ?? article.title, done, total),
    signal,
  });
  const name = inQuotes(kept.title);
  if (kind === "already-here") {
    const keeps = title === undefined || title === kept.title ? "" : ", and keeps that title";
    return `Its text is here already, as ${name} (${kept.id})${keeps}.`;
  }
  return withOmissions(`Added ${name} (${kept.id}, ${kept.paragraphs} ¶).`, article.omissions);
}

/** The articles that `scope` itself keeps. */
export async function ownArticles(articles: Articles, scope: Scope): Promise<readonly ArticleDetails[]> {
  return (await articles.details(scope)).filter(({ owner }) => owner === "scope" || scope === GLOBAL);
}

/** The scope's own article of this id or whole title. @throws UsageError where there is none, or several */
export async function theArticle(articles: Articles, scope: Scope, wanted: string): Promise<ArticleDetails> {
  const match = matchTitle(await ownArticles(articles, scope), wanted);
  if (match.kind === "one" && (match.by === "id" || match.by === "title")) return match.article;
  const which = `${asTyped(wanted)}${placeOf(scope)}`;
  if (match.kind === "several" && match.by === "title") {
    const ids = match.articles.map(({ id, source }) => `${id} (${safeLine(source)})`).join(", ");
    throw new UsageError(`There are several articles ${which}. Give an id: ${ids}.`);
  }
  // What is removed or exported is named in full: the nearest is only offered.
  const [nearest] = match.kind === "one" ? [match.article] : match.kind === "several" ? match.articles : match.near;
  const meant = nearest === undefined ? "" : ` Did you mean ${inQuotes(nearest.title)} (${nearest.id})?`;
  throw new UsageError(`There is no article ${which}.${meant} Give its id or its whole title.`);
}

/** The same where it can be removed. @throws UsageError for the operator's files too: the next start would read them again */
export async function removableArticle(articles: Articles, scope: Scope, wanted: string): Promise<ArticleDetails> {
  const article = await theArticle(articles, scope, wanted);
  if (article.sourceKind === "folder") {
    throw new UsageError(
      `${inQuotes(article.title)} is a file of ARTICLES (${safeLine(article.source)}): the next start would read it as it is. Change or remove the file.`,
    );
  }
  return article;
}

function pathOf(subject: string): string {
  return subject.startsWith("~/") ? path.join(homedir(), subject.slice(2)) : subject;
}

/** ` in guild:ID`; nothing for the global scope, which is meant where a command names none. */
function placeOf(scope: Scope): string {
  return scope === GLOBAL ? "" : ` in ${scope}`;
}
