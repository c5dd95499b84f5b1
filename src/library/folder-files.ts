import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { ArticleError } from "../documents/article-error.js";
import { type Documents, FileError, type LoadedDocument } from "../documents/documents.js";
import { DOCUMENT_EXTENSIONS, DOCUMENT_FILES } from "../documents/formats/registry.js";
import type { ArticleDetails } from "./library.js";

const EXTENSIONS: ReadonlySet<string> = new Set(DOCUMENT_EXTENSIONS);

/** More files of other kinds than this are only counted. */
const MOST_NAMED = 5;

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
  const { files, others, empty, unread } = await articleFiles(location);
  const keptFrom = (folder: string) => before.filter(({ source }) => isOf(folder, location, source)).length;
  const away = empty.filter((folder) => keptFrom(folder) > 0);
  const problems: Error[] = [
    ...unread.map(({ folder, cause }) => new UnreadableFolderError(location, folder, keptFrom(folder), { cause })),
    ...away.map((folder) => new EmptyFolderError(location, folder, keptFrom(folder))),
    ...(others.length > 0 ? [new OtherFilesError(others.map((file) => path.relative(location, file)))] : []),
  ];
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
  const unseen = [...unread.map(({ folder }) => folder), ...away];
  const isUnread = (source: string) => unseen.some((folder) => isOf(folder, location, source));
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
  /** Those of a kind that is not read. */
  readonly others: readonly string[];
  /** Folders with nothing in them: what was there may be on a disk that is away. */
  readonly empty: readonly string[];
  /** Folders (or a location that is neither folder nor file) that cannot be read: nobody knows what is in there. */
  readonly unread: readonly { readonly folder: string; readonly cause: unknown }[];
}

/** The files below a folder, but for hidden ones and those in hidden folders; or the one file that `location` is. */
async function articleFiles(location: string): Promise<FoundFiles> {
  try {
    if (!(await stat(location)).isDirectory()) return { files: [location], others: [], empty: [], unread: [] };
  } catch (cause) {
    return { files: [], others: [], empty: [], unread: [{ folder: location, cause }] };
  }
  const found = await filesBelow(location);
  return { ...found, files: found.files.toSorted(), others: found.others.toSorted() };
}

/** Folder by folder: with `readdir`'s `recursive`, one that cannot be read would hide all the others. */
async function filesBelow(folder: string): Promise<FoundFiles> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    return { files: [], others: [], empty: [], unread: [{ folder, cause }] };
  }
  const shown = entries.filter(({ name }) => !name.startsWith("."));
  const here = shown.filter((entry) => !entry.isDirectory()).map(({ name }) => path.join(folder, name));
  const folders = shown.filter((entry) => entry.isDirectory());
  const below = await Promise.all(folders.map(({ name }) => filesBelow(path.join(folder, name))));
  return {
    files: [...here.filter(mayBeArticle), ...below.flatMap(({ files }) => files)],
    others: [...here.filter((file) => !mayBeArticle(file)), ...below.flatMap(({ others }) => others)],
    empty: [...(entries.length === 0 ? [folder] : []), ...below.flatMap(({ empty }) => empty)],
    unread: below.flatMap(({ unread }) => unread),
  };
}

/** By the end of its name. A file that has none ("LICENSE", "RULES 2.1") is known by its content alone. */
function mayBeArticle(file: string): boolean {
  const extension = path.extname(file).toLowerCase();
  return EXTENSIONS.has(extension) || !/^\.[a-z][a-z\d]*$/.test(extension);
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

/** A folder that had articles has nothing in it now: where a disk is mounted, that is how it looks while the disk is away. */
class EmptyFolderError extends Error {
  override readonly name = "EmptyFolderError";
  constructor(
    readonly location: string,
    readonly folder: string,
    readonly kept: number,
  ) {
    const still = kept === 1 ? "The article kept from it is" : `The ${kept} articles kept from it are`;
    const advice =
      folder === location ? "If they are to go, put another file there." : "If they are to go, delete the folder too.";
    super(`ARTICLES: ${folder} is empty, as where a disk is away. ${still} still asked. ${advice}`);
  }
}

/** Files of kinds that are not read. */
class OtherFilesError extends Error {
  override readonly name = "OtherFilesError";
  constructor(
    /** As they are called in ARTICLES. */
    readonly files: readonly string[],
  ) {
    const named = files.slice(0, MOST_NAMED).map((file) => JSON.stringify(file));
    const more = files.length > named.length ? [`${files.length - named.length} more`] : [];
    const list = new Intl.ListFormat("en-GB").format([...named, ...more]);
    const are = files.length === 1 ? "is left out: files of its kind are" : "are left out: files of their kinds are";
    super(`ARTICLES: ${list} ${are} not read. Save them as ${DOCUMENT_FILES}.`);
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
