import { Parser } from "htmlparser2";
import { tooDeep } from "../../fault.js";
import { DEEPEST } from "./html-blocks.js";
import { isPageFurniture, isUnseen, ShownWords } from "./visible.js";

/** What a web page tells about itself, and how big it is, found in one pass over its tags. */
export interface HtmlPage {
  readonly title?: string;
  /** The texts of its first headings of levels 1 and 2. */
  readonly headings: readonly string[];
  readonly site?: string;
  /** ISO 8601. */
  readonly published?: string;
  /** How many words it shows, its menus and all else around the article among them. */
  readonly words: number;
  readonly elements: number;
  /** The sum of the depths of all elements. */
  readonly nesting: number;
  /** Where its `<meta http-equiv="refresh">` leads, as it is written there. */
  readonly sendsOnTo?: string;
  /** In the page's middle, not in its header or a menu. */
  readonly hasPasswordField: boolean;
  readonly hasScripts: boolean;
}

const LONGEST_FACT = 300;
/** What a link to a heading shows beside it. */
const PERMALINK_SIGN = /[¶#⚓🔗]\ufe0f?\s*$/u;
const MOST_HEADINGS = 20;
const DATE_NAMES = [
  "article:published_time",
  "datepublished",
  "dcterms.issued",
  "dcterms.created",
  "dc.date.issued",
  "dc.date",
  "dcterms.date",
  "parsely-pub-date",
  "sailthru.date",
  "pubdate",
  "date",
];

/**
 * Reads a page's `meta` tags, `title`, `time` and JSON-LD, and counts its elements.
 * @throws {DocumentFault} `too-complex` for a page nested too deep to be read at all
 */
export function scanPage(html: string): HtmlPage {
  const scan = new PageScan();
  const parser = new Parser({
    onopentag: (tag, attributes) => scan.open(tag, attributes),
    ontext: (text) => scan.text(text),
    onclosetag: () => scan.close(),
  });
  parser.end(html);
  return scan.result();
}

class PageScan {
  readonly #meta = new Map<string, string>();
  readonly #open: string[] = [];
  readonly #headings: string[] = [];
  #inHeading = false;
  readonly #words = new ShownWords();
  #elements = 0;
  #nesting = 0;
  #title = "";
  #titleDone = false;
  #time: string | undefined;
  #jsonLd = "";
  #isJsonLd = false;
  #sendsOnTo: string | undefined;
  #hasPasswordField = false;
  /** How many open tags deep it is inside of a header, a menu, something folded up or the like. */
  #asideDepth = 0;
  #hasScripts = false;

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    this.#open.push(tag);
    this.#words.open(tag, attributes);
    this.#elements++;
    this.#nesting += this.#open.length;
    if (this.#open.length > DEEPEST) throw tooDeep("elements", DEEPEST);
    if (/^h[12]$/.test(tag) && this.#headings.length < MOST_HEADINGS) {
      this.#inHeading = true;
      this.#headings.push("");
    }
    const { name, property, itemprop, content, datetime, type = "" } = attributes;
    const fact = (property ?? name ?? itemprop)?.toLowerCase();
    if (tag === "meta" && fact && content && !this.#meta.has(fact)) this.#meta.set(fact, content.trim());
    if (tag === "meta" && /^refresh$/i.test(attributes["http-equiv"] ?? "")) this.#sendsOnTo ??= refreshTarget(content);
    if (tag === "time" && datetime && (this.#time === undefined || itemprop === "datePublished")) this.#time = datetime;
    const isAside =
      tag === "header" ||
      tag === "details" ||
      (tag !== "form" && isPageFurniture(tag, attributes)) ||
      isUnseen(tag, attributes);
    if (this.#asideDepth > 0 || isAside) this.#asideDepth++;
    if (tag === "input" && /^password$/i.test(type) && this.#asideDepth === 0) this.#hasPasswordField = true;
    this.#isJsonLd = tag === "script" && /^application\/ld\+json$/i.test(type);
    if (tag === "script" && !this.#isJsonLd) this.#hasScripts = true;
  }

  text(text: string): void {
    this.#words.text(text);
    if (this.#open.at(-1) === "title" && !this.#titleDone && !this.#open.includes("svg")) this.#title += text;
    if (this.#inHeading) this.#headings.push((this.#headings.pop() ?? "") + text);
    if (this.#isJsonLd && this.#jsonLd.length < 100_000) this.#jsonLd += text;
  }

  close(): void {
    const tag = this.#open.pop() ?? "";
    if (this.#asideDepth > 0) this.#asideDepth--;
    this.#words.close(tag);
    if (tag === "title" && this.#title.trim() !== "") this.#titleDone = true;
    if (/^h[12]$/.test(tag)) this.#inHeading = false;
  }

  result(): HtmlPage {
    this.#words.end();
    const title = shortFact(this.#meta.get("og:title")) ?? shortFact(this.#title);
    const site = shortFact(this.#meta.get("og:site_name")) ?? shortFact(this.#meta.get("application-name"));
    const published = this.#published();
    return {
      ...(title && { title }),
      ...(site && { site }),
      ...(published && { published }),
      ...(this.#sendsOnTo && { sendsOnTo: this.#sendsOnTo }),
      headings: this.#headings
        .map((text) => text.replace(PERMALINK_SIGN, "").replace(/\s+/g, " ").trim())
        .filter(Boolean),
      words: this.#words.count,
      elements: this.#elements,
      nesting: this.#nesting,
      hasPasswordField: this.#hasPasswordField,
      hasScripts: this.#hasScripts,
    };
  }

  #published(): string | undefined {
    const inJson = /"datePublished"\s{0,9}:\s{0,9}"([^"]{4,40})"/.exec(this.#jsonLd)?.[1];
    const dates = [
      this.#meta.get("article:published_time"),
      inJson,
      ...DATE_NAMES.map((name) => this.#meta.get(name)),
      this.#time,
    ];
    for (const date of dates) {
      const iso = isoDate(date);
      if (iso !== undefined) return iso;
    }
    return undefined;
  }
}

/** `5; url='next.html'` → `next.html` (HTML Standard, 4.2.5.3 "Refresh state"); nothing where the page only loads itself again. */
function refreshTarget(content = ""): string | undefined {
  const [, target] = /^\s*[\d.]+\s*[;,\s]\s*(?:url\s*=\s*)?["']?([^"'\s][^"']{0,1999})/i.exec(content) ?? [];
  return target?.trim();
}

function shortFact(text: string | undefined): string | undefined {
  const line = text?.replace(/\s+/g, " ").trim();
  return line !== undefined && line !== "" && line.length <= LONGEST_FACT ? line : undefined;
}

/** An ISO 8601 date stays as the page wrote it; a date in words becomes one; anything else is no date. */
export function isoDate(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? "";
  if (trimmed.length > 40) return undefined;
  if (/^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{4,16}(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(trimmed)) {
    return Number.isNaN(Date.parse(trimmed.slice(0, 10))) ? undefined : trimmed.replace(" ", "T");
  }
  if (/^\d{8}$/.test(trimmed)) return isoDate(trimmed.replace(/(....)(..)(..)/, "$1-$2-$3"));
  // Words are read as local time, so that the day is the one that was written.
  const date = /\p{L}{3}/u.test(trimmed) && /\d{4}/.test(trimmed) ? new Date(trimmed) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) return undefined;
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
