import { PersonError } from "../person-error.js";

/** What is wrong with a document; the facts a caller may want to show or count. */
export type ArticleFault =
  | { readonly reason: "empty" }
  /** `looksLike` names the kind of file, `offset` is the byte that gave it away. */
  | { readonly reason: "binary"; readonly looksLike: string; readonly offset: number }
  /** `found` names what the bytes are or contain, `offset` is the first offending byte. */
  | { readonly reason: "encoding"; readonly found: string; readonly offset: number }
  | { readonly reason: "too-large"; readonly bytes: number; readonly limit: number }
  /** `extension` in lower case with its dot, or "" when the name has none. */
  | { readonly reason: "unsupported"; readonly extension: string }
  /** It opens only with a password. */
  | { readonly reason: "encrypted"; readonly format: string }
  /** Pictures of pages, and no text in it. */
  | { readonly reason: "scanned"; readonly pages: number }
  /** A web page that shows its article only to those who are logged in. */
  | { readonly reason: "log-in" }
  /** A web page that has nothing but the way to another `address`, as the page writes it or whole where that can be told. */
  | { readonly reason: "sends-on"; readonly address: string }
  /** A web page whose text is made by scripts, which are not run. */
  | { readonly reason: "script-only" }
  /** It breaks the rules of its format; `detail` is what the parser found. */
  | { readonly reason: "damaged"; readonly format: string; readonly detail: string }
  /** It asks for more than a document may take: the limit that it passed, in `unit`s. */
  | { readonly reason: "too-complex"; readonly what: string; readonly limit: number; readonly unit: string }
  /** The process that read it died of it; `detail` is how. */
  | { readonly reason: "crash"; readonly detail: string };

function describe(fault: ArticleFault): string {
  switch (fault.reason) {
    case "empty":
      return "it holds no paragraph (only white space, headings or page furniture). Give a file with the article's text.";
    case "binary":
      return `it is not text: it looks like ${fault.looksLike}${fault.offset === 0 ? "" : ` (byte ${fault.offset})`}. Save the article as .txt, .md, .html, .pdf or .docx.`;
    case "encoding":
      return `it is not UTF-8: ${fault.found} at byte ${fault.offset}. Save it again with the encoding UTF-8.`;
    case "too-large":
      return `it has ${fault.bytes} bytes, and the limit is ${fault.limit} bytes (${fault.limit / 1e6} MB). Split it into smaller files.`;
    case "unsupported":
      return `files of the kind "${fault.extension}" are not read. Save the article as .txt or .md.`;
    case "encrypted":
      return `this ${fault.format} document opens only with a password. Save a copy without one.`;
    case "scanned":
      return `its ${fault.pages} ${fault.pages === 1 ? "page is a picture" : "pages are pictures"} without text. Run text recognition (OCR) over it first.`;
    case "log-in":
      return "the page asks to log in: the article is shown only to those who are logged in. Save its text as a file, or paste it.";
    case "sends-on":
      return `the page only sends on to ${fault.address}: add that address instead.`;
    case "script-only":
      return "the page holds no text of its own: scripts make it in the browser, and they are not run. Save its text as a file, or paste it.";
    case "damaged":
      return `it is not a sound ${fault.format} document: ${fault.detail}. Open it in the program that made it and save it again.`;
    case "too-complex":
      return `it is too complex: ${fault.what} passed the limit of ${fault.limit} ${fault.unit}. Save its text as .txt or .md, or split it.`;
    case "crash":
      return `reading it ended the process that read it (${fault.detail}). Save its text as .txt or .md.`;
  }
}

/** A document that cannot become an article. The message names it, says what is wrong, and what to do. */
export class ArticleError extends PersonError {
  override readonly name = "ArticleError";

  /**
   * @param source the file name or address, as the article would carry it
   * @param fault what is wrong, with its figures
   * @param options the `cause`, where another error revealed the fault
   */
  constructor(
    readonly source: string,
    readonly fault: ArticleFault,
    options?: ErrorOptions,
  ) {
    super(`Cannot read ${JSON.stringify(source)}: ${describe(fault)}`, options);
  }

  get reason(): ArticleFault["reason"] {
    return this.fault.reason;
  }
}
