import { Readable } from "node:stream";
import JSZip from "jszip";
import mammoth from "mammoth";
import type { ParsedDocument } from "../../blocks.js";
import { DocumentFault } from "../../fault.js";
import { declaredTitle } from "../../readable-text.js";
import { readHtml, textsOfBlock } from "../html/html-blocks.js";
import { docxOmissions } from "./docx-omissions.js";

/** The text of a document, its notes, styles and numbering all together, inflated. Word's own 1,000 pages take about 20 MB. */
const MOST_INFLATED = 40_000_000;
/** A part for each section's headers and footers makes hundreds; more would keep the reading process for half a minute. */
const MOST_PARTS = 2_000;
/** What the text is made of; pictures, fonts and embedded files stay packed. */
const TEXT_PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:[^/]+\.xml|_rels\/[^/]+\.rels))$/;
/** Word's title style stands above its headings of level 1. */
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];

/**
 * A Word document → blocks, through mammoth's HTML: headings by style, lists, tables row by row, notes at the end.
 * @throws {DocumentFault} `damaged`, `too-complex` for a ZIP bomb
 */
export async function parseDocx(bytes: Uint8Array): Promise<ParsedDocument> {
  const zip = await openZip(bytes);
  const { archive, parts } = await inflateTextParts(zip);
  const { value: html, messages } = await mammoth.convertToHtml(
    { buffer: archive },
    {
      styleMap: STYLES,
      includeEmbeddedStyleMap: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
    },
  );
  const content = readHtml(html, { firstRowNamesColumns: true });
  const { blocks } = content;
  const core = parts.get("docProps/core.xml")?.toString("utf8") ?? "";
  // Read as HTML for its character references.
  const property = readHtml(/<dc:title>([^<]{1,300})<\/dc:title>/.exec(core)?.[1] ?? "");
  const title = declaredTitle(property.blocks.flatMap(textsOfBlock)[0]);
  const notUnderstood = messages.map(({ message }) => message);
  const omissions = [...docxOmissions(parts, notUnderstood), ...content.omissions];
  const first = blocks[0];
  // The title that stands in the text is the one its readers know.
  const hasTitle = first?.kind === "heading" && first.level === 1;
  return title === undefined || hasTitle ? { blocks, omissions } : { title, blocks, omissions };
}

async function openZip(bytes: Uint8Array): Promise<JSZip> {
  try {
    return await JSZip.loadAsync(bytes);
  } catch (cause) {
    const detail = "the ZIP archive that it consists of cannot be opened";
    throw new DocumentFault({ reason: "damaged", format: "DOCX", detail }, { cause });
  }
}

/**
 * The archive's text parts in an archive of their own, stored and not packed, so that what follows inflates nothing. Their
 * sizes are counted while they are inflated, whatever the archive says of them.
 */
async function inflateTextParts(zip: JSZip): Promise<{ archive: Buffer; parts: Map<string, Buffer> }> {
  const stored = new JSZip();
  let left = MOST_INFLATED;
  const parts = new Map<string, Buffer>();
  const entries = zip.filter((path, file) => !file.dir && TEXT_PARTS.test(path));
  if (entries.length > MOST_PARTS) {
    throw new DocumentFault({
      reason: "too-complex",
      what: "the number of its parts",
      limit: MOST_PARTS,
      unit: "parts",
    });
  }
  for (const entry of entries) {
    const data = await inflate(entry, left);
    left -= data.length;
    stored.file(entry.name, data);
    parts.set(entry.name, data);
  }
  return { archive: await stored.generateAsync({ type: "nodebuffer", compression: "STORE" }), parts };
}

async function inflate(entry: JSZip.JSZipObject, left: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // JSZip's streams are of an old kind, which cannot be iterated as they are.
    for await (const chunk of new Readable().wrap(entry.nodeStream("nodebuffer"))) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > left) {
        const what = "the unpacked size of its text";
        throw new DocumentFault({ reason: "too-complex", what, limit: MOST_INFLATED / 1e6, unit: "MB" });
      }
      chunks.push(bytes);
    }
  } catch (cause) {
    if (cause instanceof DocumentFault) throw cause;
    const detail = `its part ${entry.name} cannot be unpacked`;
    throw new DocumentFault({ reason: "damaged", format: "DOCX", detail }, { cause });
  }
  return Buffer.concat(chunks);
}
