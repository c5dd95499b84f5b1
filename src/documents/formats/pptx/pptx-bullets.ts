import { formatNumber } from "../../office/number-formats.js";
import { bulletOf } from "../../office/symbols.js";
import type { XmlAttributes } from "../../office/xml.js";

/** What a level or a paragraph says of its bullet. */
type Bullet =
  | { readonly kind: "none" }
  | { readonly kind: "sign"; readonly sign: string }
  | { readonly kind: "number"; readonly type: string; readonly start: number };

/** Placeholders whose paragraphs have bullets where nothing else is said. */
const WITH_BULLETS: ReadonlySet<string | undefined> = new Set(["body", "obj"]);
const LEVELS = 9;
const NUMBERS: readonly (readonly [start: string, format: string])[] = [
  ["arabic", "decimal"],
  ["alphaLc", "lowerLetter"],
  ["alphaUc", "upperLetter"],
  ["romanLc", "lowerRoman"],
  ["romanUc", "upperRoman"],
  ["circleNum", "decimalEnclosedCircle"],
];

export const isOn = (value: string): boolean => value === "1" || value === "true";

/** The bullets and numbers of a text: what its paragraphs say, else its levels, else what its kind of placeholder has. */
export class Bullets {
  readonly #levels = new Map<number, Bullet>();
  #openLevel: number | undefined;
  #placeholder: string | undefined;
  #own: Bullet | undefined;
  #level = 0;
  /** How far the levels have counted, and how. */
  #counted: ({ readonly type: string; number: number } | undefined)[] = [];

  openText(placeholder: string | undefined): void {
    this.#placeholder = placeholder;
    this.#levels.clear();
    this.#counted = [];
    this.#openLevel = undefined;
  }

  openLevel(level: number): void {
    this.#openLevel = level;
  }

  openParagraph(): void {
    this.#openLevel = undefined;
    this.#own = undefined;
    this.#level = 0;
  }

  setLevel(level: number): void {
    this.#level = Math.min(Math.max(Math.trunc(level) || 0, 0), LEVELS - 1);
  }

  /** Takes an element that says something of a bullet: `a:buNone`, `a:buChar`, `a:buAutoNum`. */
  read(name: string, attributes: XmlAttributes): void {
    const bullet = bulletIn(name, attributes);
    if (bullet === undefined) return;
    if (this.#openLevel !== undefined) this.#levels.set(this.#openLevel, bullet);
    else this.#own = bullet;
  }

  /** What stands before the paragraph that is read, which is no empty one; nothing where it has no bullet. */
  label(): string | undefined {
    const usual: Bullet = WITH_BULLETS.has(this.#placeholder) ? { kind: "sign", sign: "" } : { kind: "none" };
    const bullet = this.#own ?? this.#levels.get(this.#level) ?? usual;
    this.#counted.length = Math.min(this.#counted.length, this.#level + 1);
    if (bullet.kind !== "number") this.#counted[this.#level] = undefined;
    if (bullet.kind === "none") return undefined;
    return bullet.kind === "sign" ? bulletOf(bullet.sign) : this.#number(bullet);
  }

  #number({ type, start }: Extract<Bullet, { kind: "number" }>): string {
    const before = this.#counted[this.#level];
    const number = before?.type === type ? before.number + 1 : start;
    this.#counted[this.#level] = { type, number };
    const format = NUMBERS.find(([begin]) => type.startsWith(begin))?.[1] ?? "";
    const text = formatNumber(number, format);
    if (text === undefined) return bulletOf("");
    if (type.endsWith("ParenBoth")) return `(${text})`;
    return type.endsWith("ParenR") ? `${text})` : type.endsWith("Period") ? `${text}.` : text;
  }
}

function bulletIn(name: string, attributes: XmlAttributes): Bullet | undefined {
  if (name === "a:buNone") return { kind: "none" };
  if (name === "a:buChar") return { kind: "sign", sign: attributes.char ?? "" };
  if (name === "a:buBlip") return { kind: "sign", sign: "" };
  if (name !== "a:buAutoNum") return undefined;
  return { kind: "number", type: attributes.type ?? "", start: Number(attributes.startAt ?? "1") };
}
