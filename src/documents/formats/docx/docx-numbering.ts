import { formatNumber } from "../../office/number-formats.js";
import { bulletOf, symbolOf } from "../../office/symbols.js";
import { readXml, type XmlAttributes } from "../../office/xml.js";
import { isOn, type Styles } from "./docx-styles.js";

interface Level {
  start?: number;
  format?: string;
  text?: string;
  font?: string;
  /** The id of the style whose paragraphs stand at this level. */
  style?: string;
  /** All numbers of the label are decimal. */
  legal?: boolean;
  /** The level, counted from 1, behind which it begins anew; 0 for none. */
  restart?: number;
}
interface Definition {
  readonly levels: Map<number, Level>;
  /** The style whose numbering it uses in place of its own. */
  styleLink?: string;
}
interface List {
  definition: string;
  readonly overrides: Map<number, Level>;
  readonly starts: Map<number, number>;
}

const LEVELS = 9;

/** The numbering of a document (`numbering.xml`), with how far each list has counted. */
export class Numbering {
  readonly #definitions = new Map<string, Definition>();
  readonly #lists = new Map<string, List>();
  /** How far each definition has counted, level by level: lists of one definition go on with one another. */
  readonly #counted = new Map<Definition, (number | undefined)[]>();
  readonly #started = new Set<string>();

  constructor(
    part: Buffer | undefined,
    private readonly styles: Styles,
  ) {
    if (part !== undefined) readXml(part, new NumberingReader(this.#definitions, this.#lists));
  }

  /** The level that a list keeps for paragraphs of one of these styles, nearest first. */
  levelOfStyle(numId: string, styleIds: readonly string[]): number | undefined {
    const levels = this.#definitionOf(this.#lists.get(numId))?.levels;
    for (const id of styleIds) {
      for (const [index, { style }] of levels ?? []) if (style === id) return index;
    }
    return undefined;
  }

  /** Counts the next paragraph of a list, and gives what stands before it; nothing where the list is not defined or writes nothing. */
  next(numId: string, index: number): string | undefined {
    const list = this.#lists.get(numId);
    const definition = this.#definitionOf(list);
    if (list === undefined || definition === undefined || !(index >= 0 && index < LEVELS)) return undefined;
    const level = this.#levelOf(list, definition, index);
    if (level === undefined) return undefined;
    const counted = this.#count(numId, list, definition, index);
    return this.#label(level, (at) => [this.#levelOf(list, definition, at)?.format ?? "decimal", counted[at] ?? 0]);
  }

  #label(level: Level, numberAt: (level: number) => [format: string, value: number]): string | undefined {
    const { format = "decimal", text = "", font = "" } = level;
    if (format === "bullet") {
      const sign = symbolOf(text, font) ?? text;
      return text === "" ? undefined : bulletOf(sign);
    }
    let known = true;
    const label = text.replace(/%([1-9])/g, (_, digit: string) => {
      const [format, value] = numberAt(Number(digit) - 1);
      const number = formatNumber(value, level.legal === true && format !== "none" ? "decimal" : format);
      known &&= number !== undefined;
      return number ?? "";
    });
    // A number in a way that is not known here must not become another.
    return known ? label.trim() || undefined : bulletOf("");
  }

  #count(numId: string, list: List, definition: Definition, index: number): readonly (number | undefined)[] {
    const counted = this.#counted.get(definition) ?? [];
    this.#counted.set(definition, counted);
    // ISO/IEC 29500-1, 17.9.25: a level that says nothing begins with 0.
    const startOf = (at: number): number => list.starts.get(at) ?? this.#levelOf(list, definition, at)?.start ?? 0;
    const key = `${numId} ${index}`;
    if (list.starts.has(index) && !this.#started.has(key)) counted[index] = undefined;
    this.#started.add(key);
    for (let above = 0; above < index; above++) counted[above] ??= startOf(above);
    const before = counted[index];
    counted[index] = before === undefined ? startOf(index) : before + 1;
    for (let below = index + 1; below < LEVELS; below++) {
      const restart = this.#levelOf(list, definition, below)?.restart ?? below;
      if (index < restart) counted[below] = undefined;
    }
    return counted;
  }

  #levelOf(list: List, definition: Definition, index: number): Level | undefined {
    return list.overrides.get(index) ?? definition.levels.get(index);
  }

  #definitionOf(list: List | undefined): Definition | undefined {
    const own = list && this.#definitions.get(list.definition);
    const linked = own?.styleLink === undefined ? undefined : this.styles.of(own.styleLink).numId;
    const other = linked === undefined ? undefined : this.#lists.get(linked)?.definition;
    return (other !== undefined ? this.#definitions.get(other) : undefined) ?? own;
  }
}

class NumberingReader {
  #definition: Definition | undefined;
  #list: List | undefined;
  #override: number | undefined;
  #level: Level | undefined;

  constructor(
    private readonly definitions: Map<string, Definition>,
    private readonly lists: Map<string, List>,
  ) {}

  open(name: string, attributes: XmlAttributes): void {
    const value = attributes["w:val"];
    if (name === "w:abstractNum") {
      this.#definition = { levels: new Map() };
      this.definitions.set(attributes["w:abstractNumId"] ?? "", this.#definition);
    } else if (name === "w:num") {
      this.#list = { definition: "", overrides: new Map(), starts: new Map() };
      this.lists.set(attributes["w:numId"] ?? "", this.#list);
    } else if (name === "w:abstractNumId" && this.#list !== undefined) this.#list.definition = value ?? "";
    else if (name === "w:numStyleLink" && this.#definition !== undefined && value !== undefined)
      this.#definition.styleLink = value;
    else if (name === "w:lvlOverride") this.#override = Number(attributes["w:ilvl"]);
    else if (name === "w:startOverride" && this.#override !== undefined)
      this.#list?.starts.set(this.#override, Number(value));
    else if (name === "w:lvl") this.#openLevel(Number(attributes["w:ilvl"]));
    else if (this.#level !== undefined) readLevel(this.#level, name, attributes);
  }

  close(name: string): void {
    if (name === "w:abstractNum") this.#definition = undefined;
    else if (name === "w:num") this.#list = undefined;
    else if (name === "w:lvlOverride") this.#override = undefined;
    else if (name === "w:lvl") this.#level = undefined;
  }

  #openLevel(index: number): void {
    this.#level = {};
    (this.#list?.overrides ?? this.#definition?.levels)?.set(index, this.#level);
  }
}

function readLevel(level: Level, name: string, attributes: XmlAttributes): void {
  const value = attributes["w:val"];
  if (name === "w:start") level.start = Number(value);
  else if (name === "w:numFmt" && value !== undefined) level.format = value;
  else if (name === "w:lvlText") level.text = value ?? "";
  else if (name === "w:pStyle" && value !== undefined) level.style = value;
  else if (name === "w:isLgl") level.legal = isOn(attributes);
  else if (name === "w:lvlRestart") level.restart = Number(value);
  else if (name === "w:rFonts") level.font = attributes["w:ascii"] ?? attributes["w:hAnsi"] ?? "";
}
