import { type Block, type ParsedDocument, textsIn } from "../../blocks.js";
import { DocumentFault } from "../../fault.js";
import { Archive } from "../../office/archive.js";
import { decodeXml, readXml } from "../../office/xml.js";
import { OmissionCounts } from "../../omission.js";
import { declaredTitle, readableLine } from "../../readable-text.js";
import { readHtml } from "../html/html-blocks.js";
import { type Entry, readContents } from "./epub-contents.js";
import { type BookPackage, type Item, isText, partName, readPackage } from "./epub-package.js";

/** Ways to hide fonts, of which reading needs none (EPUB 3.3, "Font obfuscation"; Adobe's own). */
const OF_FONTS = /^http:\/\/(?:www\.idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC)$/;
/** The mark of a note, which is no raised digit in every book. */
const NOTE_MARK =
  /(<a\b[^<>]{0,500}?(?:epub:type|role)\s*=\s*["'][^"'<>]{0,100}?noteref[^<>]{0,500}>)(?:\s|<sup>){0,5}([\d*†‡]{1,4})(?:\s|<\/sup>){0,5}<\/a>/g;
/** How far the author's name is looked for. */
const FIRST_BLOCKS = 30;

/**
 * A book → blocks: its documents in the order of reading, without its cover and its table of contents. Where a document has no heading,
 * the name that the table of contents has for it is one.
 * @throws {DocumentFault} `encrypted` for a book with copy protection, `damaged`, `too-complex` for a ZIP bomb
 */
export async function parseEpub(bytes: Uint8Array): Promise<ParsedDocument> {
  const archive = await Archive.open(bytes);
  const book = await readPackage(archive);
  await refuseEncrypted(archive, book);
  const entries = await readContents(archive, book);
  const omissions = new OmissionCounts();
  const blocks: Block[] = [];
  for (const item of book.spine) {
    const read = item === undefined ? undefined : await readItem(archive, item, book, omissions);
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

/** The blocks of a document of the book; `undefined` for one that is not there. */
async function readItem(
  archive: Archive,
  item: Item,
  book: BookPackage,
  omissions: OmissionCounts,
): Promise<Block[] | undefined> {
  if (!isText(item)) {
    omissions.omit(item.mediaType.startsWith("image/") ? "picture" : "medium");
    return [];
  }
  const part = await archive.part(item.path);
  if (part === undefined) return undefined;
  const content = readHtml(decodeXml(part).replace(NOTE_MARK, "$1[$2]</a>"), { isXhtml: true });
  if (book.covers.has(item.path)) omissions.omit("cover");
  else if (book.contents.has(item.path)) omissions.omit("contents-entry", content.blocks.flatMap(textsIn).length);
  else {
    for (const { kind, count } of content.omissions) omissions.omit(kind, count);
    return content.blocks;
  }
  return [];
}

function withHeading(blocks: readonly Block[], entry: Entry | undefined): readonly Block[] {
  if (entry === undefined || blocks.length === 0 || blocks.some(({ kind }) => kind === "heading")) return blocks;
  const heading: Block = { kind: "heading", level: entry.level, text: entry.label };
  const [first] = blocks;
  const isFirst = first?.kind === "paragraph" && plain(first.text) === plain(entry.label);
  return [heading, ...blocks.slice(isFirst ? 1 : 0)];
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
