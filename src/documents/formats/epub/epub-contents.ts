import { posix } from "node:path";
import { Parser } from "htmlparser2";
import type { Archive } from "../../office/archive.js";
import { readXml } from "../../office/xml.js";
import { type BookPackage, partName } from "./epub-package.js";

/** What the table of contents calls a document of the book. */
export interface Entry {
  readonly label: string;
  /** How deep it stands there, from 1. */
  readonly level: number;
}

/** The first entry of each document, by its name in the archive; of the table of contents of EPUB 2, which new books mostly have too, else of the navigation. */
export async function readContents(
  archive: Archive,
  { ncx, contents }: BookPackage,
): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  const part = ncx === undefined ? undefined : await archive.part(ncx.path);
  if (ncx !== undefined && part !== undefined) readNcx(part, posix.dirname(ncx.path), entries);
  if (entries.size > 0) return entries;
  for (const path of contents) {
    const page = await archive.part(path);
    if (page !== undefined) readNavigation(page.toString("utf8"), posix.dirname(path), entries);
  }
  return entries;
}

function readNcx(part: Buffer, folder: string, entries: Map<string, Entry>): void {
  let [level, label, isLabel] = [0, "", false];
  readXml(part, {
    open: (name, { src }) => {
      const tag = name.slice(name.indexOf(":") + 1);
      if (tag === "navPoint") level++;
      else if (tag === "navLabel") [label, isLabel] = ["", true];
      else if (tag === "content" && src !== undefined) addEntry(entries, partName(folder, src), label, level);
    },
    text: (text) => {
      if (isLabel) label += text;
    },
    close: (name) => {
      const tag = name.slice(name.indexOf(":") + 1);
      if (tag === "navPoint") level--;
      else if (tag === "navLabel") isLabel = false;
    },
  });
}

/** The links of the first `nav`, or of the page where it has none. */
function readNavigation(page: string, folder: string, entries: Map<string, Entry>): void {
  let [level, label, isOver] = [0, "", false];
  let href: string | undefined;
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      if (tag === "ol" || tag === "ul") level++;
      else if (tag === "a") [href, label] = [attributes.href, ""];
    },
    ontext: (text) => {
      if (href !== undefined) label += text;
    },
    onclosetag: (tag) => {
      if (tag === "ol" || tag === "ul") level--;
      else if (tag === "nav") isOver = true;
      else if (tag === "a" && href !== undefined) {
        if (!isOver) addEntry(entries, partName(folder, href), label, Math.max(level, 1));
        href = undefined;
      }
    },
  });
  parser.end(page);
}

function addEntry(entries: Map<string, Entry>, path: string, label: string, level: number): void {
  const text = label.replace(/\s+/g, " ").trim();
  if (text !== "" && text.length <= 200 && !entries.has(path)) entries.set(path, { label: text, level });
}
