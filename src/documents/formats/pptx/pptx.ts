import type { Block, ParsedDocument } from "../../blocks.js";
import { Archive, type Relation } from "../../office/archive.js";
import { blocksOf } from "../../office/structure.js";
import { titleFor, titleIn } from "../../office/title.js";
import { readXml } from "../../office/xml.js";
import { OmissionCounts } from "../../omission.js";
import { SlideReader } from "./pptx-slide.js";

/** What repeats on every slide, by its kind of placeholder. */
const REPEATED = { dt: "running-footer", ftr: "running-footer", hdr: "running-header", sldNum: "page-number" } as const;
const isRepeated = (placeholder = ""): placeholder is keyof typeof REPEATED => placeholder in REPEATED;

/**
 * A presentation → blocks: a slide is a page, its title a heading; lists, tables row by row, the words of diagrams, and what the speaker
 * notes behind it all.
 * @throws {DocumentFault} `damaged`, `too-complex` for a ZIP bomb
 */
export async function parsePptx(bytes: Uint8Array): Promise<ParsedDocument> {
  const archive = await Archive.open(bytes);
  const ofPackage = await archive.relations("ppt/presentation.xml");
  const main = ofPackage.find(({ type }) => type === "officeDocument")?.target ?? "";
  const presentation = await archive.part(main);
  if (presentation === undefined) throw new Error("the part with its slides is missing");
  const omissions = new OmissionCounts();
  const blocks: Block[] = [];
  const relations = new Map((await archive.relationsOf(main)).map((relation) => [relation.id, relation]));
  for (const [index, id] of slideIds(presentation).entries()) {
    const slide = relations.get(id)?.target;
    const read = slide === undefined ? undefined : await readSlide(archive, slide, blocks.length === 0, omissions);
    if (read === undefined) omissions.omit("unknown-part");
    for (const block of read ?? []) blocks.push({ ...block, page: index + 1 });
  }
  // Slides of titles alone say no more than these.
  const isTitles = blocks.every(({ kind }) => kind === "heading");
  if (isTitles) return { blocks: blocks.map(asParagraph), omissions: omissions.all };
  const properties = ofPackage.find(({ type }) => type === "core-properties")?.target ?? "docProps/core.xml";
  return { ...titleFor(blocks, titleIn(await archive.part(properties))), blocks, omissions: omissions.all };
}

const asParagraph = (block: Block): Block => (block.kind === "heading" ? { ...block, kind: "paragraph" } : block);

/** In the order in which they are shown. */
function slideIds(presentation: Buffer): string[] {
  const ids: string[] = [];
  readXml(presentation, {
    open: (name, attributes) => {
      if (name === "p:sldId") ids.push(attributes["r:id"] ?? "");
    },
  });
  return ids;
}

async function readSlide(
  archive: Archive,
  name: string,
  isFirst: boolean,
  omissions: OmissionCounts,
): Promise<Block[] | undefined> {
  const part = await archive.part(name);
  if (part === undefined) return undefined;
  const relations = await archive.relationsOf(name);
  const ofSlide = new OmissionCounts();
  const slide = readShapes(part, relations, ofSlide, true);
  if (slide.isHidden) {
    omissions.omit("hidden-slide");
    return [];
  }
  for (const { kind, count } of ofSlide.all) omissions.omit(kind, count);
  const title = slide.title.join(" ");
  // The title of the first slide is that of all of them.
  const heading: Block[] = title.trim() === "" ? [] : [{ kind: "heading", level: isFirst ? 1 : 2, text: title }];
  const diagrams = await readDiagrams(archive, relations, slide.diagrams, omissions);
  const notes = await readNotes(archive, relations, omissions);
  await countComments(archive, relations, omissions);
  return [...heading, ...blocksOf(slide.pieces, omissions.omit), ...diagrams, ...notes];
}

function readShapes(
  part: Buffer,
  relations: readonly Relation[],
  omissions: OmissionCounts,
  hasBullets = false,
): SlideReader {
  const links = relations.filter(({ type, external }) => external && type === "hyperlink");
  const addresses = new Map(links.map(({ id, target }) => [id, target]));
  const wanted = (placeholder?: string): boolean => {
    if (isRepeated(placeholder)) omissions.omit(REPEATED[placeholder]);
    return !isRepeated(placeholder);
  };
  const reader = new SlideReader(addresses, wanted, omissions, hasBullets);
  readXml(part, reader);
  return reader;
}

/** The words of the diagrams (SmartArt), which PowerPoint keeps as shapes too. */
async function readDiagrams(
  archive: Archive,
  relations: readonly Relation[],
  count: number,
  omissions: OmissionCounts,
): Promise<Block[]> {
  const drawings = relations.filter(({ type }) => type === "diagramDrawing").slice(0, count);
  omissions.omit("chart", count - drawings.length);
  const blocks: Block[] = [];
  for (const { target } of drawings) {
    const part = await archive.part(target);
    const read = part === undefined ? [] : blocksOf(readShapes(part, [], omissions).pieces, omissions.omit);
    if (read.length === 0) omissions.omit("chart");
    for (const block of read) blocks.push(block);
  }
  return blocks;
}

/** What the speaker notes; the picture of the slide beside it, and what repeats on every page, are left out. */
async function readNotes(
  archive: Archive,
  relations: readonly Relation[],
  omissions: OmissionCounts,
): Promise<Block[]> {
  const target = relations.find(({ type }) => type === "notesSlide")?.target;
  const part = target === undefined ? undefined : await archive.part(target);
  if (part === undefined) return [];
  const pages = new OmissionCounts();
  const { pieces } = readShapes(part, [], pages);
  return blocksOf(pieces, omissions.omit);
}

async function countComments(
  archive: Archive,
  relations: readonly Relation[],
  omissions: OmissionCounts,
): Promise<void> {
  for (const { target } of relations.filter(({ type }) => type === "comments")) {
    const part = await archive.part(target);
    if (part === undefined) continue;
    readXml(part, {
      open: (name) => {
        if (/:cm$/.test(name)) omissions.omit("comment");
      },
    });
  }
}
