import type { Attributes } from "./visible.js";

interface MathNode {
  readonly tag: string;
  readonly children: MathNode[];
  text: string;
}

/** Formulas of more elements are not read. */
const MOST_NODES = 2_000;
const DEEPEST = 60;
/** These and their like only group what stands in them. */
const ROWS = new Set("math mrow mstyle mpadded semantics merror mi mn mo mtext ms mspace".split(" "));
/** Marks over a letter, and their combining forms. */
const ACCENTS: Readonly<Record<string, string>> = {
  "→": "\u20d7",
  "\u20d7": "\u20d7",
  "^": "\u0302",
  ˆ: "\u0302",
  "~": "\u0303",
  "˜": "\u0303",
  "˙": "\u0307",
  ".": "\u0307",
  "¨": "\u0308",
  "¯": "\u0304",
  "‾": "\u0304",
};
/** Operators that are typed and not seen. */
const INVISIBLE = /[\u2061-\u2064]/g;

/**
 * A MathML formula as one line of text, while its tags come by: √(gh), (a+b)/2, x^2, x_(n+1). A formula with what has no such
 * form (a matrix, marks on four sides) is none, since half of it would say something else.
 */
export class MathReader {
  readonly #root: MathNode = { tag: "math", children: [], text: "" };
  readonly #open: MathNode[] = [this.#root];
  #nodes = 0;
  #readable = true;

  /** Of an element inside of `math`, or of a further one. */
  open(tag: string, attributes: Attributes): void {
    const node: MathNode = { tag, children: [], text: "" };
    if (++this.#nodes > MOST_NODES || this.#open.length > DEEPEST) this.#readable = false;
    else if (!/^annotation/.test(tag)) this.#open.at(-1)?.children.push(node);
    if (tag === "mfenced") node.text = `${attributes.open ?? "("}|${attributes.close ?? ")"}`;
    this.#open.push(node);
  }

  text(text: string): void {
    const node = this.#open.at(-1);
    if (node !== undefined) node.text += text;
  }

  /** Whether `math` itself is closed with this tag. */
  close(): boolean {
    this.#open.pop();
    return this.#open.length === 0;
  }

  /** The formula; nothing if it cannot be read right. */
  result(): string | undefined {
    const text = this.#readable ? write(this.#root) : undefined;
    return text?.replace(/\s+/g, " ").trim();
  }
}

function write(node: MathNode): string | undefined {
  const parts = node.children.map(write);
  if (parts.includes(undefined)) return undefined;
  const [first = "", second = "", third = ""] = parts.map((part) => part ?? "");
  const all = parts.join("");
  switch (node.tag) {
    case "msqrt":
      return `√${grouped(all)}`;
    case "mroot":
      return /^[234]$/.test(second) ? `${"√∛∜".charAt(Number(second) - 2)}${grouped(first)}` : undefined;
    case "mfrac":
      return `${grouped(first)}/${grouped(second)}`;
    case "msup":
      return /^[′'*†°]+$/.test(second) ? first + second : `${grouped(first)}^${grouped(second)}`;
    case "msub":
      return `${first}_${grouped(second)}`;
    case "msubsup":
    case "munderover":
      return `${first}_${grouped(second)}^${grouped(third)}`;
    case "munder":
      return `${first}_${grouped(second)}`;
    case "mover":
      return first + (ACCENTS[second.trim()] ?? `^${grouped(second)}`);
    case "mfenced":
      return node.text.replace("|", parts.join(", "));
    default:
      return ROWS.has(node.tag) ? written(node, all) : undefined;
  }
}

/** What a row or a single sign shows: the operators that compare have spaces around them in print. */
function written(node: MathNode, all: string): string {
  const own = node.text.replace(INVISIBLE, "").trim();
  if (node.tag === "mo" && /^[=≠<>≤≥≈≡∼∝→⇒⇔∈]$/u.test(own)) return ` ${own} `;
  if (node.tag === "mtext" || node.tag === "ms") return node.text;
  return own + all;
}

/** In brackets where it is more than one sign or number. */
function grouped(text: string): string {
  const trimmed = text.trim();
  const isOne = /^(?:\p{L}\p{M}*|\p{N}+(?:[.,]\p{N}+)?|.)$/u.test(trimmed);
  return isOne || isInBrackets(trimmed) ? trimmed : `(${trimmed})`;
}

/** Whether one pair of brackets stands around all of it. */
function isInBrackets(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")") depth--;
    if (depth === 0 && at < text.length - 1) return false;
  }
  return depth === 0 && text.startsWith("(");
}
