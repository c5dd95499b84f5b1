import type { RunLook } from "../../office/line.js";
import { readXml, type XmlAttributes } from "../../office/xml.js";

/** A style of paragraphs, words or sections, with what it takes from its parents. */
export interface Style {
  readonly look: Readonly<RunLook>;
  readonly listStyle?: string;
  /** In small letters, the nearest first: "table heading", "standard". */
  readonly names: readonly string[];
}

/** How one level of a list is numbered. */
export interface ListLevel {
  readonly isBullet: boolean;
  readonly bullet: string;
  readonly format: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  /** How many levels stand in the number: 2 for "1.1". */
  readonly shown: number;
}

interface Draft {
  readonly name: string;
  readonly parent: string | undefined;
  readonly listStyle: string | undefined;
  readonly look: RunLook;
}

/** More styles than this, each based on the next, are a circle or a trap. */
const LONGEST_CHAIN = 50;
const NO_STYLE: Style = { look: {}, names: [] };
/** The name under which the numbering of the headings is kept; no list style can have it. */
export const OUTLINE = "";

/** The styles of a document: those with names (`styles.xml`) and those that the program made for the text (`content.xml`). */
export class Styles {
  readonly #drafts = new Map<string, Draft>();
  readonly #styles = new Map<string, Style>();
  readonly #lists = new Map<string, Map<number, ListLevel>>();
  #draft: Draft | undefined;
  #list: Map<number, ListLevel> | undefined;

  /** Takes the styles of a part; later ones stand in place of earlier ones of their name. */
  read(part: Buffer): void {
    readXml(part, this);
    this.#styles.clear();
  }

  of(family: string, name: string | undefined): Style {
    if (name === undefined) return NO_STYLE;
    const key = `${family} ${name}`;
    const style = this.#styles.get(key) ?? this.#resolve(family, name);
    this.#styles.set(key, style);
    return style;
  }

  level(listStyle: string, level: number): ListLevel | undefined {
    return this.#lists.get(listStyle)?.get(level);
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === "style:style") this.#openStyle(attributes);
    else if (name === "style:text-properties" && this.#draft !== undefined) readLook(this.#draft.look, attributes);
    else if (name === "style:section-properties" && this.#draft !== undefined && attributes["text:display"] === "none")
      this.#draft.look.hidden = true;
    else if (name === "text:list-style" || name === "text:outline-style") {
      this.#list = new Map();
      this.#lists.set(name === "text:list-style" ? (attributes["style:name"] ?? "?") : OUTLINE, this.#list);
    } else if (/^text:(?:list|outline)-level-style/.test(name)) {
      this.#list?.set(Number(attributes["text:level"]), levelOf(name, attributes));
    }
  }

  close(name: string): void {
    if (name === "style:style") this.#draft = undefined;
    else if (name === "text:list-style" || name === "text:outline-style") this.#list = undefined;
  }

  #openStyle(attributes: XmlAttributes): void {
    const id = attributes["style:name"] ?? "";
    this.#draft = {
      name: (attributes["style:display-name"] ?? id.replaceAll("_20_", " ")).toLowerCase(),
      parent: attributes["style:parent-style-name"],
      listStyle: attributes["style:list-style-name"],
      look: {},
    };
    this.#drafts.set(`${attributes["style:family"]} ${id}`, this.#draft);
  }

  #resolve(family: string, name: string): Style {
    const chain: Draft[] = [];
    for (let next: string | undefined = name; next !== undefined && chain.length < LONGEST_CHAIN; ) {
      const draft = this.#drafts.get(`${family} ${next}`);
      if (draft === undefined) break;
      chain.push(draft);
      next = draft.parent;
    }
    const listStyle = chain.find((draft) => draft.listStyle !== undefined)?.listStyle;
    return {
      look: Object.assign({}, ...chain.map(({ look }) => look).reverse()),
      ...(listStyle !== undefined && { listStyle }),
      names: chain.length > 0 ? chain.map((draft) => draft.name) : [name.replaceAll("_20_", " ").toLowerCase()],
    };
  }
}

function readLook(look: RunLook, attributes: XmlAttributes): void {
  const weight = attributes["fo:font-weight"];
  const position = attributes["style:text-position"];
  const font = attributes["style:font-name"] ?? attributes["fo:font-family"];
  const points = /^([\d.]{1,6})pt$/.exec(attributes["fo:font-size"] ?? "")?.[1];
  if (weight !== undefined) look.bold = weight === "bold" || Number(weight) >= 600;
  const struck = attributes["style:text-line-through-style"] ?? attributes["style:text-line-through-type"];
  if (struck !== undefined) look.struck = struck !== "none";
  if (position !== undefined) look.raised = /^(?:super|[1-9]\d*(?:\.\d+)?%)/.test(position);
  if (attributes["text:display"] !== undefined) look.hidden = attributes["text:display"] === "none";
  if (font !== undefined) look.font = font;
  if (points !== undefined) look.size = Number(points) * 2;
}

function levelOf(name: string, attributes: XmlAttributes): ListLevel {
  return {
    isBullet: name === "text:list-level-style-bullet" || name === "text:list-level-style-image",
    bullet: attributes["text:bullet-char"] ?? "",
    format: attributes["style:num-format"] ?? "",
    prefix: attributes["style:num-prefix"] ?? "",
    suffix: attributes["style:num-suffix"] ?? "",
    start: Number(attributes["text:start-value"] ?? "1"),
    shown: Number(attributes["text:display-levels"] ?? "1"),
  };
}
