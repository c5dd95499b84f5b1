import { formatNumber } from "../../office/number-formats.js";
import { bulletOf } from "../../office/symbols.js";
import type { XmlAttributes } from "../../office/xml.js";
import type { Styles } from "./odt-styles.js";

/** What the letters of `style:num-format` mean. */
const FORMATS: Readonly<Record<string, string>> = {
  "1": "decimal",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};
/** ODF has ten levels. */
const MOST_LEVELS = 10;

/** How far the levels of a list have counted. */
type Counted = (number | undefined)[];

interface OpenList {
  readonly style: string;
  readonly counted: Counted;
}
interface OpenItem {
  /** It has been counted, or shows no number. */
  isLabelled: boolean;
  readonly start: number | undefined;
}

/** The lists that are open, with the numbers of their items. */
export class Lists {
  readonly #open: OpenList[] = [];
  readonly #items: OpenItem[] = [];
  readonly #byId = new Map<string, Counted>();
  readonly #byStyle = new Map<string, Counted>();

  constructor(private readonly styles: Styles) {}

  openList(attributes: XmlAttributes): void {
    const around = this.#open.at(-1);
    const style = attributes["text:style-name"] ?? around?.style ?? "?";
    const before =
      around?.counted ??
      this.#byId.get(attributes["text:continue-list"] ?? "?") ??
      (attributes["text:continue-numbering"] === "true" ? this.#byStyle.get(style) : undefined);
    const counted = before ?? [];
    // A list within an item counts anew, unless it says otherwise.
    if (around !== undefined && attributes["text:continue-numbering"] !== "true") counted.length = this.#open.length;
    this.#open.push({ style, counted });
    this.#byStyle.set(style, counted);
    const id = attributes["xml:id"];
    if (id !== undefined) this.#byId.set(id, counted);
  }

  closeList(): void {
    this.#open.pop();
  }

  openItem(name: string, attributes: XmlAttributes): void {
    const start = attributes["text:start-value"];
    this.#items.push({
      isLabelled: name === "text:list-header",
      start: start === undefined ? undefined : Number(start),
    });
  }

  closeItem(): void {
    this.#items.pop();
  }

  /** What stands before the paragraph that is read now, if it is the first of an item. */
  label(): string | undefined {
    const item = this.#items.at(-1);
    const list = this.#open.at(-1);
    if (item === undefined || list === undefined || item.isLabelled) return undefined;
    item.isLabelled = true;
    return this.next(list.style, list.counted, this.#open.length, item.start);
  }

  /** Counts the next item of a level (from 1), and gives what stands before it; nothing where the list writes nothing. */
  next(style: string, counted: Counted, level: number, start?: number): string | undefined {
    const own = this.styles.level(style, Math.min(level, MOST_LEVELS));
    if (own === undefined) return level > 0 && style !== "" ? bulletOf("") : undefined;
    if (own.isBullet) return bulletOf(own.bullet);
    const before = counted[level - 1];
    counted[level - 1] = start ?? (before === undefined ? own.start : before + 1);
    counted.length = level;
    if (own.format === "") return `${own.prefix}${own.suffix}`.trim() || undefined;
    const numbers: string[] = [];
    for (let at = Math.max(1, level - own.shown + 1); at <= level; at++) {
      const each = this.styles.level(style, at);
      const number = formatNumber(counted[at - 1] ?? each?.start ?? 1, FORMATS[each?.format ?? ""] ?? "none");
      if (number === undefined) return bulletOf("");
      if (number !== "") numbers.push(number);
    }
    return `${own.prefix}${numbers.join(".")}${own.suffix}`.trim() || undefined;
  }
}
