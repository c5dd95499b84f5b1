import { Parser } from "htmlparser2";
import { tooDeep } from "../fault.js";

/** An element's attributes by their names with the usual prefix: "w:val". */
export type XmlAttributes = Readonly<Record<string, string>>;

/** Who reads a part; names have the usual prefixes, whichever the part declares. */
export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Programs nest a few dozen elements; a table in a cell takes five. */
const DEEPEST = 1_000;

/** The usual prefix of a namespace; of each also the address of strict documents (ISO/IEC 29500). */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"],
  ["http://purl.oclc.org/ooxml/wordprocessingml/main", "w"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/math", "m"],
  ["http://purl.oclc.org/ooxml/officeDocument/math", "m"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"],
  ["http://purl.oclc.org/ooxml/officeDocument/relationships", "r"],
  ["http://schemas.openxmlformats.org/drawingml/2006/main", "a"],
  ["http://purl.oclc.org/ooxml/drawingml/main", "a"],
  ["http://schemas.openxmlformats.org/drawingml/2006/chart", "c"],
  ["http://purl.oclc.org/ooxml/drawingml/chart", "c"],
  ["http://schemas.microsoft.com/office/drawing/2014/chartex", "cx"],
  ["http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"],
  ["http://purl.oclc.org/ooxml/drawingml/diagram", "dgm"],
  ["http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"],
  ["http://schemas.microsoft.com/office/word/2010/wordml", "w14"],
  ["urn:schemas-microsoft-com:vml", "v"],
  ["urn:schemas-microsoft-com:office:office", "o"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://schemas.openxmlformats.org/presentationml/2006/main", "p"],
  ["http://purl.oclc.org/ooxml/presentationml/main", "p"],
  ["http://schemas.microsoft.com/office/drawing/2008/diagram", "dsp"],
  ["http://schemas.openxmlformats.org/package/2006/relationships", ""],
  ["urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"],
  ["urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"],
  ["urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"],
  ["urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"],
  ["urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"],
  ["urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"],
  ["urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"],
  ["urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"],
  ["urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"],
  ["http://www.w3.org/1999/xlink", "xlink"],
  ["http://www.w3.org/1998/Math/MathML", "math"],
  ["http://www.idpf.org/2007/opf", "opf"],
  ["urn:oasis:names:tc:opendocument:xmlns:container", ""],
]);

/**
 * Reads a part of a document in one pass over its tags.
 * @throws {DocumentFault} `too-complex` where its tags nest too deep
 * @throws Error where they do not fit together
 */
export function readXml(part: Buffer, handler: XmlHandler): void {
  const xml = decodeXml(part);
  const names = new Names();
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        if (++depth > DEEPEST) throw tooDeep("elements", DEEPEST);
        names.declare(depth, attributes);
        handler.open(names.usual(tag), names.usualAttributes(attributes));
      },
      ontext: (text) => handler.text?.(text),
      onclosetag: (tag, isImplied) => {
        // Tags that end in "/>" are said to be closed by implication too.
        if (isImplied && xml.charAt(parser.endIndex - 1) !== "/") throw unclosed(tag);
        handler.close?.(names.usual(tag));
        names.forget(depth--);
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  if (depth > 0) throw unclosed("of it");
  parser.end();
}

const unclosed = (tag: string): Error => new Error(`an element ${tag.slice(0, 40)} is not closed`);

/** A part as text: UTF-8, or what the part itself says; only UTF-16 is allowed beside it, and some programs write others. */
export function decodeXml(part: Buffer): string {
  if (part[0] === 0xff && part[1] === 0xfe) return new TextDecoder("utf-16le").decode(part);
  if (part[0] === 0xfe && part[1] === 0xff) return new TextDecoder("utf-16be").decode(part);
  const said =
    /^<\?xml[^>]{0,100}?\bencoding\s?=\s?["']([\w.:-]{1,40})/.exec(part.toString("latin1", 0, 200))?.[1] ?? "utf-8";
  try {
    return new TextDecoder(said).decode(part);
  } catch (cause) {
    throw new Error(`its text says that it is written in ${said}`, { cause });
  }
}

/** The names that elements and attributes usually have, by the namespaces that their prefixes stand for. */
class Names {
  /** What prefixes stand for where it is not what they usually stand for, the innermost declarations last. */
  readonly #scopes: { readonly depth: number; readonly usual: ReadonlyMap<string, string> }[] = [];
  #usual: ReadonlyMap<string, string> = new Map();

  declare(depth: number, attributes: XmlAttributes): void {
    let usual: Map<string, string> | undefined;
    for (const [name, address] of Object.entries(attributes)) {
      if (!name.startsWith("xmlns")) continue;
      const prefix = name.slice("xmlns:".length);
      const known = PREFIXES.get(address) ?? prefix;
      if (known === (this.#usual.get(prefix) ?? prefix)) continue;
      usual ??= new Map(this.#usual);
      usual.set(prefix, known);
    }
    if (usual === undefined) return;
    this.#scopes.push({ depth, usual: this.#usual });
    this.#usual = usual;
  }

  forget(depth: number): void {
    const scope = this.#scopes.at(-1);
    if (scope?.depth !== depth) return;
    this.#usual = scope.usual;
    this.#scopes.pop();
  }

  usual(name: string): string {
    if (this.#usual.size === 0) return name;
    const colon = name.indexOf(":");
    const prefix = colon === -1 ? "" : name.slice(0, colon);
    const known = this.#usual.get(prefix) ?? prefix;
    return known === prefix ? name : `${known}:${name.slice(colon + 1)}`.replace(/^:/, "");
  }

  usualAttributes(attributes: XmlAttributes): XmlAttributes {
    if (this.#usual.size === 0) return attributes;
    // Attributes without a prefix are in no namespace.
    return Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name.includes(":") ? this.usual(name) : name, value]),
    );
  }
}
