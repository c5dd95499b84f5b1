import type { Block, ListItem, ParsedDocument } from "../../blocks.js";
import { textsIn } from "../../blocks.js";
import { DocumentFault } from "../../fault.js";
import type { Omission, OmissionKind } from "../../omission.js";
import { declaredTitle } from "../../readable-text.js";
import { BodyReader } from "./docx-body.js";
import type { DocxContext } from "./docx-context.js";
import { type NoteKind, NoteMarks } from "./docx-notes.js";
import { Numbering } from "./docx-numbering.js";
import { DocxPackage, type Relation } from "./docx-package.js";
import type { Piece } from "./docx-pieces.js";
import { blocksOf, bodyBlocks } from "./docx-structure.js";
import { Styles } from "./docx-styles.js";
import { readXml } from "./docx-xml.js";

/**
 * A Word document → blocks: headings by style, outline level or look, lists with their numbers, tables row by row, the text of
 * boxes behind the paragraph where they are anchored, notes at the end.
 * @throws {DocumentFault} `damaged`, `too-complex` for a ZIP bomb
 */
export async function parseDocx(bytes: Uint8Array): Promise<ParsedDocument> {
  const archive = await DocxPackage.open(bytes);
  const ofPackage = await archive.relations();
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
  const title = await titleOf(archive, ofPackage);
  const { omissions } = reading;
  return title === undefined || beginsWithTitle(blocks) ? { blocks, omissions } : { title, blocks, omissions };
}

class Reading {
  blocks: Block[] = [];
  readonly #counts = new Map<OmissionKind, number>();
  readonly #omit = (kind: OmissionKind, count = 1): void => {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  };

  private constructor(
    private readonly archive: DocxPackage,
    private readonly relations: readonly Relation[],
    private readonly styles: Styles,
    private readonly numbering: Numbering,
    private readonly notes: NoteMarks,
  ) {}

  static async begin(archive: DocxPackage, relations: readonly Relation[], text: Buffer): Promise<Reading> {
    const partOf = async (type: string): Promise<Buffer | undefined> => {
      const relation = relations.find((each) => each.type === type);
      return relation && archive.part(relation.target);
    };
    const styles = new Styles(await partOf("styles"));
    const numbering = new Numbering(await partOf("numbering"), styles);
    const notes = new NoteMarks([await partOf("settings"), text]);
    return new Reading(archive, relations, styles, numbering, notes);
  }

  get omissions(): Omission[] {
    return [...this.#counts].map(([kind, count]) => ({ kind, count }));
  }

  readBody(text: Buffer): void {
    const reader = new BodyReader(this.#context(this.relations));
    readXml(text, reader);
    this.blocks = bodyBlocks(reader.end(), this.#omit);
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
      const paragraphs = blocksOf(found.get(id) ?? [], this.#omit).flatMap(textsIn);
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
      if (type === "comments") this.#omit("comment", comments);
      else if (hasText) this.#omit(type === "header" ? "running-header" : "running-footer");
    }
  }

  #context(relations: readonly Relation[]): DocxContext {
    const links = relations.filter(({ type, external }) => external && type === "hyperlink");
    const addresses = new Map(links.map(({ id, target }) => [id, target]));
    return { styles: this.styles, numbering: this.numbering, notes: this.notes, addresses, omit: this.#omit };
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

/** The title in the document's properties, if it can be one. */
async function titleOf(archive: DocxPackage, relations: readonly Relation[]): Promise<string | undefined> {
  const target = relations.find(({ type }) => type === "core-properties")?.target ?? "docProps/core.xml";
  const part = await archive.part(target);
  let title = "";
  let isTitle = false;
  if (part !== undefined) {
    readXml(part, {
      open: (name) => {
        isTitle = name === "dc:title";
      },
      text: (text) => {
        if (isTitle && title.length <= 300) title += text;
      },
      close: () => {
        isTitle = false;
      },
    });
  }
  return declaredTitle(title);
}

/** Whether a title stands in the text, which is the one that its readers know: it comes first, and above all else. */
function beginsWithTitle(blocks: readonly Block[]): boolean {
  const [first] = blocks;
  if (first?.kind !== "heading") return false;
  return (
    first.level === 1 ||
    !blocks.some((block) => block !== first && block.kind === "heading" && block.level <= first.level)
  );
}
