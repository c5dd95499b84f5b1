import { Parser } from "htmlparser2";
import type { Omission } from "../../omission.js";

/** The parts that are read as text. */
const BODY = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];
/** Charts, and the diagrams that Word calls SmartArt. */
const CHARTS: ReadonlySet<string> = new Set(["c:chart", "cx:chart", "dgm:relIds"]);
const TEXT: ReadonlySet<string> = new Set(["w:t", "m:t"]);

/** What the text was not understood of, as mammoth says it. */
interface NotUnderstood {
  /** Names of elements. */
  readonly elements: ReadonlySet<string>;
  /** Characters with their fonts. */
  readonly symbols: ReadonlySet<string>;
}

/**
 * What mammoth leaves out of a Word document, in silence or with one of its messages, but for the pictures, which are in
 * its HTML. A message comes once however often it applies, so what it names is counted in the document.
 * @param parts the document's parts by their names in the archive
 * @param messages what mammoth said
 */
export function docxOmissions(parts: ReadonlyMap<string, Buffer>, messages: readonly string[]): Omission[] {
  const named = (pattern: RegExp): ReadonlySet<string> =>
    new Set(messages.flatMap((message) => pattern.exec(message)?.slice(1).join(" ") ?? []));
  const notUnderstood = {
    elements: named(/^An unrecognised element was ignored: (w:\w+)$/),
    symbols: named(/^A w:sym element with an unsupported character was ignored: char (.*) in font (.*)$/),
  };
  const body = new PartScan(notUnderstood);
  for (const name of BODY) body.read(parts.get(name));
  const withText = (name: RegExp): number => [...parts].filter(([part, xml]) => name.test(part) && hasText(xml)).length;
  const comments = new PartScan(notUnderstood);
  comments.read(parts.get("word/comments.xml"));
  return [
    { kind: "running-header", count: withText(/^word\/header\d*\.xml$/) },
    { kind: "running-footer", count: withText(/^word\/footer\d*\.xml$/) },
    { kind: "comment", count: comments.comments },
    ...body.omissions(),
  ];
}

function hasText(xml: Buffer): boolean {
  const scan = new PartScan({ elements: new Set(), symbols: new Set() });
  scan.read(xml);
  return scan.hasText;
}

/** Counts what stands in parts of a document, in one pass over their tags. */
class PartScan {
  hasText = false;
  comments = 0;
  #formulas = 0;
  #charts = 0;
  #textBoxes = 0;
  #symbols = 0;
  #unknown = 0;
  /** The outermost open element that is not read, whether text was met in it, and how many of its name are open. */
  #skipped: { readonly name: string; hasText: boolean; depth: number } | undefined;
  /** How many drawings are open of which an older form follows, which is read in their place. */
  #choices = 0;
  #inText = false;

  constructor(private readonly notUnderstood: NotUnderstood) {}

  read(xml: Buffer | undefined): void {
    if (xml === undefined) return;
    const parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        ontext: (text) => this.#text(text),
        onclosetag: (name) => this.#close(name),
      },
      { xmlMode: true },
    );
    parser.end(xml.toString("utf8"));
  }

  omissions(): Omission[] {
    return [
      { kind: "formula", count: this.#formulas },
      { kind: "chart", count: this.#charts },
      { kind: "text-box", count: this.#textBoxes },
      { kind: "symbol", count: this.#symbols },
      { kind: "unknown-part", count: this.#unknown },
    ];
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#inText = TEXT.has(name);
    if (name === "mc:Choice") this.#choices++;
    if (CHARTS.has(name)) this.#charts++;
    if (name === "w:comment") this.comments++;
    if (name === this.#skipped?.name) this.#skipped.depth++;
    if (this.#choices > 0 || this.#skipped !== undefined) return;
    if (name === "w:sym" && this.notUnderstood.symbols.has(`${attributes["w:char"]} ${attributes["w:font"]}`))
      this.#symbols++;
    if (name === "m:oMath" || name === "wps:txbx" || this.notUnderstood.elements.has(name))
      this.#skipped = { name, hasText: false, depth: 1 };
  }

  #text(text: string): void {
    if (!this.#inText || text.trim() === "") return;
    this.hasText = true;
    if (this.#skipped !== undefined) this.#skipped.hasText = true;
  }

  #close(name: string): void {
    this.#inText = false;
    if (name === "mc:Choice") this.#choices--;
    if (name !== this.#skipped?.name || --this.#skipped.depth > 0) return;
    const { hasText } = this.#skipped;
    this.#skipped = undefined;
    if (!hasText) return;
    if (name === "m:oMath") this.#formulas++;
    else if (name === "wps:txbx") this.#textBoxes++;
    else this.#unknown++;
  }
}
