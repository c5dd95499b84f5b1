import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Article } from "../article/article.js";
import { ArticleError } from "../article/article-error.js";
import { MAX_ARTICLE_BYTES, parseArticle } from "../article/parse-article.js";
import type { ArticleLibrary } from "./article-library.js";
import type { Progress } from "./embed-article.js";

const ARTICLE_FILE = /\.(?:txt|md|markdown)$/i;

/** What became of the operator's files. */
export interface HouseReport {
  /** Articles that are there now. */
  readonly loaded: number;
  /** Of these, the ones embedded just now; the others were kept from before. */
  readonly embedded: number;
  /** Files that could not be read; their messages name them. */
  readonly problems: readonly Error[];
}

/**
 * Brings the `house` scope in line with a file or a folder (with its subfolders): new and changed files are embedded,
 * articles whose file is gone are removed. A bad file is reported and the others still load; where a file that was
 * good before is now bad, its article leaves with it.
 * @param onProgress told the article's title and how many of its paragraphs are embedded.
 */
export async function loadHouse(
  library: ArticleLibrary,
  location: string,
  onProgress: (title: string, ...progress: Parameters<Progress>) => void = () => {},
): Promise<HouseReport> {
  const { files, problems } = await articleFiles(location);
  const kept = new Set<string>();
  let embedded = 0;
  for (const file of files) {
    const name = path.relative(location, file) || path.basename(file);
    const article = await readArticle(file, name).catch((error: unknown) => asProblem(error, file));
    if (article instanceof Error) {
      problems.push(article);
      continue;
    }
    const id = houseId(name);
    kept.add(id);
    if (await library.has("house", id, article)) continue;
    await library.add("house", article, { id, onProgress: (...progress) => onProgress(article.title, ...progress) });
    embedded++;
  }
  for (const { id } of await library.articles("house")) {
    if (!kept.has(id)) await library.remove("house", id);
  }
  return { loaded: kept.size, embedded, problems };
}

/**
 * Reads one article file.
 * @throws ArticleError for a file that is no article, `Error` with a code for one that cannot be read.
 */
export async function readArticle(file: string, name = path.basename(file)): Promise<Article> {
  const { size } = await stat(file);
  // A too large file is not read: its size says enough.
  if (size > MAX_ARTICLE_BYTES)
    throw new ArticleError(name, { reason: "too-large", bytes: size, limit: MAX_ARTICLE_BYTES });
  return parseArticle(await readFile(file), name);
}

async function articleFiles(location: string): Promise<{ files: string[]; problems: Error[] }> {
  let entries: Dirent[];
  try {
    if (!(await stat(location)).isDirectory()) return { files: [location], problems: [] };
    entries = await readdir(location, { withFileTypes: true, recursive: true });
  } catch (cause) {
    const problem = new Error(`ARTICLES: ${location} cannot be read. Put .txt or .md files there, or set ARTICLES.`, {
      cause,
    });
    return { files: [], problems: [problem] };
  }
  const files = entries
    .filter((entry) => !entry.isDirectory() && ARTICLE_FILE.test(entry.name) && !entry.name.startsWith("."))
    .map((entry) => path.join(entry.parentPath, entry.name));
  return { files: files.sort(), problems: [] };
}

function asProblem(error: unknown, file: string): Error {
  if (error instanceof ArticleError) return error;
  return new Error(`${file} cannot be read.`, { cause: error });
}

/** The same file keeps the same id, so that a changed file replaces its article. */
function houseId(name: string): string {
  return createHash("sha256").update(name).digest("base64url").slice(0, 12);
}
