import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { ArticleError } from "../article/article-error.js";
import { DOCUMENT_EXTENSIONS } from "../article/read-document.js";
import type { ArticleLibrary } from "./article-library.js";
import type { Documents, LoadedDocument } from "./documents.js";
import type { Progress } from "./embed-article.js";

const EXTENSIONS: ReadonlySet<string> = new Set(DOCUMENT_EXTENSIONS);

/** What became of the operator's files. */
export interface HouseReport {
  /** Articles that are there now. */
  readonly loaded: number;
  /** Of these, the ones embedded just now; the others were kept from before. */
  readonly embedded: number;
  /** Files that are left out; their messages name them and say why. */
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
  documents: Documents,
  location: string,
  onProgress: (title: string, ...progress: Parameters<Progress>) => void = () => {},
): Promise<HouseReport> {
  const { files, problems } = await articleFiles(location);
  const articles = new Map<string, HouseFile>();
  for (const file of files) {
    const name = path.relative(location, file) || path.basename(file);
    const read = await documents.fromFile(file, name).catch((error: unknown) => asProblem(error, file));
    if (read instanceof Error) problems.push(read);
    else articles.set(houseId(name), { file, ...read });
  }
  // First what is gone leaves: where a file was only renamed, its text would otherwise be here already.
  for (const { id, sourceKind } of await library.details("house")) {
    if (sourceKind === "folder" && !articles.has(id)) await library.remove("house", id);
  }
  let embedded = 0;
  let loaded = 0;
  for (const [id, { file, article, bytes }] of articles) {
    if (!(await library.has("house", id, article))) {
      const result = await library.add("house", article, {
        id,
        bytes,
        sourceKind: "folder",
        onProgress: (...progress) => onProgress(article.title, ...progress),
      });
      if (result.kind === "already-here") {
        problems.push(new DuplicateFileError(file, result.article.title));
        continue;
      }
      embedded++;
    }
    loaded++;
  }
  return { loaded, embedded, problems };
}

type HouseFile = LoadedDocument & { readonly file: string };

/** A file has the same text as an article of the house. */
class DuplicateFileError extends Error {
  override readonly name = "DuplicateFileError";
  constructor(
    readonly file: string,
    readonly title: string,
  ) {
    super(`${file} has the text of “${title}”, which is here already. Remove one of the two.`);
  }
}

async function articleFiles(location: string): Promise<{ files: string[]; problems: Error[] }> {
  let entries: Dirent[];
  try {
    if (!(await stat(location)).isDirectory()) return { files: [location], problems: [] };
    entries = await readdir(location, { withFileTypes: true, recursive: true });
  } catch (cause) {
    const problem = new Error(
      `ARTICLES: ${location} cannot be read. Put .txt, .md, .html, .pdf or .docx files there, or set ARTICLES.`,
      {
        cause,
      },
    );
    return { files: [], problems: [problem] };
  }
  const files = entries
    .filter(
      (entry) =>
        !entry.isDirectory() && EXTENSIONS.has(path.extname(entry.name).toLowerCase()) && !entry.name.startsWith("."),
    )
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
