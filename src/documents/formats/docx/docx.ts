import type { Block, ListItem, ParsedDocument } from "../../blocks.js";
import { textsIn } from "../../blocks.js";
import { DocumentFault } from "../../fault.js";
import { Archive, type Relation } from "../../office/archive.js";
import type { Piece } from "../../office/pieces.js";
import { blocksOf, bodyBlocks } from "../../office/structure.js";
import { titleFor, titleIn } from "../../office/title.js";
import { readXml } from "../../office/xml.js";
import { OmissionCounts } from "../../omission.js";
import { BodyReader } from "./docx-body.js";
import type { DocxContext } from "./docx-context.js";
import { type NoteKind, NoteMarks } from "./docx-notes.js";
import { Numbering } from "./docx-numbering.js";
import { Styles } from "./docx-styles.js";

/**
 * A Word document → blocks: headings by style, outline level or look, lists with their numbers, tables row by row, the text of
 * boxes behind the paragraph where they are anchored, notes at the end.
 * @throws {DocumentFault} `damaged`, `too-complex` for a ZIP bomb
 */
export async function parseDocx(bytes: Uint8Array): Promise<ParsedDocument> {
  const archive = await Archive.open(bytes);
  const ofPackage = await archive.relations("word/document.xml");
  const main = ofPackage.find(({ type }) => type === "officeDocument")?.target ?? "";
  const text = await archive.part(main);
  if (text === undefined) {
    const detail = `the part ${main.slice(0, 80)} with its text is missing`;
    throw new DocumentFault({ reason: "damaged", format: "DOCX", detail });
  }
  const relations = await archive.relationsOf(main);
  const reading = await Reading.begin(archive, relations, text);
  reading.readBody(text);
  const notes = [...(await reading.readNotes("footnote")), ...(await reading.readNotes("endnote"))];
  await reading.countSurroundings();
  const blocks: Block[] = [...reading.blocks, ...(notes.length > 0 ? [{ kind: "list", items: notes } as const] : [])];
  const properties = ofPackage.find(({ type }) => type === "core-properties")?.target ?? "docProps/core.xml";
  return { ...titleFor(blocks, titleIn(await archive.part(properties))), blocks, omissions: reading.omissions.all };
}

class Reading {
  blocks: Block[] = [];
  readonly omissions = new OmissionCounts();

  private constructor(
    private readonly archive: Archive,
    private readonly relations: readonly Relation[],
    private readonly styles: Styles,
    private readonly numbering: Numbering,
    private readonly notes: NoteMarks,
  ) {}

  static async begin(archive: Archive, relations: readonly Relation[], text: Buffer): Promise<Reading> {
    const partOf = async (type: string): Promise<Buffer | undefined> => {
      const relation = relations.find((each) => each.type === type);
      return relation && archive.part(relation.target);
    };
    const styles = new Styles(await partOf("styles"));
    const numbering = new Numbering(await partOf("numbering"), styles);
    const notes = new NoteMarks([await partOf("settings"), text]);
    return new Reading(archive, relations, styles, numbering, notes);
  }

  readBody(text: Buffer): void {
    const reader = new BodyReader(this.#context(this.relations));
    readXml(text, reader);
    this.blocks = bodyBlocks(reader.end(), this.omissions.omit);
  }

  /** The notes of a kind that the text refers to, in its order. */
  async readNotes(kind: NoteKind): Promise<ListItem[]> {
    const wanted = this.notes.all.filter((note) => note.kind === kind);
    const target = this.relations.find(({ type }) => type === `${kind}s`)?.target;
    const part = wanted.length > 0 && target !== undefined ? await this.archive.part(target) : undefined;
    if (part === undefined || target === undefined) return [];
    const found = new Map<string, readonly Piece[]>();
    const reader = new BodyReader(this.#context(await this.archive.relationsOf(target)), (id, pieces) =>
      found.set(id, pieces),
    );
    readXml(part, reader);
    reader.end();
    return wanted.flatMap(({ id, mark }) => {
      const paragraphs = blocksOf(found.get(id) ?? [], this.omissions.omit).flatMap(textsIn);
      // A mark that the author chose is typed before the note as well.
      const [first = "", ...others] = paragraphs.map((paragraph) => paragraph.trim());
      const own = first.startsWith(`${mark} `) ? first.slice(mark.length).trim() : first;
      return own === "" ? [] : [{ marker: `[${mark}]`, paragraphs: [own, ...others] }];
    });
  }

  /** What stands around the text and is not read. */
  async countSurroundings(): Promise<void> {
    const parts = new Map(this.relations.map(({ type, target }) => [target, type]));
    for (const [target, type] of parts) {
      if (type !== "header" && type !== "footer" && type !== "comments") continue;
      const part = await this.archive.part(target);
      if (part === undefined) continue;
      const { hasText, comments } = scan(part);
      if (type === "comments") this.omissions.omit("comment", comments);
      else if (hasText) this.omissions.omit(type === "header" ? "running-header" : "running-footer");
    }
  }

  #context(relations: readonly Relation[]): DocxContext {
    const links = relations.filter(({ type, external }) => external && type === "hyperlink");
    const addresses = new Map(links.map(({ id, target }) => [id, target]));
    return { styles: this.styles, numbering: this.numbering, notes: this.notes, addresses, omit: this.omissions.omit };
  }
}

function scan(part: Buffer): { hasText: boolean; comments: number } {
  let [hasText, comments, isText] = [false, 0, false];
  readXml(part, {
    open: (name) => {
      isText = name === "w:t";
      if (name === "w:comment") comments++;
    },
    text: (text) => {
      hasText ||= isText && text.trim() !== "";
    },
    close: () => {
      isText = false;
    },
  });
  return { hasText, comments };
}
