import { isFurnitureName } from "./furniture-names.js";
import { listStyle } from "./visible.js";

/** What is used of a page's tree; the types of browsers are not among those of Node. */
export interface PageElement {
  readonly nodeType: number;
  readonly tagName: string;
  readonly id: string;
  readonly textContent: string | null;
  readonly outerHTML: string;
  readonly children: Iterable<PageElement>;
  readonly childNodes: Iterable<PageElement>;
  readonly nextElementSibling: PageElement | null;
  readonly parentElement: PageElement | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  closest(selector: string): PageElement | null;
  append(...nodes: PageElement[]): void;
  replaceWith(element: PageElement): void;
  remove(): void;
}
export interface PageTree {
  readonly body: PageElement;
  querySelectorAll(selector: string): Iterable<PageElement>;
  createElement(tag: string): PageElement;
  getElementById(id: string): PageElement | null;
}

/** Furniture with more than this share of the page's prose is none: a box named "sidebar-right" that holds the article. */
const MOST_OF_PROSE = 0.3;
/** An element with this share of its page's prose has the article in it. */
const MOST_OF_ARTICLE = 0.75;
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;
const NO_PROSE = /^(?:A|SCRIPT|STYLE|TEMPLATE)$/;
const NEVER_FURNITURE = /^(?:HTML|BODY|MAIN|ARTICLE|H1|TABLE|TBODY|THEAD|TR|TD|TH|PRE|CODE|MATH)$/;
const FURNITURE_TAG = /^(?:NAV|FOOTER|ASIDE|DIALOG|MENU)$/;
const FURNITURE_ROLE = /^(?:navigation|banner|dialog|search|complementary|contentinfo|toolbar|menu)$/;
/** More answers than this are not looked for, since each look goes through the page. */
const MOST_ANSWERS = 300;
/** A button in its heading in a box. */
const MOST_BOXES = 3;
const HEADINGS = "h1, h2, h3, h4, h5, h6, summary, dt";

/**
 * Readies a page's tree for the search for its article: shows what is folded up, and takes out what its tag, role, id or class
 * calls furniture, unless much of the page's prose (text in no link) stands in it.
 */
export function tidyTree(tree: PageTree): void {
  showFolded(tree);
  // Readability takes styles away.
  for (const list of tree.querySelectorAll("ol[style]")) {
    const counts = listStyle(list.getAttribute("style") ?? "");
    if (counts !== undefined) list.setAttribute("type", counts);
  }
  const lengths = proseLengths(tree.body);
  const most = (lengths.get(tree.body) ?? 0) * MOST_OF_PROSE;
  removeFurniture(tree.body, (element) => (lengths.get(element) ?? 0) <= most);
}

/** The smallest element with most of the page's prose. */
export function proseBox({ body }: PageTree): PageElement {
  const lengths = proseLengths(body);
  const least = (lengths.get(body) ?? 0) * MOST_OF_ARTICLE;
  let box = body;
  for (let next: PageElement | undefined = body; next !== undefined; ) {
    box = next;
    next = [...box.children].find((child) => (lengths.get(child) ?? 0) > least);
  }
  return box;
}

/** Questions in buttons, which Readability drops, become text; the answers that they fold up are shown. */
function showFolded(tree: PageTree): void {
  let answers = 0;
  for (const button of tree.querySelectorAll("button, [role=button][aria-expanded]")) {
    const inHeading = button.closest(HEADINGS) !== null;
    const isQuestion = button.getAttribute("aria-expanded") !== null && asksOrTells(button.textContent ?? "");
    if (!inHeading && !isQuestion) continue;
    const isInMenu = button.closest("nav, header, footer, menu") !== null;
    if (!isInMenu && ++answers <= MOST_ANSWERS) show(answerOf(tree, button));
    if (button.tagName !== "BUTTON" && inHeading) continue;
    const shown = tree.createElement(inHeading ? "span" : "summary");
    shown.append(...button.childNodes);
    button.replaceWith(shown);
  }
}

/** "Menu", "Share" and their like are no questions. */
function asksOrTells(text: string): boolean {
  return /[?？]\s{0,20}$/.test(text.slice(-25)) || text.trim().split(/\s+/).length > 2;
}

/** What a button opens: what it says, or else what stands behind it, or behind the box that it has for itself. */
function answerOf(tree: PageTree, button: PageElement): PageElement | null {
  const id = button.getAttribute("aria-controls");
  if (id !== null) return tree.getElementById(id);
  let place: PageElement | null = button;
  for (let up = 0; place !== null && up < MOST_BOXES; up++) {
    if (place.nextElementSibling !== null) return place.nextElementSibling;
    place = place.parentElement;
  }
  return null;
}

function show(answer: PageElement | null): void {
  for (const name of ["hidden", "aria-hidden", "style"]) answer?.removeAttribute(name);
}

/** For each element the length of the text in it that is in no link. */
function proseLengths(root: PageElement): Map<PageElement, number> {
  const lengths = new Map<PageElement, number>();
  const measure = (element: PageElement): number => {
    let length = 0;
    for (const node of element.childNodes) {
      if (node.nodeType === TEXT_NODE) length += (node.textContent ?? "").trim().length;
      else if (node.nodeType === ELEMENT_NODE && !NO_PROSE.test(node.tagName)) length += measure(node);
    }
    lengths.set(element, length);
    return length;
  };
  measure(root);
  return lengths;
}

function removeFurniture(element: PageElement, isSmall: (element: PageElement) => boolean): void {
  for (const child of [...element.children]) {
    if (isFurniture(child) && isSmall(child)) child.remove();
    else removeFurniture(child, isSmall);
  }
}

function isFurniture(element: PageElement): boolean {
  const tag = element.tagName.toUpperCase();
  if (NEVER_FURNITURE.test(tag)) return false;
  if (FURNITURE_TAG.test(tag) || FURNITURE_ROLE.test(element.getAttribute("role") ?? "")) return true;
  return isFurnitureName(element.id) || isFurnitureName(element.getAttribute("class") ?? "");
}
