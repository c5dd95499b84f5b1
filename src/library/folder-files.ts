import { createHash } from "node:crypto";
import path from "node:path";
import { ArticleError } from "../documents/article-error.js";
import { type Documents, FileError, type LoadedDocument } from "../documents/documents.js";
import { DOCUMENT_FILES } from "../documents/formats/registry.js";
import { articleFiles } from "./find-files.js";
import type { ArticleDetails } from "./library.js";

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
 * @param followLinks whether symbolic links may lead out of the folder
 */
export async function readFiles(
  documents: Documents,
  location: string,
  before: readonly ArticleDetails[],
  followLinks: boolean,
): Promise<ReadFiles> {
  const { files, others, links, empty, unread } = await articleFiles(location, followLinks);
  const keptFrom = (folder: string) => before.filter(({ source }) => isOf(folder, location, source)).length;
  const away = empty.filter((folder) => keptFrom(folder) > 0);
  const problems: Error[] = [
    ...unread.map(({ folder, cause }) => new UnreadableFolderError(location, folder, keptFrom(folder), { cause })),
    ...away.map((folder) => new EmptyFolderError(location, folder, keptFrom(folder))),
    ...links.map(({ link, target }) => new OutwardLinkError(path.relative(location, link), target)),
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

/** A symbolic link leads out of ARTICLES: what is behind it may not be meant for everybody. */
class OutwardLinkError extends Error {
  override readonly name = "OutwardLinkError";
  constructor(
    /** As it is called in ARTICLES. */
    readonly link: string,
    /** Where it leads; `undefined` where nothing is. */
    readonly target: string | undefined,
  ) {
    const where = target === undefined ? "leads nowhere" : `leads out of the folder, to ${target}`;
    const advice = target === undefined ? "Delete it." : "Copy what it leads to there, or set ARTICLE_LINKS=on.";
    super(`ARTICLES: the link ${JSON.stringify(link)} ${where}, and is left out. ${advice}`);
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
