import { posix } from "node:path";
import type { Archive } from "../../office/archive.js";
import { readXml, type XmlAttributes } from "../../office/xml.js";

/** A document of the book, as its package lists it. */
export interface Item {
  /** Its name in the archive. */
  readonly path: string;
  readonly mediaType: string;
  /** What it is read in place of, where the reader does not know its type. */
  readonly fallback: string | undefined;
  readonly isNavigation: boolean;
}

/** What a book says of itself (EPUB 3.3, "Package document"; OPF 2.0.1). */
export interface BookPackage {
  readonly title: string;
  readonly authors: readonly string[];
  readonly publisher: string;
  /** As it is written there. */
  readonly date: string | undefined;
  /** The documents in the order of reading; `undefined` for one that is not listed. */
  readonly spine: readonly (Item | undefined)[];
  /** Pages that only show the cover, and those that list the chapters, by their names in the archive. */
  readonly covers: ReadonlySet<string>;
  readonly contents: ReadonlySet<string>;
  /** Style sheets, by their names in the archive. */
  readonly styles: readonly string[];
  /** The table of contents of EPUB 2, if there is one. */
  readonly ncx: Item | undefined;
}

const PACKAGE = "application/oebps-package+xml";
const NCX = "application/x-dtbncx+xml";
const MOST_AUTHORS = 20;

/** The package of the book: of several, the first. */
export async function readPackage(archive: Archive): Promise<BookPackage> {
  const container = await archive.part("META-INF/container.xml");
  let path: string | undefined;
  if (container !== undefined) {
    readXml(container, {
      open: (name, attributes) => {
        const isPackage = name === "rootfile" && (attributes["media-type"] ?? PACKAGE) === PACKAGE;
        if (isPackage) path ??= attributes["full-path"];
      },
    });
  }
  const part = path === undefined ? undefined : await archive.part(path);
  if (path === undefined || part === undefined) throw new Error("the package that lists its chapters is missing");
  const reader = new PackageReader(posix.dirname(path));
  readXml(part, reader);
  return reader.result();
}

/** A reference within the archive as the name of a part. */
export function partName(folder: string, reference: string): string {
  const path = reference.replace(/[#?].*$/s, "");
  return posix.join(folder, decode(path));
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

class PackageReader {
  readonly #items = new Map<string, Item>();
  readonly #spine: string[] = [];
  readonly #covers = new Set<string>();
  readonly #contents = new Set<string>();
  readonly #texts: Record<"title" | "creator" | "publisher" | "date", string[]> = {
    title: [],
    creator: [],
    publisher: [],
    date: [],
  };
  #open: string[] | undefined;
  #ncx: string | undefined;

  constructor(private readonly folder: string) {}

  open(name: string, attributes: XmlAttributes): void {
    this.#open = undefined;
    const { id = "", href = "", idref } = attributes;
    if (name === "opf:item") {
      this.#items.set(id, {
        path: partName(this.folder, href),
        mediaType: attributes["media-type"] ?? "",
        fallback: attributes.fallback,
        isNavigation: /(?:^|\s)nav(?:\s|$)/.test(attributes.properties ?? ""),
      });
    } else if (name === "opf:itemref" && idref !== undefined) this.#spine.push(idref);
    else if (name === "opf:spine") this.#ncx = attributes.toc;
    else if (name === "opf:reference" && attributes.type === "cover") this.#covers.add(partName(this.folder, href));
    else if (name === "opf:reference" && attributes.type === "toc") this.#contents.add(partName(this.folder, href));
    else this.#openFact(name, attributes);
  }

  text(text: string): void {
    this.#open?.push((this.#open.pop() ?? "") + text);
  }

  close(): void {
    this.#open = undefined;
  }

  result(): BookPackage {
    const { title, creator, publisher, date } = this.#texts;
    const items = [...this.#items.values()];
    return {
      title: title[0] ?? "",
      authors: creator.slice(0, MOST_AUTHORS).map((name) => name.trim()),
      publisher: publisher[0] ?? "",
      date: date[0],
      spine: this.#spine.map((id) => this.#readable(id)),
      covers: this.#covers,
      contents: new Set([...this.#contents, ...items.filter((item) => item.isNavigation).map(({ path }) => path)]),
      styles: items.filter(({ mediaType }) => mediaType === "text/css").map(({ path }) => path),
      ncx: this.#items.get(this.#ncx ?? "") ?? items.find(({ mediaType }) => mediaType === NCX),
    };
  }

  #openFact(name: string, attributes: XmlAttributes): void {
    const event = attributes["opf:event"] ?? "publication";
    const role = attributes["opf:role"] ?? "aut";
    const fact =
      name === "dc:title" || name === "dc:publisher"
        ? this.#texts[name === "dc:title" ? "title" : "publisher"]
        : name === "dc:creator" && role === "aut"
          ? this.#texts.creator
          : name === "dc:date" && event === "publication"
            ? this.#texts.date
            : undefined;
    fact?.push("");
    this.#open = fact;
  }

  /** A document, or what it may be read in place of: a few steps of it, since they may lead in a circle. */
  #readable(id: string): Item | undefined {
    let item = this.#items.get(id);
    for (let steps = 0; steps < 5 && item?.fallback !== undefined && !isText(item); steps++)
      item = this.#items.get(item.fallback);
    return item ?? this.#items.get(id);
  }
}

/** Whether a document is one that is read: XHTML, or what books had before. */
export const isText = ({ mediaType }: Item): boolean =>
  /^(?:application\/xhtml\+xml|text\/html|text\/x-oeb1-document|application\/x-dtbook\+xml)$/.test(mediaType);
