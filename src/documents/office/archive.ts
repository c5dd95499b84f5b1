import { posix } from "node:path";
import { Readable } from "node:stream";
import JSZip from "jszip";
import { DocumentFault } from "../fault.js";
import { readXml } from "./xml.js";

/** The text of a document, its notes, styles and numbering all together, inflated. Word's own 1,000 pages take about 20 MB. */
const MOST_INFLATED = 40_000_000;
/** A part for each section's headers and footers makes hundreds; more would keep the reading process for half a minute. */
const MOST_PARTS = 2_000;

/** What a part of a Microsoft Office document refers to: another part of the archive, or an address. */
export interface Relation {
  readonly id: string;
  /** The last step of its type's address: "styles", "hyperlink". */
  readonly type: string;
  /** A part's name in the archive, or an address as it is written. */
  readonly target: string;
  readonly external: boolean;
}

/** The parts of a document that is a ZIP archive, packed until they are asked for; pictures, fonts and embedded files stay so. */
export class Archive {
  #left = MOST_INFLATED;
  #parts = 0;
  readonly #names: ReadonlyMap<string, JSZip.JSZipObject>;

  private constructor(zip: JSZip) {
    // Some programs write backslashes, or other capitals than where they refer to the part.
    this.#names = new Map(Object.values(zip.files).map((file) => [keyOf(file.name), file]));
  }

  /** @throws Error for an archive that cannot be opened */
  static async open(bytes: Uint8Array): Promise<Archive> {
    try {
      return new Archive(await JSZip.loadAsync(bytes));
    } catch (cause) {
      throw new Error("the ZIP archive that it consists of cannot be opened", { cause });
    }
  }

  /**
   * What a whole Microsoft Office document refers to: its main part ("officeDocument"), its properties.
   * @param usualMain its main part where it names none
   */
  async relations(usualMain: string): Promise<Relation[]> {
    const relations = await this.#relationsIn("_rels/.rels", "");
    const hasMain = relations.some(({ type }) => type === "officeDocument");
    const usual = { id: "", type: "officeDocument", target: usualMain, external: false };
    return hasMain ? relations : [...relations, usual];
  }

  /** What a part of a Microsoft Office document refers to. */
  relationsOf(part: string): Promise<Relation[]> {
    const folder = posix.dirname(part);
    return this.#relationsIn(posix.join(folder, "_rels", `${posix.basename(part)}.rels`), folder);
  }

  /**
   * A part, inflated. Sizes are counted while it is done, whatever the archive says of them.
   * @throws {DocumentFault} `too-complex` for a ZIP bomb
   * @throws Error for a part that cannot be unpacked
   */
  async part(name: string): Promise<Buffer | undefined> {
    const entry = this.#names.get(keyOf(name));
    if (entry === undefined) return undefined;
    if (++this.#parts > MOST_PARTS) {
      const what = "the number of its parts";
      throw new DocumentFault({ reason: "too-complex", what, limit: MOST_PARTS, unit: "parts" });
    }
    const data = await inflate(entry, this.#left);
    this.#left -= data.length;
    return data;
  }

  async #relationsIn(name: string, folder: string): Promise<Relation[]> {
    const part = await this.part(name);
    const relations: Relation[] = [];
    if (part === undefined) return relations;
    readXml(part, {
      open: (tag, { Id: id, Type: type, Target: target, TargetMode: mode }) => {
        if (tag !== "Relationship" || id === undefined || type === undefined || target === undefined) return;
        const external = mode?.toLowerCase() === "external";
        const path = external ? target : target.startsWith("/") ? target.slice(1) : posix.join(folder, target);
        relations.push({ id, type: type.slice(type.lastIndexOf("/") + 1), target: path, external });
      },
    });
    return relations;
  }
}

const keyOf = (name: string): string => name.replaceAll("\\", "/").replace(/^\//, "").toLowerCase();

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
    throw new Error(`its part ${entry.name.slice(0, 80)} cannot be unpacked`, { cause });
  }
  return Buffer.concat(chunks);
}
