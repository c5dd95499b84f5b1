import { createHash } from "node:crypto";
import path from "node:path";
import type { Article } from "../documents/article.js";
import { ArticleError } from "../documents/article-error.js";
import { type Documents, FileError, type LoadedDocument } from "../documents/documents.js";
import { DOCUMENT_FILES } from "../documents/formats/registry.js";
import { articleFiles, type FoundFiles } from "./article-files.js";
import type { Progress } from "./embed-article.js";
import type { ArticleDetails, Articles } from "./library.js";

/** What became of the operator's files. */
export interface FolderReport {
  /** Articles that are there now. */
  readonly loaded: number;
  /** Of these, the ones embedded just now; the others were kept from before. */
  readonly embedded: number;
  /** Titles of those that were removed, since their files are gone. */
  readonly removed: readonly string[];
  /** Files that are left out; their messages name them and say why. */
  readonly problems: readonly Error[];
}

/** How the operator's files are loaded. */
export interface FolderSyncOptions {
  /** Told the article's title and how many of its paragraphs are embedded. */
  readonly onProgress?: (title: string, ...progress: Parameters<Progress>) => void;
  /** Whether an article leaves whose file is gone. Default: true. */
  readonly removesGone?: boolean;
}

/**
 * Brings the global articles in line with a file or a folder (with its subfolders): new and changed files are embedded,
 * articles whose file is gone are removed. A bad file is reported and the others still load. What was kept before stays
 * where its file, or the folder that it was in, cannot be read now: a disk that is away must not cost any article.
 */
export async function syncFolder(
  articles: Articles,
  documents: Documents,
  location: string,
  { onProgress = () => {}, removesGone = true }: FolderSyncOptions = {},
): Promise<FolderReport> {
  const found = await articleFiles(location);
  const before = (await articles.details("house")).filter(({ sourceKind }) => sourceKind === "folder");
  const { read, present, problems } = await readFiles(documents, location, found, before);
  const isUnread = (source: string) => found.unread.some(({ folder }) => isOf(folder, location, source));
  const gone = before.filter(({ id, source }) => !present.has(id) && !isUnread(source));
  // First what is gone leaves: where a file was only renamed, its text would otherwise be here already.
  const leaving = removesGone ? gone : [];
  for (const { id } of leaving) await articles.remove("house", id);
  let embedded = 0;
  let loaded = before.length - gone.length;
  for (const [id, { file, article, bytes }] of read) {
    if (!(await articles.has("house", id, article)) && !(await comesBack(articles, id, article))) {
      const result = await articles.add("house", article, {
        id,
        bytes,
        sourceKind: "folder",
        onProgress: (...progress) => onProgress(article.title, ...progress),
      });
      if (result.kind === "already-here") {
        const isRenamed = gone.some((one) => one.id === result.article.id);
        if (!isRenamed) problems.push(new DuplicateFileError(file, result.article.title));
        continue;
      }
      embedded++;
    }
    if (!before.some((one) => one.id === id)) loaded++;
  }
  return { loaded, embedded, removed: leaving.map(({ title }) => title), problems };
}

type ReadFile = LoadedDocument & { readonly file: string };

interface ReadFiles {
  /** By the article's id. */
  readonly read: ReadonlyMap<string, ReadFile>;
  /** Ids of all files that are there, those that cannot be read too. */
  readonly present: ReadonlySet<string>;
  readonly problems: Error[];
}

async function readFiles(
  documents: Documents,
  location: string,
  { files, unread }: FoundFiles,
  before: readonly ArticleDetails[],
): Promise<ReadFiles> {
  const problems: Error[] = unread.map(({ folder, cause }) => {
    const kept = before.filter(({ source }) => isOf(folder, location, source)).length;
    return new UnreadableFolderError(location, folder, kept, { cause });
  });
  const read = new Map<string, ReadFile>();
  const present = new Set<string>();
  for (const file of files) {
    const name = path.relative(location, file) || path.basename(file);
    const id = idOfFile(name);
    present.add(id);
    const document = await documents.fromFile(file, name).catch((error: unknown) => asProblem(error, file));
    const kept = before.find((article) => article.id === id);
    if (!(document instanceof Error)) read.set(id, { file, ...document });
    else problems.push(kept === undefined ? document : new KeptAsBeforeError(kept.title, { cause: document }));
  }
  return { read, present, problems };
}

/** Whether an article of `location` was read from a file in this folder of it. */
function isOf(folder: string, location: string, source: string): boolean {
  return folder === location || path.join(location, source).startsWith(folder + path.sep);
}

/** Takes the removal of a moment ago back where the file is here again as it was: what people said of it returns too. */
async function comesBack(articles: Articles, id: string, article: Article): Promise<boolean> {
  if ((await articles.restore("house", id)) !== "restored") return false;
  if (await articles.has("house", id, article)) return true;
  await articles.remove("house", id);
  return false;
}

/** A file has the same text as another global article. */
class DuplicateFileError extends Error {
  override readonly name = "DuplicateFileError";
  constructor(
    readonly file: string,
    readonly title: string,
  ) {
    super(`${file} has the text of “${title}”, which is here already. Remove one of the two.`);
  }
}

/** A file that was an article is there, and cannot be used now. */
class KeptAsBeforeError extends Error {
  override readonly name = "KeptAsBeforeError";
  constructor(
    readonly title: string,
    options: ErrorOptions,
  ) {
    super(`“${title}” stays as it was before: its file cannot be used now. Mend the file, or delete it.`, options);
  }
}

/** ARTICLES, or a folder in it, cannot be read. */
class UnreadableFolderError extends Error {
  override readonly name = "UnreadableFolderError";
  constructor(
    readonly location: string,
    readonly folder: string,
    /** How many articles are kept from it. */
    readonly kept: number,
    options: ErrorOptions,
  ) {
    const still = kept === 1 ? "The article kept from it is" : `The ${kept} articles kept from it are`;
    const advice =
      folder === location ? `Put ${DOCUMENT_FILES} files there, or set ARTICLES.` : "Check its permissions.";
    super(`ARTICLES: ${folder} cannot be read.${kept > 0 ? ` ${still} still asked.` : ""} ${advice}`, options);
  }
}

function asProblem(error: unknown, file: string): Error {
  if (error instanceof ArticleError || error instanceof FileError) return error;
  return new Error(`${file} cannot be read.`, { cause: error });
}

/** The same file keeps the same id, so that a changed file replaces its article. */
function idOfFile(name: string): string {
  return createHash("sha256").update(name).digest("base64url").slice(0, 12);
}
