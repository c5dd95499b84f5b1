/** The attributes of a tag. */
export type Attributes = Readonly<Record<string, string>>;

/** Tags at which a text ends. */
export const BLOCK_TAGS: ReadonlySet<string> = new Set(
  `address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
   header hr html li main nav ol p pre section summary table caption tbody tfoot thead tr td th ul`.split(/\s+/),
);
const MEDIA = new Set(["iframe", "object", "audio", "video", "embed"]);
const NEVER_SHOWN = new Set([
  ...MEDIA,
  ..."script style template noscript title svg canvas annotation button select option textarea datalist rt rp".split(
    " ",
  ),
]);
/** What is struck out is no longer said: a price, a name that has changed. */
const STRUCK_OUT = new Set(["del", "s", "strike"]);
/** The "[edit]" of a wiki's headings, and formulas as glyphs, beside which the same formula stands as MathML. */
const BESIDE_TEXT = /(?:^|\s)(?:mw-editsection|katex-html|MathJax_Preview|mwe-math-fallback-image-\w+)(?:\s|$)/;
/** Formulas as MathML, which the style hides from the eye and shows to those who hear the page. */
const FORMULA_TEXT = /(?:^|\s)mwe-math-mathml-\w+(?:\s|$)/;
const FURNITURE_TAGS = new Set(["nav", "footer", "aside", "form", "dialog", "menu"]);
const FURNITURE_NAME =
  /(?:^|[\s_-])(?:comments?|disqus|sidebar|cookies?|share|sharing|social|newsletter|promo|advert|ads?|breadcrumbs?|related|nav|navbar|menu|footer)(?:$|[\s_-])/i;
const LONGEST_STYLE = 500;
const BACK_LINK = /^#(?:footnote-ref|endnote-ref|cite_ref|fnref)/;

/** Whether what stands in an element is no text that a reader sees. */
export function isUnseen(tag: string, attributes: Attributes): boolean {
  if (NEVER_SHOWN.has(tag) || isStruckOut(tag) || isHidden(attributes) || BESIDE_TEXT.test(attributes.class ?? ""))
    return true;
  return tag === "a" && BACK_LINK.test(attributes.href ?? "");
}

/** How a list counts, as its style says: "lower-alpha". */
export const listStyle = (style: string): string | undefined =>
  /list-style(?:-type)?\s*:\s*([a-z-]{1,30})/i.exec(style.slice(0, LONGEST_STYLE))?.[1]?.toLowerCase();

/** Whether the text of an element is struck out. */
export const isStruckOut = (tag: string): boolean => STRUCK_OUT.has(tag);

/** Whether it is the "edit" of a heading in a wiki. */
export function isEditLink(tag: string, { href = "" }: Attributes): boolean {
  return tag === "a" && /[?&](?:ve)?action=edit\b/.test(href);
}

/** Whether an element of a whole page is a menu, a form, the comments or the like. */
export function isPageFurniture(tag: string, { id = "", class: className = "", role = "" }: Attributes): boolean {
  if (tag === "body" || tag === "html" || tag === "main") return false;
  if (FURNITURE_TAGS.has(tag) || /^(?:navigation|banner|dialog|search|complementary|contentinfo)$/.test(role))
    return true;
  return FURNITURE_NAME.test(id.slice(0, 200)) || FURNITURE_NAME.test(className.slice(0, 200));
}

/** A picture, or a video or other medium, that a reader sees; dots of one pixel count visits and show nothing. */
export function mediumOf(tag: string, attributes: Attributes): "picture" | "medium" | undefined {
  if ((tag !== "img" && !MEDIA.has(tag)) || isHidden(attributes) || BESIDE_TEXT.test(attributes.class ?? ""))
    return undefined;
  if ([attributes.width, attributes.height].some((length) => /^[01](?:px)?$/.test(length ?? ""))) return undefined;
  return tag === "img" ? "picture" : "medium";
}

function isHidden({ hidden, style = "", class: className = "" }: Attributes): boolean {
  if (FORMULA_TEXT.test(className)) return false;
  return hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}

const IDEOGRAPH = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const WORD = new RegExp(`[${IDEOGRAPH}]|(?:(?![${IDEOGRAPH}])[\\p{L}\\p{N}][\\p{M}'’]*)+`, "gu");

/** The number of words in a text; in Chinese and Japanese, of characters. */
export function countWords(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(WORD)) count++;
  return count;
}

/** Counts the words that a page shows, menus and all, while its tags come by. */
export class ShownWords {
  #text = "";
  #count = 0;
  /** How many open tags deep it is inside of something that is not seen. */
  #hiddenDepth = 0;

  /** Those of the elements that are closed. */
  get count(): number {
    return this.#count;
  }

  open(tag: string, attributes: Attributes): void {
    if (this.#hiddenDepth > 0 || isUnseen(tag, attributes)) this.#hiddenDepth++;
    else this.#divide(tag);
  }

  text(text: string): void {
    if (this.#hiddenDepth === 0) this.#text += text;
  }

  close(tag: string): void {
    if (this.#hiddenDepth > 0) this.#hiddenDepth--;
    else this.#divide(tag);
  }

  end(): void {
    this.#count += countWords(this.#text);
    this.#text = "";
  }

  #divide(tag: string): void {
    if (BLOCK_TAGS.has(tag) || tag === "br") this.end();
  }
}
