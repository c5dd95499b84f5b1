import type { XmlAttributes } from "../../office/xml.js";

interface Node {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: Node[];
  text: string;
}

/** What cannot be written in one line without becoming another formula. */
const TWO_DIMENSIONAL: ReadonlySet<string> = new Set(["m:m", "m:eqArr"]);
/** Nothing needs brackets that is one number, one name or in brackets already. */
const ONE_THING = /^(?:[\p{L}\p{M}]|\d+(?:[.,]\d+)?|\([^()]*\)|\[[^[\]]*\])$/u;

/** A formula (Office MathML), gathered tag by tag, as one line: "A=2ab", "x^2", "(a+b)/2", "√(2)". */
export class Formula {
  readonly #root: Node = { name: "m:oMath", attributes: {}, children: [], text: "" };
  readonly #open: Node[] = [this.#root];
  #isText = false;

  open(name: string, attributes: XmlAttributes): void {
    this.#isText = name === "m:t" || name === "w:t";
    const node = { name, attributes, children: [], text: "" };
    this.#open.at(-1)?.children.push(node);
    this.#open.push(node);
  }

  text(text: string): void {
    const node = this.#open.at(-1);
    if (this.#isText && node !== undefined) node.text += text;
  }

  close(): void {
    this.#isText = false;
    if (this.#open.length > 1) this.#open.pop();
  }

  /** Nothing for a formula that has no form in one line. */
  line(): string | undefined {
    try {
      return contentOf(this.#root);
    } catch (error) {
      if (error instanceof NoLine) return undefined;
      throw error;
    }
  }
}

class NoLine extends Error {}

const contentOf = (node: Node | undefined): string => node?.children.map(lineOf).join("") ?? "";

function lineOf(node: Node): string {
  if (TWO_DIMENSIONAL.has(node.name)) throw new NoLine();
  const part = (name: string): string => contentOf(node.children.find((child) => child.name === name));
  switch (node.name) {
    case "m:t":
    case "w:t":
      return node.text;
    case "w:del":
      return "";
    case "m:f":
      return propertyOf(node, "m:type") === "noBar" ? noLine() : `${grouped(part("m:num"))}/${grouped(part("m:den"))}`;
    case "m:sSup":
      return raised(grouped(part("m:e")), part("m:sup"));
    case "m:sSub":
      return lowered(part("m:e"), part("m:sub"));
    case "m:sSubSup":
      return raised(lowered(part("m:e"), part("m:sub")), part("m:sup"));
    case "m:sPre":
      return raised(lowered("", part("m:sub")), part("m:sup")) + part("m:e");
    case "m:rad": {
      const degree = part("m:deg");
      const base = part("m:e");
      return degree === "" ? `√${grouped(base)}` : `${grouped(base)}^(1/${grouped(degree)})`;
    }
    case "m:nary":
      return `${raised(lowered(propertyOf(node, "m:chr") ?? "∫", part("m:sub")), part("m:sup"))} ${part("m:e")}`;
    case "m:limLow":
    case "m:limUpp":
      return `${lowered(part("m:e"), part("m:lim"))} `;
    case "m:func":
      return `${part("m:fName").trim()} ${part("m:e")}`;
    case "m:d":
      return delimited(node);
    default:
      return node.name.endsWith("Pr") ? "" : contentOf(node);
  }
}

function noLine(): never {
  throw new NoLine();
}

function delimited(node: Node): string {
  const parts = node.children.filter(({ name }) => name === "m:e").map(contentOf);
  const separator = propertyOf(node, "m:sepChr") ?? "|";
  return (propertyOf(node, "m:begChr") ?? "(") + parts.join(separator) + (propertyOf(node, "m:endChr") ?? ")");
}

/** A property in the element's own `…Pr`. An attribute that is empty says "nothing", one that is missing "as usual". */
function propertyOf(node: Node, name: string): string | undefined {
  const properties = node.children.find((child) => child.name === `${node.name}Pr`);
  const property = properties?.children.find((child) => child.name === name);
  return property?.attributes["m:val"];
}

const grouped = (text: string): string => (text === "" || ONE_THING.test(text) ? text : `(${text})`);
const raised = (base: string, exponent: string): string => (exponent === "" ? base : `${base}^${grouped(exponent)}`);
const lowered = (base: string, index: string): string => (index === "" ? base : `${base}_${grouped(index)}`);
