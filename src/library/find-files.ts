import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { DOCUMENT_EXTENSIONS } from "../documents/formats/registry.js";

const EXTENSIONS: ReadonlySet<string> = new Set(DOCUMENT_EXTENSIONS);

/** What is in a place where articles are. */
interface FoundFiles {
  readonly files: readonly string[];
  /** Those of a kind that is not read. */
  readonly others: readonly string[];
  /** Symbolic links that are not followed, and where they lead; `undefined` where nothing is there. */
  readonly links: readonly { readonly link: string; readonly target: string | undefined }[];
  /** Folders with nothing in them: what was there may be on a disk that is away. */
  readonly empty: readonly string[];
  /** Folders (or a location that is neither folder nor file) that cannot be read: nobody knows what is in there. */
  readonly unread: readonly { readonly folder: string; readonly cause: unknown }[];
}

const NOTHING: FoundFiles = { files: [], others: [], links: [], empty: [], unread: [] };

/**
 * The files below a folder, sorted, but for hidden ones and those in hidden folders; or the one file that `location` is.
 * @param followLinks whether symbolic links may lead out of the folder; `location` itself may be one
 */
export async function articleFiles(location: string, followLinks: boolean): Promise<FoundFiles> {
  let root: string;
  try {
    if (!(await stat(location)).isDirectory()) return { ...NOTHING, files: [location] };
    root = await realpath(location);
  } catch (cause) {
    return { ...NOTHING, unread: [{ folder: location, cause }] };
  }
  const found = await filesBelow(location, { root, followLinks, above: [root] });
  return { ...found, files: found.files.toSorted(), others: found.others.toSorted() };
}

/** How a folder is looked through. */
interface Looking {
  /** The real path of the whole location. */
  readonly root: string;
  readonly followLinks: boolean;
  /** The real paths of the folders above and of this one, the last: a link to one of them would lead round for ever. */
  readonly above: readonly string[];
}

/** Folder by folder: with `readdir`'s `recursive`, one that cannot be read would hide all the others. */
async function filesBelow(folder: string, looking: Looking): Promise<FoundFiles> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    return { ...NOTHING, unread: [{ folder, cause }] };
  }
  const shown = entries.filter(({ name }) => !name.startsWith("."));
  const each = await Promise.all(shown.map((entry) => found(entry, path.join(folder, entry.name), looking)));
  return together([{ ...NOTHING, empty: entries.length === 0 ? [folder] : [] }, ...each]);
}

function found(entry: Dirent, at: string, looking: Looking): FoundFiles | Promise<FoundFiles> {
  if (entry.isSymbolicLink()) return behindLink(at, looking);
  if (entry.isDirectory()) return filesBelow(at, below(looking, path.join(looking.above.at(-1) ?? "", entry.name)));
  return file(at);
}

function below(looking: Looking, folder: string): Looking {
  return { ...looking, above: [...looking.above, folder] };
}

async function behindLink(link: string, looking: Looking): Promise<FoundFiles> {
  const target = await realpath(link).catch(() => undefined);
  if (target === undefined) return { ...NOTHING, links: [{ link, target }] };
  const isInside = target === looking.root || target.startsWith(looking.root + path.sep);
  if (!isInside && !looking.followLinks) return { ...NOTHING, links: [{ link, target }] };
  if (!(await stat(target)).isDirectory()) return file(link);
  // What a link to a folder inside leads to is read where it stands.
  if (isInside || looking.above.includes(target)) return NOTHING;
  return filesBelow(link, below(looking, target));
}

function file(at: string): FoundFiles {
  return mayBeArticle(at) ? { ...NOTHING, files: [at] } : { ...NOTHING, others: [at] };
}

function together(parts: readonly FoundFiles[]): FoundFiles {
  return {
    files: parts.flatMap(({ files }) => files),
    others: parts.flatMap(({ others }) => others),
    links: parts.flatMap(({ links }) => links),
    empty: parts.flatMap(({ empty }) => empty),
    unread: parts.flatMap(({ unread }) => unread),
  };
}

/** By the end of its name. A file that has none ("LICENSE", "RULES 2.1") is known by its content alone. */
function mayBeArticle(at: string): boolean {
  const extension = path.extname(at).toLowerCase();
  return EXTENSIONS.has(extension) || !/^\.[a-z][a-z\d]*$/.test(extension);
}
