import type { RunLook } from "../../office/line.js";
import { readXml, type XmlAttributes } from "../../office/xml.js";

/** A style of paragraphs, characters or tables, with what it takes from those it is based on. */
export interface Style {
  readonly look: Readonly<RunLook>;
  /** The level of the headings that it makes: 0 is the outermost, 9 or nothing is running text. */
  readonly outline?: number;
  readonly numId?: string;
  readonly numLevel?: number;
  /** The ids of the style itself and of those it is based on, the nearest first, and their names. */
  readonly chain: readonly string[];
  readonly names: readonly string[];
  /** A table style that sets its first row off from the others. */
  readonly marksFirstRow: boolean;
}

interface Draft {
  /** In small letters, as Word calls its own styles in every language: "heading 1", "toc 2". */
  name: string;
  basedOn?: string;
  look: RunLook;
  outline?: number;
  numId?: string;
  numLevel?: number;
  marksFirstRow: boolean;
}

/** More styles than this, each based on the next, are a circle or a trap. */
const LONGEST_CHAIN = 50;
const OFF: ReadonlySet<string | undefined> = new Set(["0", "false", "off", "none"]);

/** Whether an element that switches something is on: `<w:b/>`, `<w:b w:val="1"/>`. */
export const isOn = (attributes: XmlAttributes, name = "w:val"): boolean => !OFF.has(attributes[name]);

/** Takes what one element within `w:rPr` says about a run. */
export function readLook(look: RunLook, name: string, attributes: XmlAttributes): void {
  if (name === "w:b") look.bold = isOn(attributes);
  else if (name === "w:vanish") look.hidden = isOn(attributes);
  else if (name === "w:strike" || name === "w:dstrike") look.struck = isOn(attributes);
  else if (name === "w:vertAlign") look.raised = attributes["w:val"] === "superscript";
  else if (name === "w:position") look.lifted = Number(attributes["w:val"]);
  else if (name === "w:rFonts") {
    const font = attributes["w:ascii"] ?? attributes["w:hAnsi"];
    if (font !== undefined) look.font = font;
  } else if (name === "w:sz") {
    const size = Number(attributes["w:val"]);
    if (size > 0) look.size = size;
  }
}

/** The styles of a document (`styles.xml`). */
export class Styles {
  readonly #drafts = new Map<string, Draft>();
  readonly #styles = new Map<string, Style>();
  /** How text looks that no style says anything of: of 10 points, where the document says nothing (ISO/IEC 29500-1, 17.3.2.38). */
  readonly defaults: RunLook = { size: 20 };
  #default = "";

  constructor(part: Buffer | undefined) {
    if (part !== undefined) readXml(part, new StyleReader(this.#drafts, this.defaults, (id) => (this.#default = id)));
  }

  /** The style of this id, or the one of paragraphs that name none. One that the document does not define has a name made of its id. */
  of(id: string | undefined): Style {
    const wanted = id ?? this.#default;
    const known = this.#styles.get(wanted);
    if (known !== undefined) return known;
    const style = this.#resolve(wanted);
    this.#styles.set(wanted, style);
    return style;
  }

  #resolve(id: string): Style {
    const chain: string[] = [];
    const drafts: Draft[] = [];
    for (let next: string | undefined = id; next !== undefined && chain.length < LONGEST_CHAIN; ) {
      const draft = this.#drafts.get(next);
      chain.push(next);
      if (draft === undefined) break;
      drafts.push(draft);
      next = draft.basedOn === next ? undefined : draft.basedOn;
    }
    const first = <Key extends keyof Draft>(key: Key): Draft[Key] | undefined =>
      drafts.find((draft) => draft[key] !== undefined)?.[key];
    const names = drafts.length > 0 ? drafts.map(({ name }) => name) : [nameOfId(id)];
    const outlines = names.map((name, index) => drafts[index]?.outline ?? outlineOfName(name));
    const outline = outlines.find((level) => level !== undefined);
    const [numId, numLevel] = [first("numId"), first("numLevel")];
    return {
      look: Object.assign({}, ...drafts.map(({ look }) => look).reverse()),
      ...(outline !== undefined && { outline }),
      ...(numId !== undefined && { numId }),
      ...(numLevel !== undefined && { numLevel }),
      chain,
      names,
      marksFirstRow: drafts.some((draft) => draft.marksFirstRow),
    };
  }
}

/** "Heading1" is the id of "heading 1". */
const nameOfId = (id: string): string => id.toLowerCase().replace(/(?<=[a-z])(?=\d$)/, " ");

function outlineOfName(name: string): number | undefined {
  const level = /^heading ([1-9])$/.exec(name)?.[1];
  return level === undefined ? undefined : Number(level) - 1;
}

class StyleReader {
  #style: Draft | undefined;
  /** Within the look that a table style gives to some of its cells: the kind of these. */
  #part: string | undefined;
  #inDefaults = false;

  constructor(
    private readonly styles: Map<string, Draft>,
    private readonly defaults: RunLook,
    private readonly setDefault: (id: string) => void,
  ) {}

  open(name: string, attributes: XmlAttributes): void {
    const value = attributes["w:val"];
    if (name === "w:docDefaults") this.#inDefaults = true;
    else if (name === "w:style") this.#openStyle(attributes);
    else if (this.#inDefaults) readLook(this.defaults, name, attributes);
    const style = this.#style;
    if (style === undefined) return;
    if (name === "w:tblStylePr") this.#part = attributes["w:type"];
    else if (this.#part !== undefined) {
      const shows = (name === "w:b" && isOn(attributes)) || (name === "w:shd" && shadeOf(attributes) !== undefined);
      if (this.#part === "firstRow" && shows) style.marksFirstRow = true;
    } else if (name === "w:name") style.name = (value ?? "").toLowerCase();
    else if (name === "w:basedOn" && value !== undefined) style.basedOn = value;
    else if (name === "w:outlineLvl") style.outline = Number(value);
    else if (name === "w:numId" && value !== undefined) style.numId = value;
    else if (name === "w:ilvl") style.numLevel = Number(value);
    else readLook(style.look, name, attributes);
  }

  close(name: string): void {
    if (name === "w:docDefaults") this.#inDefaults = false;
    else if (name === "w:tblStylePr") this.#part = undefined;
    else if (name === "w:style") this.#style = undefined;
  }

  #openStyle(attributes: XmlAttributes): void {
    const id = attributes["w:styleId"] ?? "";
    this.#style = { name: id.toLowerCase(), look: {}, marksFirstRow: false };
    this.styles.set(id, this.#style);
    const isDefault = attributes["w:default"] !== undefined && isOn(attributes, "w:default");
    if (isDefault && (attributes["w:type"] ?? "paragraph") === "paragraph") this.setDefault(id);
  }
}

/** The colour of `w:shd`, where it is not the paper's. */
export function shadeOf(attributes: XmlAttributes): string | undefined {
  const fill = (attributes["w:fill"] ?? "auto").toLowerCase();
  const own = fill === "auto" || fill === "ffffff" ? undefined : fill;
  return attributes["w:themeFill"] ?? own;
}
