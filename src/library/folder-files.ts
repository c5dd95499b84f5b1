import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { ArticleError } from "../documents/article-error.js";
import { type Documents, FileError, type LoadedDocument } from "../documents/documents.js";
import { DOCUMENT_EXTENSIONS, DOCUMENT_FILES } from "../documents/formats/registry.js";
import type { ArticleDetails } from "./library.js";

const EXTENSIONS: ReadonlySet<string> = new Set(DOCUMENT_EXTENSIONS);

/** The operator's files, read. */
export interface ReadFiles {
  /** Those that can be used, by their article's id. */
  readonly read: ReadonlyMap<string, LoadedDocument & { readonly file: string }>;
  /** `false` where the article's file is gone; a file that cannot be read, or is in a folder that cannot, may be there. */
  readonly mayBeThere: (article: ArticleDetails) => boolean;
  /** What cannot be read; the messages name it and say why. */
  readonly problems: Error[];
}

/**
 * Reads the documents of a file or a folder (with its subfolders).
 * @param before the articles that were kept from there
 */
export async function readFiles(
  documents: Documents,
  location: string,
  before: readonly ArticleDetails[],
): Promise<ReadFiles> {
  const { files, unread } = await articleFiles(location);
  const problems: Error[] = unread.map(({ folder, cause }) => {
    const kept = before.filter(({ source }) => isOf(folder, location, source)).length;
    return new UnreadableFolderError(location, folder, kept, { cause });
  });
  const read = new Map<string, LoadedDocument & { readonly file: string }>();
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
  const isUnread = (source: string) => unread.some(({ folder }) => isOf(folder, location, source));
  return { read, mayBeThere: ({ id, source }) => present.has(id) || isUnread(source), problems };
}

/** Whether an article of `location` was read from a file in this folder of it. */
function isOf(folder: string, location: string, source: string): boolean {
  return folder === location || path.join(location, source).startsWith(folder + path.sep);
}

/** What is in a place where articles are. */
interface FoundFiles {
  /** Sorted. */
  readonly files: readonly string[];
  /** Folders (or a location that is neither folder nor file) that cannot be read: nobody knows what is in there. */
  readonly unread: readonly { readonly folder: string; readonly cause: unknown }[];
}

/** The files below a folder whose names end as those of documents do, but for hidden ones; or the one file that `location` is. */
async function articleFiles(location: string): Promise<FoundFiles> {
  try {
    if (!(await stat(location)).isDirectory()) return { files: [location], unread: [] };
  } catch (cause) {
    return { files: [], unread: [{ folder: location, cause }] };
  }
  const { files, unread } = await filesBelow(location);
  return { files: files.toSorted(), unread };
}

/** Folder by folder: with `readdir`'s `recursive`, one that cannot be read would hide all the others. */
async function filesBelow(folder: string): Promise<FoundFiles> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    return { files: [], unread: [{ folder, cause }] };
  }
  const isArticle = ({ name }: Dirent) => EXTENSIONS.has(path.extname(name).toLowerCase()) && !name.startsWith(".");
  const folders = entries.filter((entry) => entry.isDirectory());
  const here = entries.filter((entry) => !entry.isDirectory() && isArticle(entry));
  const below = await Promise.all(folders.map(({ name }) => filesBelow(path.join(folder, name))));
  return {
    files: [...here.map(({ name }) => path.join(folder, name)), ...below.flatMap(({ files }) => files)],
    unread: below.flatMap(({ unread }) => unread),
  };
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
