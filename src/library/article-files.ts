import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { DOCUMENT_EXTENSIONS } from "../documents/formats/registry.js";

const EXTENSIONS: ReadonlySet<string> = new Set(DOCUMENT_EXTENSIONS);

/** What is in a place where articles are. */
export interface FoundFiles {
  /** Sorted. */
  readonly files: readonly string[];
  /** Folders (or a location that is neither folder nor file) that cannot be read: nobody knows what is in there. */
  readonly unread: readonly { readonly folder: string; readonly cause: unknown }[];
}

/** The files below a folder whose names end as those of documents do, but for hidden ones; or the one file that `location` is. */
export async function articleFiles(location: string): Promise<FoundFiles> {
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
