import type { Article } from "../documents/article.js";
import type { Documents } from "../documents/documents.js";
import { GLOBAL } from "../store/scope.js";
import type { Progress } from "./embed-article.js";
import { readFiles } from "./folder-files.js";
import type { Articles } from "./library.js";

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
  /** Told how many of the files are articles by now. */
  readonly onFile?: (done: number, files: number) => void;
  /** Whether an article leaves whose file is gone. Default: true. */
  readonly removesGone?: boolean;
  /** Whether symbolic links may lead out of the folder. Default: false; what is behind them is left out and named. */
  readonly followLinks?: boolean;
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
  { onProgress = () => {}, onFile = () => {}, removesGone = true, followLinks = false }: FolderSyncOptions = {},
): Promise<FolderReport> {
  const before = (await articles.details(GLOBAL)).filter(({ sourceKind }) => sourceKind === "folder");
  const { read, mayBeThere, problems } = await readFiles(documents, location, before, followLinks);
  const gone = before.filter((article) => !mayBeThere(article));
  // First what is gone leaves: where a file was only renamed, its text would otherwise be here already.
  const leaving = removesGone ? gone : [];
  for (const { id } of leaving) await articles.remove(GLOBAL, id);
  let embedded = 0;
  let loaded = before.length - gone.length;
  let done = 0;
  for (const [id, { file, article, bytes }] of read) {
    onFile(done++, read.size);
    if (!(await articles.has(GLOBAL, id, article)) && !(await comesBack(articles, id, article))) {
      const result = await articles.add(GLOBAL, article, {
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
  onFile(done, read.size);
  return { loaded, embedded, removed: leaving.map(({ title }) => title), problems };
}

/** Takes the removal of a moment ago back where the file is here again as it was: what people said of it returns too. */
async function comesBack(articles: Articles, id: string, article: Article): Promise<boolean> {
  if ((await articles.restore(GLOBAL, id)) !== "restored") return false;
  if (await articles.has(GLOBAL, id, article)) return true;
  await articles.remove(GLOBAL, id);
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
