import type { Block, ParsedDocument } from "../../blocks.js";
import { DocumentFault } from "../../fault.js";
import { Archive } from "../../office/archive.js";
import { bodyBlocks } from "../../office/structure.js";
import { titleFor, titleIn } from "../../office/title.js";
import { readXml } from "../../office/xml.js";
import { OmissionCounts } from "../../omission.js";
import { Styles } from "./odt-styles.js";
import { TextReader } from "./odt-text.js";

const OBJECTS: Readonly<Record<string, "formula" | "chart">> = {
  "application/vnd.oasis.opendocument.formula": "formula",
  "application/vnd.oasis.opendocument.chart": "chart",
};

/**
 * An OpenDocument text → blocks: headings with their numbers, lists, tables row by row, the text of frames behind the paragraph
 * where they are anchored, notes at the end.
 * @throws {DocumentFault} `encrypted`, `damaged`, `too-complex` for a ZIP bomb
 */
export async function parseOdt(bytes: Uint8Array): Promise<ParsedDocument> {
  const archive = await Archive.open(bytes);
  const objects = readManifest(await archive.part("META-INF/manifest.xml"));
  const [styles, content] = [await archive.part("styles.xml"), await archive.part("content.xml")];
  if (content === undefined) throw new Error("the part content.xml with its text is missing");
  const known = new Styles();
  const omissions = new OmissionCounts();
  if (styles !== undefined) {
    known.read(styles);
    countSurroundings(styles, omissions);
  }
  known.read(content);
  const reader = new TextReader(known, (object) => objects.get(folderOf(object)) ?? "picture", omissions);
  readXml(content, reader);
  if (!reader.hasText) throw new Error("it has no text, but perhaps a drawing or a sheet");
  const { notes } = reader;
  const text = bodyBlocks(reader.pieces, omissions.omit);
  const blocks: Block[] = notes.length > 0 ? [...text, { kind: "list", items: notes }] : text;
  return { ...titleFor(blocks, titleIn(await archive.part("meta.xml"))), blocks, omissions: omissions.all };
}

const folderOf = (path: string): string => path.replace(/^\.\//, "").replace(/\/$/, "");

/** What the embedded objects are, by their folders. */
function readManifest(part: Buffer | undefined): ReadonlyMap<string, "formula" | "chart"> {
  const objects = new Map<string, "formula" | "chart">();
  if (part === undefined) return objects;
  readXml(part, {
    open: (name, attributes) => {
      if (name === "manifest:encryption-data") throw new DocumentFault({ reason: "encrypted", format: "ODT" });
      const kind = OBJECTS[attributes["manifest:media-type"] ?? ""];
      if (kind !== undefined) objects.set(folderOf(attributes["manifest:full-path"] ?? ""), kind);
    },
  });
  return objects;
}

/** Headers and footers stand with the styles. */
function countSurroundings(styles: Buffer, omissions: OmissionCounts): void {
  let open: { readonly name: string; hasText: boolean } | undefined;
  readXml(styles, {
    open: (name) => {
      if (/^style:(?:header|footer)(?:-left|-first)?$/.test(name)) open = { name, hasText: false };
    },
    text: (text) => {
      if (open !== undefined && text.trim() !== "") open.hasText = true;
    },
    close: (name) => {
      if (name !== open?.name) return;
      if (open.hasText) omissions.omit(name.startsWith("style:header") ? "running-header" : "running-footer");
      open = undefined;
    },
  });
}
