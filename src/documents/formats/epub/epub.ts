import { type Block, type ParsedDocument, textsIn } from "../../blocks.js";
import { DocumentFault } from "../../fault.js";
import { Archive } from "../../office/archive.js";
import { decodeXml, readXml } from "../../office/xml.js";
import { OmissionCounts } from "../../omission.js";
import { declaredTitle, readableLine } from "../../readable-text.js";
import { readHtml } from "../html/html-blocks.js";
import { type Entry, readContents } from "./epub-contents.js";
import { type BookPackage, type Item, isText, partName, readPackage } from "./epub-package.js";
import { raisedClasses, withRaisedMarked } from "./epub-raised.js";

/** Ways to hide fonts, of which reading needs none (EPUB 3.3, "Font obfuscation"; Adobe's own). */
const OF_FONTS = /^http:\/\/(?:www\.idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC)$/;
/** How far the author's name is looked for. */
const FIRST_BLOCKS = 30;
/** The lines in which the name of a chapter stands: its number, and what it is called. */
const FIRST_LINES = 3;

/**
 * A book → blocks: its documents in the order of reading, without its cover and its table of contents. Where a document has no heading,
 * the name that it has in the table of contents is one.
 * @throws {DocumentFault} `encrypted` for a book with copy protection, `damaged`, `too-complex` for a ZIP bomb
 */
export async function parseEpub(bytes: Uint8Array): Promise<ParsedDocument> {
  const archive = await Archive.open(bytes);
  const book = await readPackage(archive);
  await refuseEncrypted(archive, book);
  const entries = await readContents(archive, book);
  const raised = await readStyles(archive, book);
  const omissions = new OmissionCounts();
  const blocks: Block[] = [];
  for (const item of book.spine) {
    const read = item === undefined ? undefined : await readItem(archive, item, book, raised, omissions);
    if (read === undefined) omissions.omit("chapter");
    for (const block of withHeading(read ?? [], entries.get(item?.path ?? ""))) blocks.push(block);
  }
  const title = declaredTitle(book.title);
  const published = isoDay(book.date);
  const publisher = readableLine(book.publisher);
  return {
    ...(title !== undefined && { title }),
    ...(publisher !== "" && { site: publisher }),
    ...(published !== undefined && { published }),
    blocks: withAuthors(blocks, book),
    omissions: omissions.all,
  };
}

async function readStyles(archive: Archive, { styles }: BookPackage): Promise<ReadonlySet<string>> {
  const classes = new Set<string>();
  for (const path of styles) {
    const part = await archive.part(path);
    for (const name of raisedClasses(part?.toString("utf8") ?? "")) classes.add(name);
  }
  return classes;
}

/** The blocks of a document of the book; `undefined` for one that is not there. */
async function readItem(
  archive: Archive,
  item: Item,
  book: BookPackage,
  raised: ReadonlySet<string>,
  omissions: OmissionCounts,
): Promise<readonly Block[] | undefined> {
  if (!isText(item)) {
    omissions.omit(item.mediaType.startsWith("image/") ? "picture" : "medium");
    return [];
  }
  const part = await archive.part(item.path);
  if (part === undefined) return undefined;
  const content = readHtml(withRaisedMarked(decodeXml(part), raised), { isXhtml: true });
  if (book.covers.has(item.path)) omissions.omit("cover");
  else if (book.contents.has(item.path)) omissions.omit("contents-entry", content.blocks.flatMap(textsIn).length);
  else {
    for (const { kind, count } of content.omissions) omissions.omit(kind, count);
    return content.blocks;
  }
  return [];
}

/** A page's name stands on it, in letters that no mark tells from others; a name that does not is the converter's own ("Section 1"). */
function withHeading(blocks: readonly Block[], entry: Entry | undefined): readonly Block[] {
  if (entry === undefined || blocks.some(({ kind }) => kind === "heading")) return blocks;
  const label = plain(entry.label);
  const isNamed = plain(blocks.slice(0, FIRST_LINES).flatMap(textsIn).join(" ")).startsWith(label);
  if (!isNamed || label === "") return blocks;
  const [first] = blocks;
  const isFirst = first?.kind === "paragraph" && plain(first.text) === label;
  return [{ kind: "heading", level: entry.level, text: entry.label }, ...blocks.slice(isFirst ? 1 : 0)];
}

const plain = (text: string): string =>
  readableLine(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Who wrote it stands on the first pages of most books. Of the others it is said as libraries do: "The Wells / Ada Pilot". */
function withAuthors(blocks: readonly Block[], { title, authors }: BookPackage): readonly Block[] {
  const beginning = plain(blocks.slice(0, FIRST_BLOCKS).flatMap(textsIn).join(" "));
  const missing = authors.filter(
    (name) =>
      name !== "" &&
      !plain(name)
        .split(" ")
        .every((word) => beginning.includes(word)),
  );
  if (missing.length === 0 || blocks.length === 0) return blocks;
  return [{ kind: "paragraph", text: `${readableLine(title)} / ${missing.join(", ")}` }, ...blocks];
}

/** A date, if it is one that a book can have: converters write the year 101 for none. */
function isoDay(date = ""): string | undefined {
  return /^\s*([12]\d{3}(?:-\d\d(?:-\d\d)?)?)/.exec(date)?.[1];
}

async function refuseEncrypted(archive: Archive, { spine }: BookPackage): Promise<void> {
  const part = await archive.part("META-INF/encryption.xml");
  if (part === undefined) return;
  const paths = new Set(spine.map((item) => item?.path));
  let isOfFont = false;
  readXml(part, {
    open: (name, attributes) => {
      const tag = name.slice(name.indexOf(":") + 1);
      if (tag === "EncryptionMethod") isOfFont = OF_FONTS.test(attributes.Algorithm ?? "");
      const isChapter = tag === "CipherReference" && !isOfFont && paths.has(partName("", attributes.URI ?? ""));
      if (isChapter) throw new DocumentFault({ reason: "encrypted", format: "EPUB" });
    },
  });
}
